from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.triage.scoring.examples import read_json
from triage.scoring.budget import (
    COST_CLASSES,
    Certainty,
    CostLine,
    CostType,
    FiscalYears,
    FundingLine,
    GapTier,
    Payer,
    Scope,
    TierCause,
    Timing,
    budget_gap,
    same_every_year,
    tier_cause,
)
from triage.scoring.rounding import half_up, half_up_whole

YEARS = FiscalYears(first=2027)
CAPITAL = (Timing.ONE_TIME, CostType.CAPITAL)
ONE_TIME = (Timing.ONE_TIME, CostType.OPERATING)
RUNNING = (Timing.RECURRING, CostType.OPERATING)


def cost(cost_class, cents_by_year, payer=Payer.DEPARTMENT):
    timing, cost_type = cost_class
    return CostLine("line", payer, timing, cost_type, cents_by_year=cents_by_year)


def work(team, hours_by_year):
    return CostLine(
        "work",
        Payer.IT,
        Timing.ONE_TIME,
        CostType.STAFF_HOURS,
        team=team,
        hours_by_year={year: Decimal(hours) for year, hours in hours_by_year.items()},
    )


def money(cents, allows, payer=Payer.DEPARTMENT, start=2026, end=2031, **others):
    return FundingLine(
        source_type="general_fund",
        cents=cents,
        start_on=date(start, 7, 1),
        end_on=date(end, 6, 30),
        certainty=others.pop("certainty", Certainty.COMMITTED),
        allows=frozenset(allows),
        payer=payer,
        **others,
    )


def gap_of(lines, funding=(), free_hours=None, scope=Scope.ALL):
    return budget_gap(lines, funding, free_hours or {}, YEARS, scope)


# Worked example: 60 plate readers on a two-year grant, asked while the budget request
# was a draft (30% contingency on one-time lines), prices of FY2026 rising 3% a year.
def escalated(dollars, year, months=12):
    price = Fraction(dollars) * 100 * Fraction(103, 100) ** (year - 2026)
    return half_up_whole(price * Fraction(months, 12))


def with_contingency(dollars, year):
    return half_up_whole(
        Fraction(dollars) * 100 * Fraction(103, 100) ** (year - 2026) * Fraction(13, 10)
    )


def per_year(yearly):
    """From 2026-10-01: nine months of the first fiscal year, then whole years."""
    return {2027: Decimal(yearly) * 9 / 12} | dict.fromkeys(
        range(2028, 2032), Decimal(yearly)
    )


PLATE_READER_LINES = [
    cost(
        RUNNING,
        {
            year: escalated(60 * 3000, year, 9 if year == 2027 else 12)
            for year in YEARS.years
        },
    ),
    cost(CAPITAL, {2027: with_contingency(60 * 780, 2027)}),
    cost(
        ONE_TIME, {y: with_contingency(30_000, y) for y in (2027, 2029, 2031)}, Payer.IT
    ),
    cost(ONE_TIME, {2027: with_contingency(2 * 3500, 2027)}, Payer.IT),
    work("psit", {2027: 480}),
    work("psit", per_year(30)),
    work("psit", per_year(Decimal("0.08") * 1700)),
    work("security", {2027: 60}),
    work("privacy", {2027: 120}),
    work("intake", {2027: 300}),
]
PLATE_READER_MONEY = [
    replace(
        money(amount, {CAPITAL, RUNNING}, certainty=certainty, position=position),
        start_on=date(2026, 10, 1),
        end_on=date(2028, 9, 30),
    )
    for position, (amount, certainty) in enumerate(
        [(300_000_00, Certainty.AWARDED), (60_000_00, Certainty.BUDGETED)]
    )
] + [
    money(
        40_000_00,
        {ONE_TIME},
        Payer.IT,
        certainty=Certainty.REQUESTED,
        lump_sum=True,
        position=2,
    )
]
FREE_HOURS = {
    "psit": {2027: Decimal(300)} | dict.fromkeys(range(2028, 2032), Decimal(120)),
    "security": {2027: Decimal(40)},
    "privacy": {2027: Decimal(60)},
    "intake": {2027: Decimal(160)},
}


def plate_readers(scope=Scope.ALL, free_hours=FREE_HOURS):
    return gap_of(PLATE_READER_LINES, PLATE_READER_MONEY, free_hours, scope)


def dollars(cents):
    return half_up_whole(Fraction(cents, 100))


def test_worked_example_year_table_to_the_dollar():
    table = [
        (
            year.year,
            *map(
                dollars,
                (year.one_time, year.recurring, year.cost, year.funded, year.gap),
            ),
            year.hours_needed,
            year.hours_gap,
        )
        for year in plate_readers().years
    ]

    assert table == [
        (
            2027,
            112208,
            139050,
            251258,
            155000,
            96258,
            Decimal("1084.5"),
            Decimal("524.5"),
        ),
        (2028, 0, 190962, 190962, 180000, 10962, 166, 46),
        (2029, 42616, 196691, 239307, 45000, 194307, 166, 46),
        (2030, 0, 202592, 202592, 0, 202592, 166, 46),
        (2031, 45212, 208669, 253881, 0, 253881, 166, 46),
    ]


