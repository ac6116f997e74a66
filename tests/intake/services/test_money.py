from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from accounts.actors import Actor
from accounts.errors import Refused
from accounts.models import AuditEntry
from intake.ideas import idea_of
from intake.models import (
    Category,
    CostAmount,
    CostDriver,
    CostLine,
    FundingLine,
)
from intake.services import (
    CostDetails,
    FundingDetails,
    IdeaConflict,
    LineChanged,
    RequestClosed,
    ThreePoint,
    add_cost_line,
    add_funding_line,
    change_cost_line,
    change_funding_line,
    load_cost_drivers,
    remove_cost_line,
    remove_funding_line,
    save_idea,
    withdraw_request,
)
from tests.factories.accounts import ITTeamFactory
from tests.intake.conftest import read_json

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


@pytest.fixture
def by(requester) -> Actor:
    return Actor.of(requester)


@pytest.fixture
def cost_line(draft, by, now) -> CostLine:
    return add_cost_line(project_request=draft, details=CAMERAS, by=by, now=now)


@pytest.fixture
def funding_line(draft, by, now) -> FundingLine:
    return add_funding_line(project_request=draft, details=GRANT, by=by, now=now)


def test_a_cost_line_keeps_its_amounts_and_is_assessed(cost_line, assessed):
    assert CostDetails.of(CostLine.objects.get()) == CAMERAS
    assert assessed[-1] == "intake.money_added"


def test_staff_time_keeps_hours_and_its_team(draft, by, now):
    details = CostDetails(
        description="Security review",
        payer="it",
        timing="one_time",
        cost_type="staff_hours",
        team=ITTeamFactory(),
        hours_by_year={2027: Decimal("120.50")},
    )

    add_cost_line(project_request=draft, details=details, by=by, now=now)

    assert CostDetails.of(CostLine.objects.get()) == details


def test_more_hours_than_a_column_holds_are_refused(draft, by, now):
    details = CostDetails(
        description="Security review",
        payer="it",
        timing="one_time",
        cost_type="staff_hours",
        team=ITTeamFactory(),
        hours_by_year={2027: Decimal(10**8)},
    )

    with pytest.raises(Refused) as refused:
        add_cost_line(project_request=draft, details=details, by=by, now=now)

    assert list(refused.value.messages) == ["amounts"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"description": " "}, "description"),
        ({"payer": "mayor"}, "payer"),
        ({"timing": "never"}, "timing"),
        ({"cost_type": "favour"}, "cost_type"),
        ({"cost_type": "staff_hours"}, "team"),
        ({"cents_by_year": {}}, "amounts"),
        ({"cents_by_year": {2027: -1}}, "amounts"),
        ({"cents_by_year": {2027: 10**14 + 1}}, "amounts"),
        ({"hours_by_year": {2027: Decimal(1)}}, "amounts"),
    ],
)
def test_an_impossible_cost_line_names_the_field(draft, by, now, change, field):
    with pytest.raises(Refused) as refused:
        add_cost_line(
            project_request=draft, details=replace(CAMERAS, **change), by=by, now=now
        )

    assert field in refused.value.messages
    assert not CostLine.objects.exists()


def test_changing_a_cost_line_records_before_and_after(cost_line, by, now):
    details = replace(CAMERAS, cents_by_year={2027: 80_000_00, 2028: 5_000_00})

    changed = change_cost_line(
        line=cost_line, details=details, seen_version=1, by=by, now=now
    )

    assert changed.version == 2
    assert CostAmount.objects.count() == 2
    entry = AuditEntry.objects.get(action="intake.money_changed")
    assert entry.facts == {
        "before": "“Cameras” ($90,000)",
        "after": "“Cameras” ($85,000)",
    }


def test_changing_a_cost_line_somebody_changed_is_a_conflict(cost_line, by, now):
    change_cost_line(line=cost_line, details=CAMERAS, seen_version=1, by=by, now=now)

    with pytest.raises(LineChanged) as conflict:
        change_cost_line(
            line=cost_line, details=CAMERAS, seen_version=1, by=by, now=now
        )

    assert not conflict.value.removed


def test_changing_a_cost_line_somebody_removed_is_a_conflict(cost_line, by, now):
    remove_cost_line(line=CostLine.objects.get(), seen_version=1, by=by, now=now)

    with pytest.raises(LineChanged) as conflict:
        change_cost_line(
            line=cost_line, details=CAMERAS, seen_version=1, by=by, now=now
        )

    assert conflict.value.removed


def test_removing_a_cost_line_takes_its_amounts(cost_line, by, now):
    remove_cost_line(line=cost_line, seen_version=1, by=by, now=now)

    assert not CostLine.objects.exists()
    assert not CostAmount.objects.exists()
    assert AuditEntry.objects.filter(action="intake.money_removed").exists()


def test_a_funding_line_reads_back_the_same(funding_line):
    assert FundingDetails.of(FundingLine.objects.get()) == GRANT


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"source": ""}, "source"),
        ({"source_type": "lottery"}, "source_type"),
        ({"certainty": "hoped"}, "certainty"),
        ({"payer": "mayor"}, "payer"),
        ({"cents": -1}, "cents"),
        ({"cents": 10**14 + 1}, "cents"),
        ({"end_on": date(2026, 9, 30)}, "end_on"),
        ({"allows": ()}, "allows"),
        ({"allows": ("one_time:favour",)}, "allows"),
        ({"source_type": "bond"}, "allows"),
    ],
)
def test_an_impossible_funding_line_names_the_field(draft, by, now, change, field):
    with pytest.raises(Refused) as refused:
        add_funding_line(
            project_request=draft, details=replace(GRANT, **change), by=by, now=now
        )

    assert list(refused.value.messages) == [field]
    assert not FundingLine.objects.exists()


