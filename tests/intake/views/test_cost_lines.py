"""The grid of the money page: one row, one cost line."""

from datetime import date
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actors import Actor
from intake.models import Category, CostDriver, CostLine
from intake.services import (
    CostDetails,
    ThreePoint,
    add_cost_line,
    change_cost_line,
    load_cost_drivers,
    remove_cost_line,
)
from tests.factories.accounts import ITTeamFactory
from tests.intake.conftest import read_json

TYPED = {
    "driver": "LPR_SUB",
    "description": "Plate readers",
    "quantity": "15 60 200",
    "payer": "department",
}
OWN = {
    "description": "Signs",
    "quantity": "20-40",
    "price": "$150",
    "timing": "one_time",
    "cost_type": "capital",
    "payer": "department",
}
HTMX = {"HX-Request": "true"}


def url(name: str, project_request, *more) -> str:
    return reverse(f"intake:{name}", args=[project_request.number, *more])


@pytest.fixture
def drivers(categories, now) -> None:
    load_cost_drivers(data=read_json("cost_drivers.json"), now=now)


@pytest.fixture
def draft(draft, drivers):
    draft.category = Category.objects.get(code="plate_readers")
    draft.save()
    return draft


@pytest.fixture
def by(requester) -> Actor:
    return Actor.of(requester)


@pytest.fixture
def details(drivers) -> CostDetails:
    return CostDetails(
        description="Plate readers",
        payer="department",
        timing="recurring",
        cost_type="operating",
        basis=CostLine.Basis.PRICED,
        driver=CostDriver.objects.get(code="LPR_SUB"),
        quantity=ThreePoint.exactly(Decimal(60)),
        fiscal_years=(2027, 2028),
    )


@pytest.fixture
def line(draft, details, by, now) -> CostLine:
    return add_cost_line(project_request=draft, details=details, by=by, now=now)


@pytest.fixture
def planner(client, requester):
    client.force_login(requester)
    return client


def test_a_line_takes_from_its_driver_what_was_left_empty(planner, draft):
    response = planner.post(url("cost_line_new", draft), TYPED)

    line = CostLine.objects.get()
    assert response["Location"] == url("money", draft)
    assert (line.timing, line.cost_type) == ("recurring", "operating")
    assert (line.quantity_low, line.quantity_likely, line.quantity_high) == (
        15,
        60,
        200,
    )
    assert line.price_low is None


def test_a_line_of_ones_own_has_its_price(planner, draft):
    planner.post(url("cost_line_new", draft), OWN)

    line = CostLine.objects.get()
    assert (line.quantity_likely, line.price_likely) == (30, 150)


def test_a_quote_keeps_its_date(planner, draft):
    planner.post(url("cost_line_new", draft), {**OWN, "quoted_on": "3 Sep 2026"})

    assert CostLine.objects.get().quoted_on == date(2026, 9, 3)


def test_an_unknown_quantity_is_what_is_usual_for_the_category(planner, draft):
    planner.post(url("cost_line_new", draft), {**TYPED, "quantity": "don't know"})

    quantity = planner.get(url("money", draft)).context["page"].costs[0].quantity
    assert quantity.is_open
    assert quantity.note == "10–150 are usual, likely 40"


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"quantity": "about 50"}, "quantity", "How far off may 50 be?"),
        ({"quantity": "200-15"}, "quantity", "smallest number first"),
        ({"price": "cheap"}, "price", "Write numbers only"),
        ({"driver": "PENTEST", "quantity": ""}, "quantity", "Say how many"),
        ({**OWN, "driver": "", "quantity": "?"}, "quantity", "Say how many"),
        ({"driver": ""}, "timing", "once or every year"),
        ({"driver": "NOTHING"}, "driver", "not one of the available"),
        ({"driver": "SEC_REVIEW", "quantity": "1"}, "team", "which IT team"),
        ({"quoted_on": "3 Sep 2026", "price": "1-2"}, "quoted_on", "one price"),
        ({"fiscal_years": "soon"}, "fiscal_years", "fiscal years, such as"),
        ({"until_on": "2026-01-01", "from_on": "2027-01-01"}, "until_on", "before"),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_line_that_cannot_be_keeps_what_was_typed(
    planner, draft, typed, field, says, headers
):
    response = planner.post(
        url("cost_line_new", draft),
        {**TYPED, "source_note": "A colleague", **typed},
        headers=headers,
    )

    page = response.content.decode()
    assert response.status_code == 422
    assert says in str(response.context["form"].errors[field])
    assert 'value="A colleague"' in page
    assert page.lstrip().startswith("<tr") == bool(headers)
    assert not CostLine.objects.exists()