def test_worked_example_totals_shares_and_tiers():
    gap = plate_readers()

    assert dollars(gap.gap) == 758_000
    assert half_up(gap.gap_share * 100, 0) == 67
    assert half_up(gap.unfunded_recurring_share * 100, 0) == 68
    assert half_up(gap.fte_gap, 2) == Decimal("0.31")
    assert gap.worst_hours_year.year == 2027
    assert (gap.dollar_tier, gap.staff_tier, gap.tier) == (
        GapTier.B3,
        GapTier.B2,
        GapTier.B3,
    )
    assert gap.first_unfunded_recurring.year == 2027


def test_worked_example_share_of_it():
    gap = plate_readers(Scope.IT)

    assert half_up(Fraction(gap.cost, 100_000), 0) == 137
    assert half_up(Fraction(gap.gap, 100_000), 0) == 117
    assert half_up(gap.gap_share * 100, 0) == 85
    assert gap.years[0].hours_gap == Decimal("524.5")


def test_worked_example_has_no_hours_gap_against_the_example_citys_teams():
    teams = {
        team["code"]: Decimal(team["project_hours_per_fy"])
        for team in read_json("data/city/it_teams.json")
    }

    gap = plate_readers(free_hours=same_every_year(teams, YEARS.years))

    assert gap.fte_gap == 0
    assert gap.worst_hours_year is None
    assert (gap.staff_tier, gap.tier) == (GapTier.B0, GapTier.B3)


def test_money_of_one_payer_never_pays_the_other():
    lines = [cost(RUNNING, {2027: 100_00}, Payer.IT)]

    assert gap_of(lines, [money(500_00, {RUNNING}, lump_sum=True)]).funded == 0


def test_one_time_is_paid_before_recurring_and_capital_before_operating():
    lines = [cost(c, {2027: 100_00}) for c in (RUNNING, ONE_TIME, CAPITAL)]

    year = gap_of(
        lines, [money(150_00, {CAPITAL, ONE_TIME, RUNNING}, lump_sum=True)]
    ).years[0]

    assert {(item.timing, item.cost_type): item.funded for item in year.classes} == {
        CAPITAL: 100_00,
        ONE_TIME: 50_00,
        RUNNING: 0,
    }


def test_restricted_money_leaves_the_wide_money_for_the_rest():
    lines = [cost(CAPITAL, {2027: 100_00}), cost(RUNNING, {2027: 100_00})]
    funding = [
        money(100_00, {CAPITAL, RUNNING}, lump_sum=True, position=0),
        money(100_00, {CAPITAL}, lump_sum=True, position=1),
    ]

    assert gap_of(lines, funding).gap == 0


def test_money_not_used_in_its_year_lapses():
    lines = [cost(RUNNING, {2027: 10_00, 2028: 100_00})]

    gap = gap_of(lines, [money(100_00, {RUNNING}, end=2028)])

    assert [year.funded for year in gap.years] == [10_00, 50_00, 0, 0, 0]
    assert gap.first_unfunded_recurring.unfunded_recurring == 50_00


def test_money_that_allows_nothing_pays_nothing():
    assert gap_of([cost(RUNNING, {2027: 5})], [money(100, ())]).funded == 0


def test_years_outside_the_window_do_not_count():
    assert gap_of([cost(RUNNING, {2026: 100_00, 2032: 100_00})]).cost == 0


def test_no_cost_line_is_not_costed_and_sorts_last():
    gap = gap_of([], [money(100_00, {RUNNING})])

    assert gap.tier is GapTier.NOT_COSTED
    assert (gap.gap_share, gap.unfunded_recurring_share, gap.fte_gap) == (0, 0, 0)
    assert max(GapTier, key=lambda tier: tier.rank) is GapTier.NOT_COSTED


def test_part_of_it_nobody_costed_is_not_costed():
    lines = [cost(RUNNING, {2027: 100_00})]

    assert gap_of(lines, scope=Scope.IT).tier is GapTier.NOT_COSTED


def test_costs_that_sum_to_nothing_have_no_gap():
    gap = gap_of([cost(RUNNING, {2027: 0})])

    assert (gap.gap_share, gap.unfunded_recurring_share, gap.tier) == (0, 0, GapTier.B0)


@pytest.mark.parametrize(
    ("unfunded_percent", "tier"),
    [
        (5, GapTier.B0),
        (6, GapTier.B1),
        (15, GapTier.B1),
        (16, GapTier.B2),
        (40, GapTier.B2),
        (41, GapTier.B3),
        (90, GapTier.B3),
        (91, GapTier.B4),
    ],
)
def test_dollar_tier_by_share_of_cost_without_money(unfunded_percent, tier):
    lines = [cost(CAPITAL, {2027: 10_000_000_00})]
    funding = [money(100_000_00 * (100 - unfunded_percent), {CAPITAL}, lump_sum=True)]

    gap = gap_of(lines, funding)

    assert gap.gap_share == Fraction(unfunded_percent, 100)
    assert (gap.dollar_tier, gap.tier) == (tier, tier)


