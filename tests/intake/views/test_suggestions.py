import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actors import Actor
from intake import selectors
from intake.models import Category, CostDriver, CostLine, RefusedSuggestion
from intake.services import refuse_suggestion
from tests.factories.accounts import ITTeamFactory

IN_PLACE = {"HX-Request": "true"}


@pytest.fixture
def plate_readers(draft, drivers):
    """The draft, as a request for plate readers."""
    draft.category = Category.objects.get(code="plate_readers")
    draft.save()
    return draft


def url(name: str, project_request, code: str) -> str:
    return reverse(f"intake:{name}_suggestion", args=[project_request.number, code])


def money(project_request) -> str:
    return reverse("intake:money", args=[project_request.number])


def codes(items) -> list[str]:
    return [item.code for item in items]


def test_the_categorys_own_lines_come_before_those_of_most_projects(plate_readers):
    suggested = selectors.suggestions(plate_readers)

    assert codes(suggested.own) == ["LPR_SUB", "LPR_INSTALL"]
    assert "SEC_REVIEW" in codes(suggested.common)
    assert suggested.own[0].usual == "10–150 are usual, likely 40"


def test_without_a_category_only_what_most_bring_is_suggested(draft, drivers):
    suggested = selectors.suggestions(draft)

    assert suggested.own == ()
    assert suggested.common


def test_retired_drivers_are_not_suggested(plate_readers, now):
    CostDriver.objects.filter(code="LPR_SUB").update(retired_on=now.date())

    assert codes(selectors.suggestions(plate_readers).own) == ["LPR_INSTALL"]


def test_the_money_page_suggests(client, plate_readers, requester):
    client.force_login(requester)

    page = client.get(money(plate_readers)).content.decode()

    assert "usually bring these" in page
    assert url("accept", plate_readers, "LPR_SUB") in page


def test_readers_are_not_offered_suggestions(client, plate_readers, leader):
    client.force_login(leader)

    assert (
        "usually bring these" not in client.get(money(plate_readers)).content.decode()
    )


def test_taking_a_suggestion_without_script_leads_back(
    client, plate_readers, requester
):
    client.force_login(requester)

    response = client.post(url("accept", plate_readers, "LPR_SUB"), {"quantity": ""})

    assert response["Location"] == money(plate_readers)
    assert CostLine.objects.get().driver == CostDriver.objects.get(code="LPR_SUB")
    assert codes(selectors.suggestions(plate_readers).own) == ["LPR_INSTALL"]


def test_taking_a_suggestion_in_place_brings_its_row(client, plate_readers, requester):
    client.force_login(requester)

    response = client.post(
        url("accept", plate_readers, "LPR_SUB"), {"quantity": "60"}, headers=IN_PLACE
    )

    page = response.content.decode()
    assert "request-changed" in response["HX-Trigger"]
    assert 'hx-swap-oob="beforeend:#cost-lines"' in page
    assert url("accept", plate_readers, "LPR_SUB") not in page


@pytest.mark.parametrize("headers", [{}, IN_PLACE])
@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"quantity": "many", "team": ""}, "Write numbers only"),
        ({"quantity": "1-3", "team": ""}, "whose team&#x27;s time|which IT team"),
        ({"quantity": "1-3", "team": "999"}, "Select a valid choice"),
    ],
)
def test_a_suggestion_that_cannot_be_taken_keeps_what_was_typed(
    client, plate_readers, requester, headers, typed, says
):
    client.force_login(requester)

    response = client.post(
        url("accept", plate_readers, "SEC_REVIEW"), typed, headers=headers
    )

    page = response.content.decode()
    assert response.status_code == 422
    assert any(words in page for words in says.split("|"))
    assert f'value="{typed["quantity"]}"' in page
    assert not CostLine.objects.exists()


def test_staff_time_is_taken_with_its_team(client, plate_readers, requester):
    team = ITTeamFactory()
    client.force_login(requester)

    client.post(
        url("accept", plate_readers, "SEC_REVIEW"), {"quantity": "1", "team": team.pk}
    )

    assert CostLine.objects.get().team == team


def test_a_suggestion_is_left_out_and_brought_back(client, plate_readers, requester):
    client.force_login(requester)

    response = client.post(
        url("refuse", plate_readers, "LPR_INSTALL"),
        {"because": "The vendor installs them."},
        headers=IN_PLACE,
    )
    assert "The vendor installs them." in response.content.decode()
    client.post(url("restore", plate_readers, "LPR_INSTALL"))

    assert not RefusedSuggestion.objects.exists()


def test_a_reason_that_is_too_long_is_said(client, plate_readers, requester):
    client.force_login(requester)

    response = client.post(
        url("refuse", plate_readers, "LPR_INSTALL"), {"because": "x" * 201}
    )

    assert response.status_code == 422


@pytest.mark.parametrize("name", ["accept", "refuse", "restore"])
@pytest.mark.parametrize(("who", "status"), [("leader", 403), ("outsider", 404)])
def test_suggestions_are_not_settled_by_others(
    client, plate_readers, request, name, who, status
):
    client.force_login(request.getfixturevalue(who))

    response = client.post(url(name, plate_readers, "LPR_SUB"), {"quantity": "60"})

    assert response.status_code == status


@pytest.mark.parametrize("code", ["NOSUCH", "RATE_IT"])
def test_what_is_no_line_cannot_be_taken(client, plate_readers, requester, code):
    client.force_login(requester)

    assert client.post(url("accept", plate_readers, code)).status_code == 404


def test_suggestions_take_as_many_queries_whatever_was_left_out(
    plate_readers, requester, now
):
    def queries() -> int:
        assert plate_readers.category
        with CaptureQueriesContext(connection) as counted:
            selectors.suggestions(plate_readers)
        return len(counted)

    few = queries()
    for driver in CostDriver.objects.filter(code__in=["LPR_SUB", "PENTEST", "PM"]):
        refuse_suggestion(
            project_request=plate_readers,
            driver=driver,
            by=Actor.of(requester),
            now=now,
        )

    assert queries() == few
