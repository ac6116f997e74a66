import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actors import Actor
from intake.forms.business_case import SECTIONS
from intake.models import BusinessCase
from intake.services import save_business_case
from intake.services.business_case import FIELDS


@pytest.fixture
def address(draft) -> str:
    return reverse("intake:business_case", args=[draft.number])


@pytest.fixture
def case(draft, requester, now) -> BusinessCase:
    save_business_case(
        project_request=draft,
        values={"measure": "Minutes until closed"},
        seen_version=0,
        by=Actor.of(requester),
        now=now,
    )
    return BusinessCase.objects.get()


def test_every_field_is_asked_once():
    asked = [name for _title, fields in SECTIONS for name, _label, _hint in fields]

    assert sorted(asked) == sorted(FIELDS)


def test_the_page_says_what_it_is_for_and_how_far_it_is(
    client, address, requester, case
):
    client.force_login(requester)

    page = client.get(address)

    assert (page.context["filled"], page.context["total"]) == (1, len(FIELDS))
    assert "These fields write the budget request." in page.content.decode()
    assert 'value="Minutes until closed"' in page.content.decode()


def test_it_is_saved_with_little_in_it(client, address, requester):
    client.force_login(requester)

    response = client.post(
        address, {"target": "15", "target_on": "Jun 2028", "seen_version": "0"}
    )

    assert response["Location"] == address
    assert str(BusinessCase.objects.get().target_on) == "2028-06-01"


@pytest.mark.parametrize(
    "typed", [{"target_on": "soon"}, {"priority": "0"}, {"measure": "x" * 201}]
)
def test_what_cannot_be_keeps_what_was_typed(client, address, requester, typed):
    client.force_login(requester)

    response = client.post(address, {"baseline": "55 minutes", **typed})

    assert response.status_code == 422
    assert list(response.context["form"].errors) == list(typed)
    assert 'value="55 minutes"' in response.content.decode()
    assert not BusinessCase.objects.exists()


def test_two_who_write_see_both_and_lose_nothing(client, address, requester, case):
    client.force_login(requester)
    typed = {"measure": "Roads closed in time", "seen_version": "0"}

    response = client.post(address, typed)

    page = response.content.decode()
    assert response.status_code == 409
    assert "Stored now: Minutes until closed" in page
    assert 'value="Roads closed in time"' in page
    renewed = response.context["form"]["seen_version"].value()
    client.post(address, {**typed, "seen_version": renewed})
    assert BusinessCase.objects.get().measure == "Roads closed in time"


def test_readers_see_what_is_said_and_no_form(client, address, leader, case):
    client.force_login(leader)

    page = client.get(address)

    assert page.context["form"] is None
    assert "Minutes until closed" in page.content.decode()
    assert client.post(address, {"measure": "Else"}).status_code == 403


def test_readers_of_an_empty_one_are_told_who_fills_it_in(client, address, leader):
    client.force_login(leader)

    assert "Nothing is filled in yet" in client.get(address).content.decode()


def test_that_of_another_department_is_not_found(client, address, outsider):
    client.force_login(outsider)

    assert client.get(address).status_code == 404
    assert client.post(address, {"measure": "Else"}).status_code == 404


def test_the_page_takes_as_many_queries_empty_as_filled(
    client, address, draft, requester, now
):
    client.force_login(requester)
    client.get(address)
    with CaptureQueriesContext(connection) as empty:
        client.get(address)
    save_business_case(
        project_request=draft,
        values={"measure": "Minutes", "risks": "Theft", "priority": 1},
        seen_version=0,
        by=Actor.of(requester),
        now=now,
    )

    with CaptureQueriesContext(connection) as filled:
        client.get(address)

    assert len(empty) == len(filled)