def test_a_row_is_added_in_place_with_an_empty_one_after_it(planner, draft):
    response = planner.post(url("cost_line_new", draft), TYPED, headers=HTMX)

    page = response.content.decode()
    assert response["HX-Trigger"] == "saved, request-changed"
    assert 'id="cost-row-new"' in page
    assert 'hx-swap-oob="beforeend:#cost-lines"' in page
    assert f'id="cost-row-{CostLine.objects.get().pk}"' in page
    assert not response.context["form"].is_bound


def test_staff_time_goes_to_its_own_group(planner, draft):
    team = ITTeamFactory()

    response = planner.post(
        url("cost_line_new", draft),
        {"driver": "SEC_REVIEW", "quantity": "1", "team": team.pk, "payer": "it"},
        headers=HTMX,
    )

    assert 'hx-swap-oob="beforeend:#staff-lines"' in response.content.decode()
    assert CostLine.objects.get().team == team


def test_a_row_is_opened_changed_and_read_again(planner, draft, line):
    address = url("cost_line", draft, line.pk)
    opened = planner.get(address, headers=HTMX).content.decode()
    assert 'value="60"' in opened
    assert 'value="FY2027, FY2028"' in opened

    response = planner.post(
        address, {**TYPED, "quantity": "70", "seen_version": 1}, headers=HTMX
    )

    assert response["HX-Trigger"] == "saved, request-changed"
    assert f'id="cost-row-{line.pk}"' in response.content.decode()
    line.refresh_from_db()
    assert (line.quantity_likely, line.version) == (70, 2)


def test_a_row_that_becomes_staff_time_moves(planner, draft, line):
    response = planner.post(
        url("cost_line", draft, line.pk),
        {
            **TYPED,
            "cost_type": "staff_hours",
            "team": ITTeamFactory().pk,
            "seen_version": 1,
        },
        headers=HTMX,
    )

    page = response.content.decode().strip()
    assert page.startswith("<template>")
    assert 'hx-swap-oob="beforeend:#staff-lines"' in page


def test_leaving_a_row_shows_what_is_stored(planner, draft, line):
    response = planner.get(url("cost_row", draft, line.pk), headers=HTMX)

    page = response.content.decode()
    assert response.status_code == 200
    assert "$2,300–$3,600" in page
    assert "published figures" in page
    assert "HX-Trigger" not in response


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_row_changed_by_both_shows_both(
    planner, draft, line, details, by, now, headers
):
    change_cost_line(
        line=line,
        details=CostDetails(
            **{**vars(details), "quantity": ThreePoint.exactly(Decimal(80))}
        ),
        seen_version=1,
        by=by,
        now=now,
    )

    response = planner.post(
        url("cost_line", draft, line.pk),
        {**TYPED, "quantity": "70", "seen_version": 1},
        headers=headers,
    )

    page = response.content.decode()
    assert response.status_code == 409
    assert "Stored now: 80" in page
    assert "Yours: 70" in page
    assert 'value="70"' in page
    assert response.context["form"]["seen_version"].value() == "2"

    again = planner.post(
        url("cost_line", draft, line.pk),
        {**TYPED, "quantity": "70", "seen_version": 2},
        headers=headers,
    )
    assert again.status_code == (200 if headers else 302)
    line.refresh_from_db()
    assert line.quantity_likely == 70


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_row_removed_meanwhile_becomes_the_start_of_a_new_line(
    planner, draft, line, by, now, headers
):
    pk = line.pk
    remove_cost_line(line=line, seen_version=1, by=by, now=now)

    response = planner.post(
        url("cost_line", draft, pk), {**TYPED, "seen_version": 1}, headers=headers
    )

    page = response.content.decode()
    assert response.status_code == 409
    assert f'action="{url("cost_line_new", draft)}"' in page
    assert 'value="15 60 200"' in page


def test_what_stands_in_for_a_removed_row_is_added_in_its_place(planner, draft):
    response = planner.post(
        url("cost_line_new", draft), {**TYPED, "stands_in": "7"}, headers=HTMX
    )

    page = response.content.decode().strip()
    assert page.startswith(f'<tr id="cost-row-{CostLine.objects.get().pk}"')
    assert "cost-row-new" not in page


