"""What the lines of the money page come to: beside its rows, and as a page."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actors import Actor
from intake.models import CostLine
from intake.services import CostDetails, ThreePoint, add_cost_line
from tests.factories.accounts import ITTeamFactory

HTMX = {"HX-Request": "true"}


def path(project_request) -> str:
    return reverse("triage:request_money", args=[project_request.number])


def priced(description: str = "Signs", **fields) -> CostDetails:
    values = {
        "payer": "department",
        "timing": "one_time",
        "cost_type": "capital",
        "basis": CostLine.Basis.PRICED,
        "quantity": ThreePoint(Decimal(10), Decimal(20), Decimal(40)),
        "price": ThreePoint.exactly(Decimal(100)),
        "fiscal_years": (2027,),
    }
    return CostDetails(description=description, **{**values, **fields})


@pytest.fixture
def add(unknown, requester, now):
    def add_line(details: CostDetails) -> CostLine:
        return add_cost_line(
            project_request=unknown, details=details, by=Actor.of(requester), now=now
        )

    return add_line


def test_figures_without_lines_say_not_costed(client, requester, unknown):
    client.force_login(requester)

    page = client.get(path(unknown))

    assert "Not costed yet." in page.text


def test_figures_stand_beside_each_row(client, requester, unknown, add):
    signs = add(priced())
    hours = add(
        priced(
            "Review",
            cost_type="staff_hours",
            team=ITTeamFactory(),
            quantity=ThreePoint.exactly(Decimal(1)),
            price=ThreePoint(Decimal(24), Decimal(60), Decimal(1200)),
        )
    )
    client.force_login(requester)

    part = client.get(path(unknown), headers=HTMX)

    lines = {line.pk: line for line in part.context["lines"].lines}
    # 20 signs at $100 in prices of FY2026, one year on, with an idea's contingency.
    assert lines[signs.pk].likely == "$3,090"
    assert lines[signs.pk].ends == "$1,020–$4,200"
    assert lines[hours.pk].likely == "60 hours"
    assert lines[hours.pk].ends == "24–1,200 hours"
    assert f'id="line-figure-{signs.pk}" hx-swap-oob="true"' in part.text
    assert part.context["lines"].total_cost == "$3,090"
    assert "<html" not in part.text


def test_lines_add_up_to_the_total(client, requester, unknown, add):
    for count in (1, 2, 3):
        add(priced(quantity=ThreePoint.exactly(Decimal(count))))
    client.force_login(requester)

    lines = client.get(path(unknown)).context["lines"]

    shown = [int(line.likely.strip("$").replace(",", "")) for line in lines.lines]
    assert sum(shown) == pytest.approx(
        int(lines.total_cost.strip("$").replace(",", "")), abs=len(shown)
    )


@pytest.mark.parametrize(
    ("who", "status"),
    [("requester", 200), ("outsider", 404), ("triager", 200), ("leader", 200)],
)
def test_figures_are_for_those_who_may_see_the_request(
    client, request, unknown, who, status
):
    client.force_login(request.getfixturevalue(who))

    assert client.get(path(unknown)).status_code == status
    assert client.get(path(unknown), headers=HTMX).status_code == status


def test_figures_of_forty_lines_take_no_more_queries(client, requester, unknown, add):
    client.force_login(requester)
    for _line in range(4):
        add(priced())
    client.get(path(unknown))
    with CaptureQueriesContext(connection) as few:
        client.get(path(unknown))
    for _line in range(36):
        add(priced())

    with CaptureQueriesContext(connection) as many:
        page = client.get(path(unknown))

    assert len(page.context["lines"].lines) == 40
    assert len(few) == len(many)
