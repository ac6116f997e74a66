from datetime import date
from typing import Any

import pytest

from triage.scoring.budget import (
    Certainty,
    CostLine,
    CostType,
    FiscalYears,
    FundingLine,
    Payer,
    Timing,
    budget_gap,
)
from triage.scoring.budget.ending import (
    MATERIAL_CENTS,
    EndingMoney,
    ending_money,
)

WINDOW = FiscalYears(2027)
RECURRING = (Timing.RECURRING, CostType.OPERATING)
ONCE = (Timing.ONE_TIME, CostType.CAPITAL)


def cost(cents=100_000_00, years=WINDOW.years, payer=Payer.DEPARTMENT, what=RECURRING):
    timing, cost_type = what
    return CostLine(
        description="Subscription",
        payer=payer,
        timing=timing,
        cost_type=cost_type,
        team=None,
        cents_by_year=dict.fromkeys(years, cents),
        hours_by_year={},
    )


def money(**changes: Any) -> FundingLine:
    given: dict[str, Any] = {
        "source_type": "grant",
        "cents": 200_000_00,
        "start_on": date(2026, 7, 1),
        "end_on": date(2028, 6, 30),
        "certainty": Certainty.AWARDED,
        "allows": frozenset({RECURRING, ONCE}),
        "payer": Payer.DEPARTMENT,
        "key": "funding:1",
    }
    return FundingLine(**given | changes)


def ending(costs, *funding):
    gap = budget_gap(costs, funding, {}, WINDOW)
    return ending_money(gap, funding, WINDOW)


def test_ending_money_says_what_it_pays_and_what_is_missing_after():
    assert ending([cost()], money()) == (
        EndingMoney("funding:1", 100_000_00, 100_000_00, 2029),
    )


def test_ending_money_within_a_year_is_missing_in_the_first_full_year():
    (found,) = ending([cost()], money(end_on=date(2028, 9, 30), cents=225_000_00))

    assert found.missing_year == 2030


@pytest.mark.parametrize(
    "certainty", [Certainty.PLANNED, Certainty.APPLIED, Certainty.REQUESTED]
)
def test_ending_money_leaves_out_what_is_not_certain(certainty):
    assert ending([cost()], money(certainty=certainty)) == ()


def test_ending_money_leaves_out_what_pays_one_time_cost_only():
    assert ending([cost(what=ONCE, years=[2027])], money()) == ()


def test_ending_money_leaves_out_cost_that_ends_with_it():
    assert ending([cost(years=[2027, 2028])], money()) == ()


def test_ending_money_leaves_out_what_other_money_goes_on_paying():
    later = money(
        key="funding:2",
        cents=300_000_00,
        start_on=date(2028, 7, 1),
        end_on=date(2031, 6, 30),
        certainty=Certainty.BUDGETED,
    )

    assert [item.key for item in ending([cost()], money(), later)] == ["funding:2"]


def test_ending_money_beyond_the_window_is_taken_to_be_missing():
    long = money(end_on=date(2031, 6, 30), cents=500_000_00)

    assert ending([cost()], long) == (
        EndingMoney("funding:1", 100_000_00, 100_000_00, 2032),
    )


def test_ending_money_counts_only_cost_of_those_it_paid_for():
    theirs, its = cost(years=[2027, 2028]), cost(payer=Payer.IT)

    assert ending([theirs, its], money()) == ()


@pytest.mark.parametrize(
    ("cents", "count"), [(MATERIAL_CENTS, 1), (MATERIAL_CENTS - 1, 0)]
)
def test_ending_money_leaves_out_small_sums(cents, count):
    assert len(ending([cost(cents)], money())) == count


def test_ending_money_counts_no_cost_twice_where_two_end_together():
    """They pay in turns; together they leave one year's cost behind."""
    first = money(end_on=date(2028, 6, 30), start_on=date(2027, 7, 1), cents=100_000_00)
    other = money(key="funding:2", end_on=date(2027, 9, 30), cents=125_000_00)
    early = money(key="funding:3", end_on=date(2027, 6, 30), cents=60_000_00)

    found = ending([cost()], early, first, other)

    by_year: dict[int, int] = {}
    for item in found:
        by_year[item.missing_year] = (
            by_year.get(item.missing_year, 0) + item.missing_cents
        )
    assert max(by_year.values()) <= 100_000_00
