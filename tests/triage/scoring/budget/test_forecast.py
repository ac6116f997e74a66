"""Worked example A of docs/budget.md, from quantities and prices, to the dollar."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.triage.scoring.budget.worked import CATALOGUE, judged, read_example
from triage.scoring.budget import Flag, GapTier, Scope, forecast, forecasts
from triage.scoring.budget.contract import read_money
from triage.scoring.rounding import half_up, half_up_whole


@pytest.fixture(scope="module")
def example():
    return judged(read_example("plate_readers"))


def dollars(cents):
    return half_up_whole(Fraction(cents, 100))


def percent(share):
    return half_up_whole(share * 100)


def table(gap):
    return [
        (
            year.year,
            *(
                dollars(cents)
                for cents in (
                    year.one_time,
                    year.recurring,
                    year.cost,
                    year.funded,
                    year.gap,
                )
            ),
            int(year.hours_needed),
            int(year.hours_gap),
        )
        for year in gap.years
    ]


def test_likely_years_to_the_dollar(example):
    assert table(example[Scope.ALL].likely) == [
        (2027, 112_208, 139_050, 251_258, 155_000, 96_258, 1084, 524),
        (2028, 0, 190_962, 190_962, 180_000, 10_962, 166, 46),
        (2029, 42_616, 196_691, 239_307, 45_000, 194_307, 166, 46),
        (2030, 0, 202_592, 202_592, 0, 202_592, 166, 46),
        (2031, 45_212, 208_669, 253_881, 0, 253_881, 166, 46),
    ]


def test_cost_with_its_hard_and_its_80_percent_range(example):
    whole = example[Scope.ALL]

    assert dollars(whole.likely.cost) == 1_138_000
    assert (whole.range.low.cost, whole.range.high.cost) == (764_490_02, 1_536_272_56)
    span = whole.range.cost_80
    assert (dollars(span.low), dollars(span.high)) == (1_010_631, 1_273_624)


def test_gap_cliff_staff_and_tiers(example):
    whole = example[Scope.ALL]
    scenarios = (whole.range.low, whole.likely, whole.range.high)

    assert dollars(whole.likely.gap) == 758_000
    assert [percent(item.gap_share) for item in scenarios] == [57, 67, 77]
    assert percent(whole.likely.unfunded_recurring_share) == 68
    assert [half_up(item.fte_gap, 2) for item in scenarios] == [
        0,
        Decimal("0.31"),
        Decimal("1.08"),
    ]
    cliff = whole.likely.cliff
    assert (cliff.year, cliff.cents, percent(cliff.ratio)) == (2030, 150_000_00, 74)
    assert {item.tier for item in scenarios} == {GapTier.B3}


def test_flags_and_the_numbers_to_get_next(example):
    whole = example[Scope.ALL].range

    assert whole.flags == (Flag.CLIFF, Flag.IT_NOT_IN_ASK)
    assert (whole.next_number.driver, percent(whole.next_number.share)) == (
        "LPR_SUB",
        65,
    )
    assert not whole.next_number.is_known
    money, _scope = read_money(read_example("plate_readers"), CATALOGUE)
    without = replace(money, lines=money.lines[1:])
    number = forecast(without).range.next_number
    assert number is not None
    assert number.driver == "PENTEST"


def test_its_own_part(example):
    of_it = example[Scope.IT]

    assert [
        half_up_whole(Fraction(c, 100_000))
        for c in (of_it.likely.cost, of_it.likely.gap)
    ] == [137, 117]
    assert percent(of_it.likely.gap_share) == 85
    assert int(of_it.likely.years[0].hours_gap) == 524
    assert (of_it.range.tier_low, of_it.range.tier_high) == (GapTier.B3, GapTier.B4)
    assert of_it.range.flags == (Flag.IT_NOT_IN_ASK,)
    assert of_it.range.next_number.driver == "PENTEST"


def test_one_scope_is_the_same_as_both_at_once():
    money, _scope = read_money(read_example("plate_readers"), CATALOGUE)

    assert {scope: forecast(money, scope) for scope in Scope} == forecasts(money)
