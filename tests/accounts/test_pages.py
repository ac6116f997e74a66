"""The pages of people, as their readers get them."""

from datetime import timedelta

import pytest

from accounts.actors import Actor
from accounts.models import ApiToken, CitySettings, Invitation, User
from accounts.roles import Role, Scope
from accounts.services import ask_for_department, invite_person, make_token
from tests.factories.accounts import UserFactory

FOR_ADMINS = ["/people/", "/people/invite/", "/people/import/"]


@pytest.fixture
def as_admin(client, admin):
    client.force_login(admin)
    return client


@pytest.fixture
def as_requester(client, requester):
    client.force_login(requester)
    return client


@pytest.mark.parametrize("path", FOR_ADMINS)
def test_page_is_for_administrators(client, as_requester, path, admin):
    answer = as_requester.get(path)
    assert answer.status_code == 403
    assert b"Ask an administrator" in answer.content

    client.force_login(admin)
    assert client.get(path).status_code == 200


ACTS = ["roles", "department", "email", "deactivate", "reactivate"]


@pytest.mark.parametrize("act", ACTS)
def test_act_on_a_person_is_for_administrators_and_by_post(
    client, requester, colleague, admin, act
):
    path = f"/people/{colleague.pk}/{act}/"
    client.force_login(requester)
    before = list(User.objects.values())

    assert client.post(path).status_code == 403
    assert list(User.objects.values()) == before

    client.force_login(admin)
    assert client.get(path).status_code == 405


def test_unknown_person_is_404(as_admin):
    assert as_admin.get("/people/999999/").status_code == 404


def test_people_are_found_by_any_word(as_admin, requester, outsider):
    found = as_admin.get("/people/", {"q": "parks NGUY"}).content

    assert b"A. Nguyen" in found
    assert b"Outsider" not in found


def test_people_nobody_fits_says_what_to_do(as_admin):
    answer = as_admin.get("/people/", {"q": "nobody like this"})

    assert b"Nobody fits these words" in answer.content


def test_people_waiting_for_a_department_come_first(as_admin, police):
    waiting = UserFactory.create(
        name="Zz", department=police, department_confirmed_at=None
    )

    table = as_admin.get("/people/").context["table"]

    assert table.lines[0].pk == waiting.pk
    assert table.lines[0].waits_for_confirmation


def test_people_come_in_pages(as_admin, parks):
    UserFactory.create_batch(51, department=parks)

    first = as_admin.get("/people/", {"q": "parks"}).context["table"]
    second = as_admin.get("/people/" + first.older_url).context["table"]

    assert (len(first.lines), first.says) == (50, "1 to 50 of 51")
    assert (len(second.lines), second.says) == (1, "51 to 51 of 51")


def test_people_page_asks_as_often_for_many_as_for_few(
    as_admin, parks, admin, now, django_assert_max_num_queries
):
    def queries() -> int:
        with django_assert_max_num_queries(20) as counted:
            as_admin.get("/people/")
        return len(counted.captured_queries)

    few = queries()
    UserFactory.create_batch(20, department=parks, roles=list(Role))
    for number in range(5):
        invite_person(
            email=f"guest{number}@city.example",
            name="Guest",
            department=parks,
            roles=[Role.REQUESTER],
            by=Actor.of(admin),
            now=now,
        )

    assert queries() == few


def test_roles_are_explained_and_saved_on_one_page(as_admin, requester):
    path = f"/people/{requester.pk}/"
    assert as_admin.get(path).content.count(b'name="roles"') == len(Role)

    answer = as_admin.post(path + "roles/", {"roles": ["leader", "records"]})

    assert answer["Location"] == path
    assert User.objects.get(pk=requester.pk).roles == {Role.LEADER, Role.RECORDS}


def test_unknown_role_is_422(as_admin, requester):
    answer = as_admin.post(f"/people/{requester.pk}/roles/", {"roles": ["boss"]})

    assert answer.status_code == 422
    assert User.objects.get(pk=requester.pk).roles == {Role.REQUESTER}


def test_last_administrator_reads_why_not(as_admin, admin):
    answer = as_admin.post(f"/people/{admin.pk}/roles/", {"roles": ["requester"]})

    assert answer.status_code == 422
    assert b"this is the last one" in answer.content


def test_department_asked_for_is_confirmed_with_one_click(
    as_admin, requester, police, now
):
    ask_for_department(
        user=requester, department=police, by=Actor.of(requester), now=now
    )

    as_admin.post(f"/people/{requester.pk}/department/", {"department": police.pk})

    requester.refresh_from_db()
    assert requester.department_confirmed_at is not None


def test_address_in_use_is_422_and_keeps_what_was_typed(as_admin, requester, admin):
    answer = as_admin.post(f"/people/{requester.pk}/email/", {"email": admin.email})

    assert answer.status_code == 422
    assert b"Somebody else has this address" in answer.content
    assert admin.email.encode() in answer.content


def test_deactivating_and_letting_in_again(as_admin, requester):
    path = f"/people/{requester.pk}/"
    as_admin.post(path + "deactivate/")
    assert b"Let A. Nguyen in again" in as_admin.get(path).content

    as_admin.post(path + "reactivate/")
    assert User.objects.get(pk=requester.pk).is_active