def test_unfunded_recurring_raises_the_tier_of_a_small_share():
    lines = [cost(CAPITAL, {2027: 9_900_000_00}), cost(RUNNING, {2027: 100_000_00})]

    gap = gap_of(lines, [money(9_900_000_00, {CAPITAL}, lump_sum=True)])

    assert (gap.gap_share, gap.unfunded_recurring_share) == (Fraction(1, 100), 1)
    assert gap.tier is GapTier.B3


@pytest.mark.parametrize(
    ("cents", "tier"),
    [
        (9_999_99, GapTier.B0),
        (10_000_00, GapTier.B1),
        (24_999_99, GapTier.B1),
        (25_000_00, GapTier.B4),
    ],
)
def test_small_money_caps_the_dollar_tier(cents, tier):
    assert gap_of([cost(CAPITAL, {2027: cents})]).tier is tier


@pytest.mark.parametrize(
    ("hours", "tier"),
    [
        ("170", GapTier.B0),
        ("170.01", GapTier.B1),
        ("425", GapTier.B1),
        ("425.01", GapTier.B2),
        ("1700", GapTier.B2),
        ("1700.01", GapTier.B3),
        ("99999", GapTier.B3),
    ],
)
def test_staff_tier_by_the_worst_years_gap(hours, tier):
    gap = gap_of([work("apps", {2027: 1, 2029: hours})])

    assert (gap.dollar_tier, gap.staff_tier, gap.tier) == (GapTier.B0, tier, tier)
    assert gap.worst_hours_year.year == 2029


cents = st.integers(0, 300_000_00)
cost_lines = st.builds(
    cost,
    st.sampled_from(COST_CLASSES),
    st.dictionaries(st.sampled_from(YEARS.years), cents),
    st.sampled_from(Payer),
)
funding_lines = st.builds(
    lambda start, days, **fields: FundingLine(
        source_type="grant",
        start_on=start,
        end_on=start + timedelta(days=days),
        **fields,
    ),
    start=st.dates(date(2025, 1, 1), date(2031, 12, 31)),
    days=st.integers(0, 1000),
    lump_sum=st.booleans(),
    position=st.integers(0, 5),
    cents=cents,
    certainty=st.sampled_from(Certainty),
    allows=st.frozensets(st.sampled_from(COST_CLASSES)),
    payer=st.sampled_from(Payer),
)
budgets = st.tuples(
    st.lists(cost_lines, max_size=5), st.lists(funding_lines, max_size=4)
)


@given(budgets, st.sampled_from(Scope))
def test_nothing_is_paid_twice_and_no_gap_is_negative(budget, scope):
    lines, funding = budget

    gap = gap_of(lines, funding, scope=scope)

    for year in gap.years:
        assert all(0 <= item.funded <= item.cost for item in year.classes)
        assert year.funded <= sum(
            source.cents_in(year.year, YEARS) for source in funding
        )
        assert year.one_time + year.recurring == year.cost == year.funded + year.gap
    assert 0 <= gap.gap_share <= 1
    assert 0 <= gap.unfunded_recurring_share <= 1


@given(budgets, st.data())
def test_more_money_never_raises_the_gap(budget, data):
    lines, funding = budget
    before = gap_of(lines, funding).gap

    if funding:
        index = data.draw(st.integers(0, len(funding) - 1))
        larger = replace(funding[index], cents=funding[index].cents + data.draw(cents))
        assert (
            gap_of(lines, [*funding[:index], larger, *funding[index + 1 :]]).gap
            <= before
        )
    assert gap_of(lines, [*funding, data.draw(funding_lines)]).gap <= before


@given(budgets, st.data())
@settings(max_examples=50)
def test_more_cost_never_lowers_the_gap(budget, data):
    lines, funding = budget

    assert (
        gap_of([*lines, data.draw(cost_lines)], funding).gap
        >= gap_of(lines, funding).gap
    )


@given(budgets)
@settings(max_examples=50)
def test_order_of_lines_changes_nothing_but_entry_order_counts_by_position(budget):
    lines, funding = budget
    in_order = [replace(source, position=n) for n, source in enumerate(funding)]

    assert gap_of(lines[::-1], in_order[::-1]).years == gap_of(lines, in_order).years


@pytest.mark.parametrize(
    ("tier", "gap", "share", "cause"),
    [
        (GapTier.B3, 50_000_000, Fraction(67, 100), TierCause.SHARE),
        (GapTier.B1, 2_400_000, Fraction(1), TierCause.SMALL_MONEY),
        (GapTier.B0, 900_000, Fraction(30, 100), TierCause.SMALL_MONEY),
        (GapTier.B3, 13_200_000, Fraction(17, 100), TierCause.BEYOND_SHARE),
        (GapTier.B0, 0, Fraction(0), TierCause.SHARE),
    ],
)
def test_tier_cause_tells_when_the_share_did_not_set_the_tier(tier, gap, share, cause):
    assert tier_cause(tier, gap, share) is cause
