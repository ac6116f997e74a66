import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import RoleGrant
from intake.models import SystemTouch
from tests.factories.intake import ProjectRequestFactory, SystemFactory

LIST = reverse("intake:systems")


def names(page) -> list[str]:
    return [system.name for system in page.context["systems"]]


def test_systems_without_any_says_what_to_do(client, requester):
    client.force_login(requester)

    assert "No systems recorded yet" in client.get(LIST).content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["Camera archive", "Rain gauges"]),
        ({"q": "RAIN"}, ["Rain gauges"]),
        ({"q": "hydro"}, ["Rain gauges"]),
        ({"q": "rain camera"}, []),
        ({"department": "PRK"}, ["Camera archive"]),
        ({"department": "nowhere"}, []),
    ],
)
def test_systems_are_found_by_words_and_owner(client, requester, parks, query, found):
    SystemFactory(name="Rain gauges", vendor="HydroTech")
    SystemFactory(name="Camera archive", owner_department=parks)
    client.force_login(requester)

    assert names(client.get(LIST, query)) == found


def test_systems_take_as_many_queries_for_many(client, requester):
    SystemFactory()
    client.force_login(requester)
    client.get(LIST)
    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    SystemFactory.create_batch(5)

    with CaptureQueriesContext(connection) as many:
        client.get(LIST)

    assert len(few) == len(many)


def test_systems_export_is_harmless_to_spreadsheets(client, requester):
    SystemFactory(code="X", name="=cmd()")
    client.force_login(requester)

    text = b"".join(client.get(reverse("intake:systems_csv"))).decode()

    assert "X,'=cmd()," in text


def test_system_shows_the_requests_one_may_see(client, requester, outsider):
    system = SystemFactory(code="RAIN")
    own = ProjectRequestFactory(created_by=requester, title="Ours")
    other = ProjectRequestFactory(created_by=outsider, title="Theirs")
    for project_request in (own, other):
        SystemTouch.objects.create(project_request=project_request, system=system)
    client.force_login(requester)

    page = client.get(reverse("intake:system", args=["RAIN"])).content.decode()

    assert "Ours" in page
    assert "Theirs" not in page


def test_system_without_an_owner_names_the_liaison(client, requester, police, outsider):
    police.liaison = outsider.contact
    police.save()
    SystemFactory(code="RAIN", owner_department=police, data_class="cjis")
    client.force_login(requester)

    page = client.get(reverse("intake:system", args=["RAIN"])).content.decode()

    assert "Outsider" in page
    assert "criminal justice information" in page


def test_system_that_is_not_there_is_not_found(client, requester):
    client.force_login(requester)

    assert client.get(reverse("intake:system", args=["NONE"])).status_code == 404


@pytest.mark.parametrize("name", ["systems", "systems_csv"])
def test_systems_are_closed_to_people_without_a_role(client, requester, name):
    RoleGrant.objects.all().delete()
    client.force_login(requester)

    assert client.get(reverse(f"intake:{name}")).status_code == 403


def test_suggestions_come_from_what_is_typed(client, requester):
    SystemFactory(code="RAIN", name="Rain gauges")
    SystemFactory(code="PAY", name="Payroll")
    client.force_login(requester)

    page = client.post(
        reverse("intake:suggest_systems"), {"problem": "Rain floods underpasses"}
    )

    assert [touch.system.code for touch in page.context["touches"]] == ["RAIN"]
    assert 'form="idea-form"' in page.content.decode()


def test_suggestions_keep_what_was_picked(client, requester):
    SystemFactory(code="RAIN", name="Rain gauges")
    SystemFactory(code="PAY", name="Payroll")
    client.force_login(requester)

    page = client.post(
        reverse("intake:suggest_systems"),
        {"systems_q": "rain", "fit_PAY": "no", "because_PAY": "other thing"},
    )

    picked, found = page.context["touches"]
    assert (picked.system.code, picked.because) == ("PAY", "other thing")
    assert (found.system.code, found.fit) == ("RAIN", "")


def test_suggestions_for_an_unknown_name_say_so(client, requester):
    client.force_login(requester)

    page = client.get(reverse("intake:suggest_systems"), {"systems_q": "zeppelin"})

    assert "The city runs nothing called “zeppelin”." in page.content.decode()
