from fractions import Fraction

from hypothesis import given, settings

from tests.triage.portfolio.markets import (
    MONEY_27,
    MONEY_28,
    candidate,
    choices,
    limit,
    markets,
)
from tests.triage.portfolio.test_choosing import proposed
from triage.portfolio import choose
from triage.portfolio.market import Market
from triage.portfolio.prices import HOURS_STEP, MONEY_STEP

CENTS = 100


def dollars(amount: int) -> int:
    return amount * CENTS


def test_price_says_what_a_tenth_more_brings_and_who_comes_and_goes():
    found = choose(
        [
            candidate("A", 60, money27=dollars(200_000)),
            candidate("B", 50, money27=dollars(320_000)),
            candidate("C", 20, money27=dollars(100_000)),
        ],
        limits=[limit(MONEY_27, dollars(500_000)), limit(MONEY_28, dollars(9))],
    )

    (price,) = found.prices

    assert found.chosen == ("A", "C")
    assert (price.resource, price.raised_by) == (MONEY_27, dollars(50_000))
    assert (price.gained, price.comes_in, price.goes_out) == (30, ("B",), ("C",))


def test_price_estimates_points_for_each_ten_thousand_dollars():
    """In parts, the next $10,000 would pay a tenth of B, which brings 50 points."""
    found = choose(
        [
            candidate("A", 90, money27=dollars(100_000)),
            candidate("B", 50, money27=dollars(100_000)),
        ],
        limits=[limit(MONEY_27, dollars(150_000))],
    )

    (price,) = found.prices

    assert (price.step, price.per_step) == (MONEY_STEP, Fraction(5))
    assert price.gained == 0


def test_price_of_a_limit_of_nothing_is_tried_one_step_up():
    found = choose(
        [candidate("A", 30, net27=HOURS_STEP // 2)],
        limits=[limit(candidate("", 0, net27=1).needs[0].of, 0)],
    )

    (price,) = found.prices

    assert price.raised_by == HOURS_STEP
    assert (price.gained, price.comes_in) == (30, ("A",))


@settings(max_examples=150, deadline=None)
@given(markets(most=6))
def test_prices_gain_what_the_best_of_all_choices_would(market):
    found = proposed(market)

    for price in found.prices:
        limits = dict(market.limits)
        limits[price.resource] += price.raised_by
        wider = Market(market.candidates, market.links, limits, market.settled)
        best = max(wider.points(choice) for choice in choices(wider))
        assert price.gained == best - found.points
        then = (set(found.chosen) | set(price.comes_in)) - set(price.goes_out)
        assert wider.allows(then)
        assert wider.points(then) == best
