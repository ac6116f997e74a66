from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actors import Actor
from intake.models import CostLine, FundingLine
from intake.services import (
    CostDetails,
    FundingDetails,
    add_cost_line,
    add_funding_line,
    change_cost_line,
    change_funding_line,
    remove_cost_line,
    remove_funding_line,
)
from tests.factories.accounts import ITTeamFactory

CAMERAS = CostDetails(
    description="Cameras",
    payer="department",
    timing="one_time",
    cost_type="capital",
    cents_by_year={2027: 90_000_00},
)
GRANT = FundingDetails(
    source="State grant",
    source_type="grant",
    certainty="awarded",
    cents=300_000_00,
    start_on=date(2026, 10, 1),
    end_on=date(2028, 9, 30),
    payer="department",
)
COST = {
    "description": "Cameras",
    "payer": "department",
    "timing": "one_time",
    "cost_type": "capital",
    "year_2027": "80k",
}
FUNDING = {
    "source": "Street bond",
    "source_type": "bond",
    "certainty": "planned",
    "cents": "1.2M",
    "start_on": "Jul 2027",
    "end_on": "30 Jun 2029",
    "payer": "department",
    "allows": [
        "one_time:capital",
        "one_time:operating",
        "recurring:capital",
        "recurring:operating",
    ],
}


def url(name: str, project_request, *more) -> str:
    return reverse(f"intake:{name}", args=[project_request.number, *more])


@pytest.fixture
def by(requester) -> Actor:
    return Actor.of(requester)


@pytest.fixture
def cost_line(draft, by, now) -> CostLine:
    return add_cost_line(project_request=draft, details=CAMERAS, by=by, now=now)


@pytest.fixture
def funding_line(draft, by, now) -> FundingLine:
    return add_funding_line(project_request=draft, details=GRANT, by=by, now=now)


def test_money_without_lines_says_what_to_do(client, draft, requester):
    client.force_login(requester)

    page = client.get(url("money", draft)).content.decode()

    assert "No costs yet" in page
    assert "No money named yet" in page


def test_money_shows_amounts_by_year(client, draft, requester, cost_line, funding_line):
    client.force_login(requester)

    page = client.get(url("money", draft)).context["page"]

    assert page.costs[0].price.text == "FY2027 $90,000"
    assert page.funding.total == "$300,000"


def test_money_takes_as_many_queries_for_many_lines(
    client, draft, requester, by, now, cost_line
):
    client.force_login(requester)
    client.get(url("money", draft))
    with CaptureQueriesContext(connection) as few:
        client.get(url("money", draft))
    for _line in range(4):
        add_cost_line(project_request=draft, details=CAMERAS, by=by, now=now)
        add_funding_line(project_request=draft, details=GRANT, by=by, now=now)

    with CaptureQueriesContext(connection) as many:
        client.get(url("money", draft))

    assert len(few) == len(many)


def test_money_is_readable_without_buttons(client, draft, leader, cost_line):
    client.force_login(leader)

    page = client.get(url("money", draft))

    assert page.status_code == 200
    assert url("cost_line", draft, cost_line.pk) not in page.content.decode()


def test_money_of_another_department_is_not_found(client, draft, outsider):
    client.force_login(outsider)

    assert client.get(url("money", draft)).status_code == 404


def test_a_cost_is_added(client, draft, requester):
    client.force_login(requester)

    response = client.post(url("cost_by_year_new", draft), COST)

    assert response["Location"] == url("money", draft)
    assert CostLine.objects.get().amounts.get().cents == 80_000_00


def test_staff_time_is_added_in_hours(client, draft, requester):
    team = ITTeamFactory()
    client.force_login(requester)

    client.post(
        url("cost_by_year_new", draft),
        {**COST, "cost_type": "staff_hours", "team": team.pk, "year_2027": "120.5"},
    )

    line = CostLine.objects.get()
    assert (line.team, str(line.amounts.get().hours)) == (team, "120.50")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"description": ""}, "description"),
        ({"year_2027": "much"}, "year_2027"),
        ({"year_2027": ""}, "__all__"),
        ({"cost_type": "staff_hours"}, "team"),
    ],
)
def test_a_cost_that_cannot_be_keeps_what_was_typed(
    client, draft, requester, typed, field
):
    client.force_login(requester)

    response = client.post(
        url("cost_by_year_new", draft), {**COST, "source_note": "A quote", **typed}
    )

    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert 'value="A quote"' in response.content.decode()


