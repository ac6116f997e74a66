"""Getting in: by e-mail and password, by sign-up, by a reset, by the demo."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user
from django.core import mail
from django.core.cache import cache

from accounts.actors import THE_CLOCK
from accounts.models import AuditEntry, User
from accounts.roles import Role
from accounts.services import create_person

PASSWORD = "four plain words together"
HOME = "/profile/"


@pytest.fixture(autouse=True)
def _fresh_counters(db, settings):
    settings.LOGIN_REDIRECT_URL = "accounts:profile"
    cache.clear()


@pytest.fixture
def person(parks, now) -> User:
    return create_person(
        email="person@city.example",
        name="Some Person",
        roles=[Role.REQUESTER],
        department=parks,
        password=PASSWORD,
        by=THE_CLOCK,
        now=now,
    )


def sign_in(client, password=PASSWORD, email="person@city.example", **options):
    return client.post(
        "/accounts/login/", {"login": email, "password": password}, **options
    )


@pytest.mark.parametrize(
    "email", ["person@city.example", "Person@City.Example", " person@city.example "]
)
def test_sign_in_by_email_whatever_the_case(client, person, email):
    answer = sign_in(client, email=email)

    assert (answer.status_code, answer["Location"]) == (302, HOME)
    assert get_user(client) == person


def test_sign_in_keeps_where_one_was_going(client, person):
    answer = client.get("/people/")

    assert answer["Location"] == "/accounts/login/?next=/people/"
    done = client.post(
        answer["Location"],
        {"login": person.email, "password": PASSWORD, "next": "/people/"},
    )
    assert done["Location"] == "/people/"


def test_sign_in_goes_nowhere_outside(client, person):
    done = client.post(
        "/accounts/login/",
        {"login": person.email, "password": PASSWORD, "next": "https://evil.example/"},
    )

    assert done["Location"] == HOME


@pytest.mark.parametrize("email", ["person@city.example", "nobody@city.example"])
def test_sign_in_wrong_says_the_same_for_known_and_unknown(client, person, email):
    answer = sign_in(client, "wrong", email)

    assert answer.status_code == 200
    assert b"not correct" in answer.content
    assert b"<title>Error:" in answer.content
    assert email.encode() in answer.content


def test_deactivated_person_does_not_get_in(client, person):
    User.objects.filter(pk=person.pk).update(is_active=False)

    sign_in(client)

    assert not get_user(client).is_authenticated


def test_eleventh_try_is_429_even_with_the_right_password(
    client, person, time_machine, now
):
    time_machine.move_to(now, tick=False)
    for _try in range(10):
        assert sign_in(client, "wrong").status_code == 200

    assert sign_in(client).status_code == 429
    assert sign_in(client, REMOTE_ADDR="10.9.8.7").status_code == 429
    assert sign_in(client, email="PERSON@city.example").status_code == 429


def test_refused_try_hashes_no_password(client, person, time_machine, now):
    time_machine.move_to(now, tick=False)
    for _try in range(10):
        sign_in(client, "wrong")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(User, "check_password", lambda *args: pytest.fail("hashed"))

        assert sign_in(client).status_code == 429


def test_after_the_window_the_right_password_opens_again(
    client, person, time_machine, now
):
    time_machine.move_to(now, tick=False)
    for _try in range(10):
        sign_in(client, "wrong")
    time_machine.move_to(now + timedelta(minutes=15, seconds=1), tick=False)

    assert sign_in(client).status_code == 302


def test_right_passwords_do_not_use_up_the_tries(client, person, time_machine, now):
    time_machine.move_to(now, tick=False)
    for _time in range(12):
        assert sign_in(client).status_code == 302
        client.post("/accounts/logout/")


def test_address_has_three_hundred_tries(client, person, time_machine, now):
    time_machine.move_to(now, tick=False)
    for number in range(300):
        sign_in(client, "wrong", f"person{number}@city.example")

    assert sign_in(client).status_code == 429
    assert sign_in(client, REMOTE_ADDR="10.9.8.7").status_code == 302


def test_sign_out_happens_by_post_only(client, person):
    client.force_login(person)

    client.get("/accounts/logout/")
    assert get_user(client).is_authenticated

    client.post("/accounts/logout/")
    assert not get_user(client).is_authenticated


def mailed_path() -> str:
    found = re.search(r"http://testserver(/\S+)", str(mail.outbox[-1].body))
    assert found
    return found[1]


@pytest.mark.parametrize("has_password", [True, False])
def test_reset_sets_a_new_password(client, person, has_password):
    if not has_password:
        person.set_unusable_password()
        person.save()
    client.post("/accounts/password/reset/", {"email": person.email})
    form = client.get(mailed_path(), follow=True)

    new = "quite another set of words"
    client.post(
        form.redirect_chain[-1][0], {"password1": new, "password2": new}, follow=True
    )

    assert sign_in(client, new).status_code == 302


def test_reset_for_an_unknown_address_answers_the_same(client, person):
    known = client.post("/accounts/password/reset/", {"email": person.email})
    unknown = client.post("/accounts/password/reset/", {"email": "x@city.example"})

    assert (known.status_code, known["Location"]) == (
        unknown.status_code,
        unknown["Location"],
    )
    assert "no account" in mail.outbox[-1].body


def test_reset_link_is_stored_nowhere(client, person):
    client.post("/accounts/password/reset/", {"email": person.email})

    assert mailed_path() not in str(list(AuditEntry.objects.values()))


def test_second_address_cannot_be_added(client, person):
    client.force_login(person)

    client.post("/accounts/email/", {"action_add": "", "email": "two@city.example"})

    assert EmailAddress.objects.get(user=person).email == person.email


@pytest.fixture
def open_sign_up(settings):
    settings.SIGN_UP_DOMAINS = ["city.example"]


def sign_up(client, department, email="New@City.Example", **changes):
    typed = {
        "email": email,
        "name": "New Person",
        "department": department.pk,
        "password1": PASSWORD,
        "password2": PASSWORD,
        **changes,
    }
    return client.post("/accounts/signup/", typed)


def test_sign_up_is_closed_without_domains(client, parks):
    assert b"invited" in client.get("/accounts/signup/").content

    sign_up(client, parks)

    assert not User.objects.exists()


@pytest.mark.usefixtures("open_sign_up")
def test_sign_up_makes_a_requester_to_be_confirmed(client, parks):
    sign_up(client, parks)

    user = User.objects.get()
    assert (user.email, user.name, user.department) == (
        "new@city.example",
        "New Person",
        parks,
    )
    assert user.department_confirmed_at is None
    assert user.roles == {Role.REQUESTER}
    assert user.contact.email == "new@city.example"
    assert AuditEntry.objects.get().action == "accounts.person_joined"


@pytest.mark.usefixtures("open_sign_up")
def test_sign_up_opens_only_after_the_address_is_confirmed(client, parks):
    sign_up(client, parks)
    assert not get_user(client).is_authenticated

    path = mailed_path()
    client.get(path)
    assert not EmailAddress.objects.get().verified

    client.post(path)
    assert EmailAddress.objects.get().verified
    assert sign_in(client, email="new@city.example").status_code == 302


@pytest.mark.usefixtures("open_sign_up")
def test_sign_up_with_an_address_longer_than_mail_allows_is_refused(client, parks):
    answer = sign_up(client, parks, email="x" * 250 + "@city.example")

    assert b"at most 254 characters" in answer.content
    assert not User.objects.exists()


@pytest.mark.usefixtures("open_sign_up")
@pytest.mark.parametrize(
    "email", ["x@elsewhere.example", "x@sub.city.example", "x@city.example.evil.org"]
)
def test_sign_up_from_another_domain_is_refused(client, parks, email):
    answer = sign_up(client, parks, email=email)

    assert b"Only addresses of the city" in answer.content
    assert not User.objects.exists()


@pytest.mark.usefixtures("open_sign_up")
def test_sign_up_with_a_known_address_tells_its_owner_only(client, person, parks):
    answer = sign_up(client, parks, email=person.email)

    assert answer.status_code == 302
    assert "account already" in mail.outbox[-1].body
    assert User.objects.count() == 1


@pytest.fixture
def cast_member(parks, now) -> User:
    return create_person(
        email="novak@harlowbend.example",
        name="J. Novak",
        roles=[Role.ADMIN],
        department=parks,
        by=THE_CLOCK,
        now=now,
    )


def test_demo_is_not_there_unless_switched_on(client, cast_member):
    assert client.get("/demo/").status_code == 404
    answer = client.post("/demo/sign-in/", {"email": cast_member.email})

    assert answer.status_code == 404
    assert not get_user(client).is_authenticated


def test_demo_signs_in_with_one_click(client, cast_member, settings):
    settings.DEMO = True
    assert b"Sign in as J. Novak" in client.get("/demo/").content

    client.post("/demo/sign-in/", {"email": cast_member.email})

    assert get_user(client) == cast_member


def test_demo_signs_nobody_in_by_get(client, cast_member, settings):
    settings.DEMO = True

    assert client.get(f"/demo/sign-in/?email={cast_member.email}").status_code == 405


def test_demo_signs_in_the_cast_only(client, person, settings):
    settings.DEMO = True

    assert client.post("/demo/sign-in/", {"email": person.email}).status_code == 404
    assert client.post("/demo/sign-in/").status_code == 404


def test_demo_without_the_city_says_how_to_load_it(client, db, settings):
    settings.DEMO = True

    assert b"seed_demo" in client.get("/demo/").content
