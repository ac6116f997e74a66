"""The stock admin, and the command that lets the first administrator in."""

from io import StringIO

import pytest
from django.contrib import admin as django_admin
from django.core.management import CommandError, call_command

from accounts.actors import Actor
from accounts.models import AuditEntry, CitySettings, User
from accounts.roles import Role
from accounts.services import rename_person

PASSWORD = "four plain words together"


@pytest.fixture
def entry(requester, now) -> AuditEntry:
    rename_person(user=requester, name="X", title="", by=Actor.of(requester), now=now)
    return AuditEntry.objects.get()


def test_admin_has_no_sign_in_of_its_own(client, db):
    answer = client.get("/admin/login/", follow=True)

    assert answer.redirect_chain[-1][0].startswith("/accounts/login/")


@pytest.mark.parametrize("who", ["requester", "manager", "leader", "records"])
def test_admin_is_closed_to_others(client, request, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get("/admin/", follow=True).status_code == 403


def test_admin_pages_of_every_model_open(client, admin, entry, rf):
    client.force_login(admin)
    request = rf.get("/")
    request.user = admin

    for model, page in django_admin.site._registry.items():
        path = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        assert client.get(path).status_code == 200, path
        row = model._default_manager.first()
        if row is not None and page.has_view_permission(request, row):
            assert client.get(f"{path}{row.pk}/change/").status_code == 200, path


def test_audit_can_be_read_and_nothing_else(client, admin, entry):
    client.force_login(admin)
    path = f"/admin/accounts/auditentry/{entry.pk}/"

    assert client.get(path + "change/").status_code == 200
    assert client.post(path + "change/", {"action": "x"}).status_code == 403
    assert client.post(path + "delete/", {"post": "yes"}).status_code == 403
    assert client.get("/admin/accounts/auditentry/add/").status_code == 403
    assert AuditEntry.objects.get().action == "accounts.person_renamed"


def test_people_are_not_changed_past_the_services(client, admin, requester):
    client.force_login(admin)
    path = f"/admin/accounts/user/{requester.pk}/"

    assert client.post(path + "change/", {"name": "Y"}).status_code == 403
    assert client.post(path + "delete/", {"post": "yes"}).status_code == 403


def test_city_settings_are_one_row(client, admin):
    client.force_login(admin)

    assert client.get("/admin/accounts/citysettings/add/").status_code == 403
    CitySettings.objects.all().delete()
    assert client.get("/admin/accounts/citysettings/add/").status_code == 200


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("time_zone", "Mars/Olympus", "There is no time zone of this name."),
        ("request_prefix", "H/B", "Use capital letters only."),
        ("request_prefix", "hb", "Use capital letters only."),
    ],
)
def test_city_settings_that_would_break_pages_are_refused(
    client, admin, city, field, typed, says
):
    client.force_login(admin)
    path = "/admin/accounts/citysettings/1/change/"
    form = client.get(path).context["adminform"].form
    filled = {name: value for name, value in form.initial.items() if value is not None}

    answer = client.post(path, {**filled, field: typed})

    assert says in answer.content.decode()
    city.refresh_from_db()
    assert getattr(city, field) != typed


def create_admin(monkeypatch, password: str = PASSWORD, email="First@City.example"):
    monkeypatch.setattr("sys.stdin", StringIO(password + "\n"))
    out = StringIO()
    call_command(
        "create_admin",
        "--email",
        email,
        "--name",
        "First",
        "--password-stdin",
        stdout=out,
    )
    return out.getvalue()


def test_create_admin_lets_the_first_one_in(client, db, monkeypatch):
    said = create_admin(monkeypatch)

    user = User.objects.get()
    assert user.roles == {Role.REQUESTER, Role.ADMIN}
    assert said == "First can sign in as first@city.example.\n"
    answer = client.post(
        "/accounts/login/", {"login": user.email, "password": PASSWORD}
    )
    assert answer.status_code == 302


def test_create_admin_asks_twice(db, monkeypatch):
    typed = iter([PASSWORD, PASSWORD])
    monkeypatch.setattr(
        "accounts.management.commands.create_admin.getpass", lambda _says: next(typed)
    )

    call_command("create_admin", email="a@city.example", name="A", stdout=StringIO())

    assert User.objects.get().check_password(PASSWORD)


def test_create_admin_twice_is_refused(db, monkeypatch):
    create_admin(monkeypatch)

    with pytest.raises(CommandError, match="has an account already"):
        create_admin(monkeypatch)

    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"password": "short"}, "12 characters"),
        ({"password": ""}, "12 characters"),
        ({"email": "no-address"}, "valid email"),
    ],
)
def test_create_admin_says_what_is_wrong(db, monkeypatch, changes, says):
    with pytest.raises(CommandError, match=says):
        create_admin(monkeypatch, **changes)

    assert not User.objects.exists()


def test_create_admin_two_different_passwords_are_refused(db, monkeypatch):
    typed = iter([PASSWORD, "another"])
    monkeypatch.setattr(
        "accounts.management.commands.create_admin.getpass", lambda _says: next(typed)
    )

    with pytest.raises(CommandError, match="differ"):
        call_command("create_admin", email="a@city.example", name="A")