def test_changing_a_funding_line_raises_its_version(funding_line, by, now):
    changed = change_funding_line(
        line=funding_line,
        details=replace(GRANT, cents=1_00),
        seen_version=1,
        by=by,
        now=now,
    )

    assert (changed.version, changed.cents) == (2, 1_00)


def test_removing_a_funding_line_somebody_changed_is_a_conflict(funding_line, by, now):
    change_funding_line(
        line=funding_line, details=GRANT, seen_version=1, by=by, now=now
    )

    with pytest.raises(LineChanged):
        remove_funding_line(line=funding_line, seen_version=1, by=by, now=now)

    assert FundingLine.objects.exists()


@pytest.fixture
def line_from_idea(draft, idea, by, now) -> FundingLine:
    told = replace(
        idea,
        money_type="grant",
        money_cents=100_000_00,
        money_until_on=date(2028, 6, 30),
    )
    save_idea(project_request=draft, idea=told, by=by, now=now)
    return FundingLine.objects.get()


def test_a_line_changed_by_itself_no_longer_follows_the_idea(
    line_from_idea, draft, idea, by, now
):
    change_funding_line(
        line=line_from_idea, details=GRANT, seen_version=1, by=by, now=now
    )

    save_idea(project_request=draft, idea=idea, by=by, now=now)

    assert FundingDetails.of(FundingLine.objects.get()) == GRANT


def test_a_line_from_the_idea_takes_its_figures_there_with_it(
    line_from_idea, draft, by, now
):
    remove_funding_line(line=line_from_idea, seen_version=1, by=by, now=now)

    draft.refresh_from_db()
    assert (draft.money_cents, draft.money_until_on) == (None, None)


def test_a_line_the_idea_changed_meanwhile_is_not_overwritten(
    line_from_idea, draft, by, now
):
    more = replace(idea_of(draft), money_cents=500_000_00)
    save_idea(project_request=draft, idea=more, by=by, now=now)

    with pytest.raises(LineChanged):
        change_funding_line(
            line=line_from_idea, details=GRANT, seen_version=1, by=by, now=now
        )


def test_a_line_from_the_idea_keeps_its_version_while_the_money_is_the_same(
    line_from_idea, draft, by, now
):
    other = replace(idea_of(draft), rough_size="12 poles")
    save_idea(project_request=draft, idea=other, by=by, now=now)

    line_from_idea.refresh_from_db()
    assert line_from_idea.version == 1


def test_an_idea_form_opened_before_its_line_went_does_not_bring_it_back(
    line_from_idea, draft, by, now
):
    seen_idea_version = draft.idea_version
    as_seen = replace(idea_of(draft), rough_size="12 poles")
    remove_funding_line(line=line_from_idea, seen_version=1, by=by, now=now)

    with pytest.raises(IdeaConflict):
        save_idea(
            project_request=draft,
            idea=as_seen,
            seen_idea_version=seen_idea_version,
            by=by,
            now=now,
        )


def test_money_of_another_department_is_not_allowed(draft, outsider, now):
    with pytest.raises(PermissionDenied):
        add_cost_line(
            project_request=draft, details=CAMERAS, by=Actor.of(outsider), now=now
        )


def test_money_of_a_withdrawn_request_is_a_conflict(draft, by, now):
    withdraw_request(project_request=draft, reason="No", seen_version=1, by=by, now=now)

    with pytest.raises(RequestClosed):
        add_funding_line(project_request=draft, details=GRANT, by=by, now=now)


def test_an_unknown_quantity_needs_something_usual(draft, by, now, categories):
    load_cost_drivers(data=read_json("cost_drivers.json"), now=now)
    draft.category = Category.objects.get(code="plate_readers")
    draft.save()
    usual, unusual = (
        CostDetails(
            description="Plate readers",
            payer="department",
            timing="recurring",
            cost_type="operating",
            basis=CostLine.Basis.PRICED,
            driver=CostDriver.objects.get(code=code),
        )
        for code in ("LPR_SUB", "PENTEST")
    )

    add_cost_line(project_request=draft, details=usual, by=by, now=now)
    with pytest.raises(Refused) as refused:
        add_cost_line(project_request=draft, details=unusual, by=by, now=now)

    assert refused.value.messages.keys() == {"quantity"}
    assert CostLine.objects.get().quantity_likely is None


@pytest.mark.parametrize("cost_type", ["capital", "staff_hours", "fte"])
def test_possible_numbers_whose_product_no_sum_holds_are_refused(
    draft, by, now, cost_type
):
    is_staff_time = cost_type != "capital"
    details = CostDetails(
        description="A slip of the hand",
        payer="it",
        timing="recurring",
        cost_type=cost_type,
        team=ITTeamFactory() if is_staff_time else None,
        basis="priced",
        quantity=ThreePoint.exactly(Decimal(999_999_999)),
        price=ThreePoint.exactly(Decimal(999_999_999)),
    )

    with pytest.raises(Refused) as refused:
        add_cost_line(project_request=draft, details=details, by=by, now=now)

    assert list(refused.value.messages) == ["quantity"]


@pytest.mark.parametrize("year", [202, 1999, 9999])
def test_dates_no_city_means_are_refused(draft, by, now, year):
    details = CostDetails(
        description="A slip of the hand",
        payer="it",
        timing="one_time",
        cost_type="capital",
        basis="priced",
        quantity=ThreePoint.exactly(Decimal(1)),
        price=ThreePoint.exactly(Decimal(1)),
        from_on=date(year, 7, 1),
    )

    with pytest.raises(Refused) as refused:
        add_cost_line(project_request=draft, details=details, by=by, now=now)

    assert list(refused.value.messages) == ["from_on"]