def test_a_row_removed_meanwhile_is_told_when_opened(planner, draft, line, by, now):
    pk = line.pk
    remove_cost_line(line=line, seen_version=1, by=by, now=now)

    opened = planner.get(url("cost_line", draft, pk), headers=HTMX)
    read = planner.get(url("cost_row", draft, pk), headers=HTMX)

    assert "Somebody else removed this line" in opened.content.decode()
    assert "Somebody else removed this line" in read.content.decode()
    assert planner.get(url("cost_line", draft, pk)).status_code == 404


def test_a_removed_row_can_be_brought_back(planner, draft, line):
    removed = planner.post(
        url("cost_line_remove", draft, line.pk), {"seen_version": "1"}, headers=HTMX
    )
    assert removed["HX-Trigger"] == "saved, request-changed"
    assert not CostLine.objects.exists()

    planner.post(
        url("cost_line_new", draft),
        hidden_fields(removed.content.decode()),
        headers=HTMX,
    )

    again = CostLine.objects.get()
    assert CostDetails.of(again) == CostDetails.of(line)


def hidden_fields(page: str) -> dict[str, str]:
    """What the form that undoes a removal sends."""
    sent = {}

    class Inputs(HTMLParser):
        def handle_starttag(self, tag, attrs):
            given = dict(attrs)
            if tag == "input" and given["name"] != "csrfmiddlewaretoken":
                sent[given["name"]] = given.get("value", "")

    Inputs().feed(page)
    return sent


def test_removing_without_script_asks_first(planner, draft, line):
    asked = planner.get(url("cost_line_remove", draft, line.pk))

    assert "Remove “Plate readers”?" in asked.content.decode()
    assert CostLine.objects.exists()


def test_a_row_changed_meanwhile_is_not_removed(planner, draft, line, details, by, now):
    change_cost_line(line=line, details=details, seen_version=1, by=by, now=now)

    response = planner.post(
        url("cost_line_remove", draft, line.pk), {"seen_version": "1"}, headers=HTMX
    )

    assert response.status_code == 409
    assert "It is not removed" in response.content.decode()
    assert '"seen_version": 2' in response.content.decode()


def test_without_script_a_button_fills_in_what_is_usual(planner, draft):
    response = planner.post(
        url("cost_line_new", draft),
        {"driver": "PENTEST", "quantity": "2", "action": "fill", "payer": "it"},
    )

    form = response.context["form"]
    assert response.status_code == 200
    assert (form["repeat_years"].value(), form["quantity"].value()) == (2, "2")
    assert form["timing"].value() == "one_time"
    assert not CostLine.objects.exists()


def test_drivers_of_the_category_are_offered_first(planner, draft):
    form = planner.get(url("cost_line_new", draft)).context["form"]

    name, first = form.choices.groups[0]
    assert name == "Usual for “Plate readers”"
    assert {one.driver.code for one in first} == {"LPR_SUB", "LPR_INSTALL"}


def test_a_retired_driver_stays_with_its_line(planner, draft, line, now):
    CostDriver.objects.filter(code="LPR_SUB").update(retired_on=now.date())

    new = planner.get(url("cost_line_new", draft)).context["form"]
    old = planner.get(url("cost_line", draft, line.pk)).context["form"]

    assert new.choices.find("LPR_SUB") is None
    assert old.choices.find("LPR_SUB")


@pytest.mark.parametrize("name", ["cost_line", "cost_row", "cost_line_remove"])
def test_rows_are_for_those_who_may_change_them(
    client, draft, line, leader, outsider, name
):
    address = url(name, draft, line.pk)

    client.force_login(leader)
    assert client.get(address).status_code == 403
    client.force_login(outsider)
    assert client.get(address).status_code == 404


def test_forty_lines_take_no_more_queries_than_four(
    planner, draft, details, line, by, now
):
    team = ITTeamFactory()
    hours = CostDetails(
        **{
            **vars(details),
            "cost_type": "staff_hours",
            "team": team,
            "driver": CostDriver.objects.get(code="SEC_REVIEW"),
        }
    )

    def add(count: int) -> None:
        for kind in [details, hours] * (count // 2):
            add_cost_line(project_request=draft, details=kind, by=by, now=now)

    add(3 + 1)
    planner.get(url("money", draft))
    with CaptureQueriesContext(connection) as few:
        planner.get(url("money", draft))
    add(36)

    with CaptureQueriesContext(connection) as many:
        page = planner.get(url("money", draft)).context["page"]

    assert len(page.costs) + len(page.staff) == 41
    assert len(few) == len(many)