def test_a_cost_is_changed(client, draft, requester, cost_line):
    client.force_login(requester)
    address = url("cost_line", draft, cost_line.pk)
    assert 'value="90,000"' in client.get(address).content.decode()

    client.post(address, {**COST, "seen_version": 1})

    assert CostLine.objects.get().amounts.get().cents == 80_000_00


def test_a_cost_changed_by_both_shows_both(
    client, draft, requester, by, now, cost_line
):
    change_cost_line(line=cost_line, details=CAMERAS, seen_version=1, by=by, now=now)
    client.force_login(requester)

    response = client.post(
        url("cost_line", draft, cost_line.pk), {**COST, "seen_version": 1}
    )

    page = response.content.decode()
    assert response.status_code == 409
    assert "Stored now: FY2027 $90,000" in page
    assert 'value="80k"' in page
    assert response.context["form"]["seen_version"].value() == "2"


def test_a_cost_removed_meanwhile_can_be_added_again(
    client, draft, requester, by, now, cost_line
):
    pk = cost_line.pk
    remove_cost_line(line=cost_line, seen_version=1, by=by, now=now)
    client.force_login(requester)

    response = client.post(url("cost_line", draft, pk), {**COST, "seen_version": 1})

    page = response.content.decode()
    assert response.status_code == 409
    assert f'action="{url("cost_by_year_new", draft)}"' in page
    assert 'value="80k"' in page
    assert client.get(url("cost_line", draft, pk)).status_code == 404


def test_a_cost_is_removed(client, draft, requester, cost_line):
    client.force_login(requester)

    client.post(url("cost_line_remove", draft, cost_line.pk), {"seen_version": "1"})

    assert not CostLine.objects.exists()


@pytest.mark.parametrize("seen", ["1", "", "9" * 5000])
def test_a_cost_changed_meanwhile_is_not_removed(
    client, draft, requester, by, now, cost_line, seen
):
    change_cost_line(line=cost_line, details=CAMERAS, seen_version=1, by=by, now=now)
    client.force_login(requester)

    response = client.post(
        url("cost_line_remove", draft, cost_line.pk), {"seen_version": seen}
    )

    assert response.status_code == 409
    assert CostLine.objects.exists()


def test_a_source_is_added_and_a_bond_pays_for_purchases_only(client, draft, requester):
    client.force_login(requester)

    client.post(url("funding_line_new", draft), FUNDING)

    line = FundingLine.objects.get()
    assert (line.cents, line.start_on) == (1_200_000_00, date(2027, 7, 1))
    assert line.allows == ["one_time:capital"]


def test_a_source_that_stops_before_it_starts_is_refused(client, draft, requester):
    client.force_login(requester)

    response = client.post(
        url("funding_line_new", draft), {**FUNDING, "end_on": "1 Jul 2026"}
    )

    assert response.status_code == 422
    assert "end_on" in response.context["form"].errors


def test_a_source_is_changed(client, draft, requester, funding_line):
    client.force_login(requester)
    address = url("funding_line", draft, funding_line.pk)
    assert 'value="300,000"' in client.get(address).content.decode()

    client.post(address, {**FUNDING, "seen_version": 1})

    assert FundingLine.objects.get().source == "Street bond"


def test_a_source_changed_by_both_shows_both(
    client, draft, requester, by, now, funding_line
):
    change_funding_line(
        line=funding_line, details=GRANT, seen_version=1, by=by, now=now
    )
    client.force_login(requester)

    response = client.post(
        url("funding_line", draft, funding_line.pk), {**FUNDING, "seen_version": 1}
    )

    assert response.status_code == 409
    assert "State grant" in response.content.decode()


def test_a_source_removed_meanwhile_can_be_added_again(
    client, draft, requester, by, now, funding_line
):
    pk = funding_line.pk
    remove_funding_line(line=funding_line, seen_version=1, by=by, now=now)
    client.force_login(requester)

    response = client.post(
        url("funding_line", draft, pk), {**FUNDING, "seen_version": 1}
    )

    assert response.status_code == 409
    assert "Street bond" in response.content.decode()


def test_a_source_is_removed(client, draft, requester, funding_line):
    client.force_login(requester)

    client.post(
        url("funding_line_remove", draft, funding_line.pk), {"seen_version": "1"}
    )

    assert not FundingLine.objects.exists()


@pytest.mark.parametrize(
    "name", ["cost_line_new", "cost_by_year_new", "funding_line_new"]
)
def test_lines_are_not_added_by_readers(client, draft, leader, name):
    client.force_login(leader)

    assert client.post(url(name, draft), COST | FUNDING).status_code == 403