def test_deactivating_oneself_says_whom_to_ask(as_admin, admin):
    answer = as_admin.post(f"/people/{admin.pk}/deactivate/", follow=True)

    assert b"Ask another administrator" in answer.content
    assert User.objects.get(pk=admin.pk).is_active


def test_inviting_someone_with_an_account_says_so(as_admin, requester, parks):
    answer = as_admin.post(
        "/people/invite/",
        {
            "email": requester.email,
            "name": "A. Nguyen",
            "department": parks.pk,
            "roles": ["requester"],
        },
    )

    assert answer.status_code == 422
    assert b"has an account already" in answer.content


def test_inviting_an_address_longer_than_mail_allows_says_so(as_admin, parks):
    answer = as_admin.post(
        "/people/invite/",
        {
            "email": f"x@{'long.' * 50}city.example",
            "name": "X",
            "department": parks.pk,
            "roles": ["requester"],
        },
    )

    assert answer.status_code == 422
    assert b"at most 254 characters" in answer.content


def test_invitation_is_sent_again_and_withdrawn_from_the_list(as_admin, parks):
    as_admin.post(
        "/people/invite/",
        {
            "email": "g@city.example",
            "name": "G. Guest",
            "department": parks.pk,
            "roles": ["requester"],
        },
    )
    invitation = Invitation.objects.get()
    assert b"G. Guest" in as_admin.get("/people/").content

    as_admin.post(f"/invitations/{invitation.pk}/send-again/")
    as_admin.post(f"/invitations/{invitation.pk}/withdraw/")

    invitation.refresh_from_db()
    assert invitation.withdrawn_at is not None
    second = as_admin.post(f"/invitations/{invitation.pk}/withdraw/")
    assert second.status_code == 409


def test_profile_renames_and_shows_roles_without_offering_them(as_requester, requester):
    page = as_requester.get("/profile/").content
    assert b"Requester" in page
    assert b'name="roles"' not in page

    as_requester.post("/profile/", {"name": "A. Ngo", "title": "", "roles": "admin"})

    requester = User.objects.get(pk=requester.pk)
    assert (requester.name, requester.roles) == ("A. Ngo", {Role.REQUESTER})


def test_profile_without_a_name_is_422(as_requester):
    answer = as_requester.post("/profile/", {"name": " ", "title": "Chief"})

    assert answer.status_code == 422
    assert b'href="#id_name"' in answer.content
    assert b'value="Chief"' in answer.content


def test_profile_asks_for_a_department(as_requester, requester, police):
    as_requester.post("/profile/department/", {"department": police.pk})

    requester.refresh_from_db()
    assert (requester.department, requester.department_confirmed_at) == (police, None)
    assert b"not confirmed yet" in as_requester.get("/profile/").content


def test_profile_asking_for_no_department_is_422(as_requester):
    assert as_requester.post("/profile/department/").status_code == 422


def make(as_requester, **changes):
    values = {"name": "Export", "scopes": ["requests:read"], "expires_on": "2026-12-31"}
    return as_requester.post("/profile/tokens/", {**values, **changes})


def test_token_is_shown_once(client, requester, now, time_machine):
    time_machine.move_to(now, tick=False)
    client.force_login(requester)

    made = make(client)

    secret = made.context["secret"]
    assert secret.encode() in made.content
    assert made["Cache-Control"] == "no-store, private"
    assert secret.encode() not in client.get("/profile/tokens/").content


def test_token_lasts_through_its_last_day_in_the_city(
    client, requester, now, time_machine
):
    time_machine.move_to(now, tick=False)
    client.force_login(requester)
    CitySettings.objects.update(time_zone="America/Los_Angeles")

    make(client)

    assert (
        ApiToken.objects.get().expires_at.isoformat().startswith("2027-01-01T07:59:59")
    )


@pytest.mark.parametrize(
    "changes", [{"scopes": []}, {"expires_on": "2026-11-01"}, {"name": ""}]
)
def test_token_badly_asked_for_is_422(client, requester, now, time_machine, changes):
    time_machine.move_to(now, tick=False)
    client.force_login(requester)

    assert make(client, **changes).status_code == 422
    assert not ApiToken.objects.exists()


def test_token_of_another_cannot_be_revoked(client, requester, colleague, now):
    token, _secret = make_token(
        user=colleague,
        name="Theirs",
        scopes=[Scope.REQUESTS_READ],
        expires_at=now + timedelta(days=5),
        by=Actor.of(colleague),
        now=now,
    )
    client.force_login(requester)
    assert client.post(f"/profile/tokens/{token.pk}/revoke/").status_code == 404

    client.force_login(colleague)
    assert client.post(f"/profile/tokens/{token.pk}/revoke/").status_code == 302
    token.refresh_from_db()
    assert token.revoked_at is not None


@pytest.mark.parametrize("roles", [[], [Role.LEADER]])
def test_person_links_to_their_queue_for_those_it_opens_for(
    client, triager, requester, roles
):
    client.force_login(UserFactory(roles=[Role.ADMIN, *roles]))

    with_work = client.get(f"/people/{triager.pk}/").content.decode()
    without = client.get(f"/people/{requester.pk}/").content.decode()

    assert (f"/queue/?assignee={triager.pk}" in with_work) == bool(roles)
    assert "/queue/?assignee" not in without
