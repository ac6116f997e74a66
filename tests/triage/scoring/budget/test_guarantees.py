"""What anybody may rely on, on random requests (docs/budget.md)."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.triage.scoring.budget.documents import documents
from tests.triage.scoring.budget.test_ranges import cents
from tests.triage.scoring.budget.worked import CATALOGUE
from triage.plain import from_plain, to_plain
from triage.scoring.budget import (
    BudgetRange,
    Estimate,
    Payer,
    Scenario,
    Scope,
    Timing,
    budget_gap,
    forecasts,
)
from triage.scoring.budget.contract import read_money
from triage.scoring.budget.costing import ESTIMATE_CLASSES
from triage.scoring.budget.gaps import gaps_by_scope
from triage.scoring.budget.spreading import spread_lines

few = settings(max_examples=50)


def read(document):
    money, _scope = read_money(document, CATALOGUE)
    return money


moneys = documents.map(read)


def gaps(money):
    """Every scenario in both scopes, the whole project's before IT's."""
    return [
        by_scope[scope]
        for scenario in Scenario
        for by_scope in [
            gaps_by_scope(
                spread_lines(money.lines, scenario, money.stage, money.fiscal_years),
                money.funding,
                money.free_hours,
                money.fiscal_years,
                scenario,
            )
        ]
        for scope in Scope
    ]


def by_year(gap):
    return [(year.gap, year.cost) for year in gap.years]


@given(moneys, st.data())
@few
def test_more_funding_never_widens_a_gap_of_any_class_in_any_year(money, data):
    assume(money.funding)
    memos = [data.draw(st.booleans()) for _ in money.funding]
    funding = [
        replace(item, has_transfer_memo=memo)
        for item, memo in zip(money.funding, memos, strict=True)
    ]
    place = data.draw(st.integers(0, len(funding) - 1))
    more = replace(funding[place], cents=funding[place].cents + data.draw(cents))
    another = replace(more, key="another", position=data.draw(st.integers(0, 9)))

    before = gaps(replace(money, funding=funding))
    for grown in (
        [*funding[:place], more, *funding[place + 1 :]],
        [*funding, another],
    ):
        after = gaps(replace(money, funding=grown))
        for old, new in zip(before, after, strict=True):
            for one, other in zip(old.years, new.years, strict=True):
                pairs = zip(one.classes, other.classes, strict=True)
                assert all(b.gap <= a.gap for a, b in pairs)
            assert new.tier.rank <= old.tier.rank


def width_80(item):
    return item.cost_80.high - item.cost_80.low


def counted(line, stage, data):
    """The line with its quantity counted, somewhere in its range.

    Of a one-time line nobody quoted the stage says how far the likely cost may be
    exceeded, so counting more than was likely may show more cost than was feared.
    """
    priced = line.priced
    number = between(priced.quantity, data)
    if line.timing is Timing.ONE_TIME and not priced.is_quoted:
        reach = 1 + ESTIMATE_CLASSES[stage].range_high
        feared = max(
            priced.quantity.high * priced.price.high,
            Fraction(priced.quantity.likely * priced.price.likely) * reach,
        )
        assume(Fraction(number * priced.price.likely) * reach <= feared)
    return replace(line, priced=replace(priced, quantity=Estimate.exactly(number)))


def quoted(line, stage, data):
    """The line with a quoted price, somewhere in its range."""
    price = Estimate.exactly(between(line.priced.price, data))
    return replace(line, priced=replace(line.priced, price=price, is_quoted=True))


def between(estimate, data):
    low, high = int(estimate.low * 100), int(estimate.high * 100)
    return Decimal(data.draw(st.integers(low, high))) / 100


@pytest.mark.parametrize("known", [counted, quoted])
@given(moneys, st.data())
@few
def test_a_known_number_never_widens_a_range(known, money, data):
    assume(money.lines)
    place = data.draw(st.integers(0, len(money.lines) - 1))
    lines = list(money.lines)
    lines[place] = known(lines[place], money.stage, data)

    before, after = forecasts(money), forecasts(replace(money, lines=lines))

    for scope in Scope:
        old, new = before[scope].range, after[scope].range
        # The range known more closely lies inside the one before.
        assert old.low.cost <= new.low.cost <= new.high.cost <= old.high.cost
        # Each end is rounded to a cent on its own.
        assert width_80(new) <= width_80(old) + 1


def test_counting_more_than_was_likely_may_show_more_than_was_feared():
    """What stands in the way of the guarantee without its condition."""

    def cost_at_worst(quantity):
        line = {"driver": "AMI_METER", "quantity": quantity, "payer": "department"}
        document = {"stage": "idea", "start": "2026-07-01", "lines": [line]}
        return forecasts(read(document))[Scope.ALL].range.high.cost

    # 60 x $462 x 1.05, against twice the likely 60 x $380 x 1.05
    assert cost_at_worst([0, 10, 60]) == 29_106_00
    assert cost_at_worst(60) == 47_880_00


@given(moneys)
@few
def test_classes_payers_lines_and_years_add_up_to_the_cent(money):
    for whole, of_it in zip(gaps(money)[::2], gaps(money)[1::2], strict=True):
        for year, its in zip(whole.years, of_it.years, strict=True):
            assert year.cost == year.one_time + year.recurring == year.funded + year.gap
            assert year.gap == sum(item.gap for item in year.classes)
            assert year.funded == sum(item.cents for item in year.payments)
            mine = [item for item in year.classes if item.payer is Payer.IT]
            assert its.cost == sum(item.cost for item in mine)
            assert its.gap == sum(item.gap for item in mine)
        assert whole.gap == sum(year.gap for year in whole.years)
        assert whole.cost == whole.funded + whole.gap


@given(moneys)
@few
def test_staff_hours_are_counted_once_and_never_in_dollars(money):
    without = replace(
        money, lines=[line for line in money.lines if not line.is_staff_time]
    )

    for number, (gap, dollars) in enumerate(
        zip(gaps(money), gaps(without), strict=True)
    ):
        assert by_year(gap) == by_year(dollars)
        assert all(item.hours == () for item in dollars.years)
        for year in gap.years:
            assert year.hours_gap == sum(item.gap for item in year.hours)
            teams = [item.team for item in year.hours]
            assert len(teams) == len(set(teams))
        if number % 2:
            whole = gaps(money)[number - 1]
            assert [year.hours for year in whole.years] == [y.hours for y in gap.years]


@given(moneys, st.booleans())
@few
def test_a_source_never_pays_what_it_may_not(money, has_memo):
    funding = [replace(item, has_transfer_memo=has_memo) for item in money.funding]
    sources = {item.key: item for item in funding}
    for scenario in Scenario:
        gap = budget_gap(
            money.lines,
            funding,
            {},
            money.fiscal_years,
            stage=money.stage,
            scenario=scenario,
        )
        for year in gap.years:
            spent = dict.fromkeys(sources, 0)
            for payment in year.payments:
                source = sources[payment.source]
                assert (payment.timing, payment.cost_type) in source.allows
                assert payment.payer is source.payer or has_memo
                assert payment.cents > 0
                spent[payment.source] += payment.cents
            for key, source in sources.items():
                there = source.cents_in(year.year, money.fiscal_years, scenario)
                assert spent[key] <= there


@given(documents)
@few
def test_the_same_input_gives_the_same_output_and_is_kept_without_loss(document):
    first, again = forecasts(read(document)), forecasts(read(document))

    assert first == again
    for item in first.values():
        assert from_plain(BudgetRange, to_plain(item.range)) == item.range


@given(moneys, st.integers(2015, 2035))
@few
def test_low_cost_is_never_above_likely_nor_likely_above_high(money, base_year):
    lines = [
        replace(line, priced=replace(line.priced, base_year=base_year))
        for line in money.lines
    ]

    for item in forecasts(replace(money, lines=lines)).values():
        scenarios = (item.range.low, item.likely, item.range.high)
        for low, likely, high in zip(*(gap.years for gap in scenarios), strict=True):
            for name in ("cost", "one_time", "recurring"):
                assert (
                    getattr(low, name) <= getattr(likely, name) <= getattr(high, name)
                )


@given(moneys)
@few
def test_the_gap_grows_from_low_to_high_and_tiers_hold_the_likely_one(money):
    for item in forecasts(money).values():
        assert item.range.low.gap <= item.likely.gap <= item.range.high.gap
        tiers = (item.range.tier_low, item.likely.tier, item.range.tier_high)
        assert sorted(tiers, key=lambda tier: tier.rank) == list(tiers)
