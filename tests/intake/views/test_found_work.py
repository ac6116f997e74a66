import pytest
from django.urls import reverse

from accounts.actors import Actor
from accounts.models import User
from intake.models import ProjectRequest
from intake.services import log_found_work
from notifications.models import OutboxMessage

LOG = reverse("intake:log_found_work")


@pytest.fixture
def typed(parks, requester) -> dict[str, str]:
    return {
        "title": "Irrigation controllers",
        "department": str(parks.pk),
        "found": "Forty controllers call home over the guest network.",
        "how_far": "installed",
        "invite_email": "",
    }


@pytest.fixture
def found(parks, triager, now) -> ProjectRequest:
    return log_found_work(
        department=parks,
        title="Irrigation controllers",
        found="Forty controllers call home over the guest network.",
        how_far="installed",
        invite=None,
        by=Actor.of(triager),
        now=now,
    )


def test_log_offers_each_department_with_whom_it_invites(
    client, triager, requester, police
):
    client.force_login(triager)

    page = client.get(LOG).content.decode()

    assert "Parks and Recreation (invites A. Nguyen)" in page
    assert "Police (nobody to invite yet)" in page


def test_log_makes_a_stub_and_says_who_is_invited(client, triager, typed):
    client.force_login(triager)

    response = client.post(LOG, typed)

    made = ProjectRequest.objects.get()
    assert response["Location"] == reverse("triage:request", args=[made.number])
    assert made.found_outside_on
    assert OutboxMessage.objects.get().recipient.name == "A. Nguyen"


def test_log_invites_somebody_else_by_address(client, triager, typed, colleague):
    client.force_login(triager)

    client.post(LOG, typed | {"invite_email": colleague.email.upper()})

    assert OutboxMessage.objects.get().recipient == colleague.contact


def test_log_without_anybody_to_invite_says_what_to_do(client, triager, typed, police):
    client.force_login(triager)

    response = client.post(LOG, typed | {"department": str(police.pk)})

    (said,) = response.wsgi_request._messages
    assert "have an administrator invite somebody" in str(said)
    assert ProjectRequest.objects.get().department == police
    assert not OutboxMessage.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"department": ""}, "department"),
        ({"found": ""}, "found"),
        ({"how_far": ""}, "how_far"),
        ({"how_far": "promised"}, "how_far"),
        ({"invite_email": "sato@city.example"}, "invite_email"),
        ({"invite_email": "nobody"}, "invite_email"),
    ],
)
def test_log_refuses_at_the_field_and_keeps_what_was_typed(
    client, triager, typed, changes, field
):
    client.force_login(triager)

    response = client.post(LOG, typed | changes)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    kept = typed | changes
    assert response.context["form"]["found"].value() == kept["found"]
    assert not ProjectRequest.objects.exists()


@pytest.mark.parametrize("person", ["requester", "leader", "records", "admin"])
def test_log_refuses(client, request, person, typed):
    client.force_login(request.getfixturevalue(person))

    assert client.get(LOG).status_code == 403
    assert client.post(LOG, typed).status_code == 403


def test_invite_asks_somebody_of_the_department(client, triager, found, requester):
    client.force_login(triager)
    address = reverse("intake:ask_to_finish", args=[found.number])
    assert "A. Nguyen" in client.get(address).content.decode()

    response = client.post(address, {"invite": requester.contact.pk})

    assert response["Location"] == reverse("triage:request", args=[found.number])
    assert OutboxMessage.objects.get().recipient == requester.contact


def test_invite_where_nobody_has_an_account_says_what_to_do(client, triager, found):
    client.force_login(triager)

    page = client.get(reverse("intake:ask_to_finish", args=[found.number]))

    assert not User.objects.filter(department=found.department).exists()
    assert "Nobody of Parks and Recreation has an account" in page.content.decode()


@pytest.mark.parametrize("data", [{}, {"invite": "outsider"}])
def test_invite_refuses_who_cannot_finish_it(client, triager, found, outsider, data):
    client.force_login(triager)
    sent = dict.fromkeys(data, outsider.contact.pk)

    response = client.post(reverse("intake:ask_to_finish", args=[found.number]), sent)

    assert response.status_code == 422
    assert not OutboxMessage.objects.exists()


def test_invite_for_what_the_department_brought_is_a_conflict(client, triager, draft):
    client.force_login(triager)

    response = client.get(reverse("intake:ask_to_finish", args=[draft.number]))

    assert response.status_code == 409


def test_invite_refuses_a_requester(client, requester, found):
    client.force_login(requester)

    response = client.get(reverse("intake:ask_to_finish", args=[found.number]))

    assert response.status_code == 403
