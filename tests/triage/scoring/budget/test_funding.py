from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.scoring.budget import (
    Certainty,
    CostType,
    FiscalYears,
    FundingLine,
    Payer,
    Timing,
)
from triage.scoring.budget.funding import FundingError, in_spending_order

JULY = FiscalYears(first=2027)
CAPITAL = (Timing.ONE_TIME, CostType.CAPITAL)
RUNNING = (Timing.RECURRING, CostType.OPERATING)


def money(cents=120_000_00, start="2026-10-01", end="2028-09-30", **others):
    fields = {
        "source_type": "grant",
        "certainty": Certainty.AWARDED,
        "allows": frozenset({RUNNING}),
        "payer": Payer.DEPARTMENT,
    } | others
    return FundingLine(
        cents=cents,
        start_on=date.fromisoformat(start),
        end_on=date.fromisoformat(end),
        **fields,
    )


@pytest.mark.parametrize(
    ("start_month", "day", "year"),
    [
        (7, "2026-06-30", 2026),
        (7, "2026-07-01", 2027),
        (10, "2026-09-30", 2026),
        (10, "2026-10-01", 2027),
        (1, "2026-01-01", 2026),
        (1, "2026-12-31", 2026),
    ],
)
def test_fiscal_year_is_named_by_the_year_it_ends_in(start_month, day, year):
    fiscal_years = FiscalYears(first=2026, start_month=start_month)

    assert fiscal_years.year_of(date.fromisoformat(day)) == year


@given(st.integers(1, 12), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_one_day_lies_in_one_month_of_its_own_fiscal_year_only(start_month, day):
    fiscal_years = FiscalYears(first=2019, count=14, start_month=start_month)

    months = {
        year: fiscal_years.months_of(year, day, day) for year in fiscal_years.years
    }

    assert {year for year, count in months.items() if count} == {
        fiscal_years.year_of(day)
    }
    assert sum(months.values()) == 1


def test_award_is_spread_by_its_months_in_each_fiscal_year():
    award = money()

    by_year = [award.cents_in(year, JULY) for year in range(2026, 2031)]
    assert by_year == [0, 45_000_00, 60_000_00, 15_000_00, 0]


def test_lump_sum_arrives_whole_in_its_first_fiscal_year():
    award = money(lump_sum=True)

    assert [award.cents_in(year, JULY) for year in (2026, 2027, 2028)] == [
        0,
        120_000_00,
        0,
    ]


@pytest.mark.parametrize(
    ("certainty", "cents"),
    [
        (Certainty.COMMITTED, 1001),
        (Certainty.AWARDED, 1001),
        (Certainty.BUDGETED, 1001),
        (Certainty.REQUESTED, 501),
        (Certainty.APPLIED, 150),
        (Certainty.PLANNED, 0),
    ],
)
def test_uncertain_money_counts_by_its_likely_share_to_the_cent(certainty, cents):
    award = money(1001, "2026-07-01", "2027-06-30", certainty=certainty)

    assert award.cents_in(2027, JULY) == cents


def test_restricted_money_is_spent_first_then_what_ends_first_then_as_entered():
    wide = money(allows=frozenset({CAPITAL, RUNNING}), end="2026-12-31", position=0)
    late = money(end="2029-01-01", position=1)
    second = money(end="2028-01-01", position=3)
    first = money(end="2028-01-01", position=2)

    assert in_spending_order([wide, late, second, first]) == [first, second, late, wide]


def test_money_that_ends_before_it_begins_is_refused_by_its_dates():
    with pytest.raises(
        FundingError, match="money from 2026-10-01 ends before it on 2026-09-30"
    ):
        money(end="2026-09-30")
