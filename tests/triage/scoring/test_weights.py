from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.triage.scoring.examples import RUBRIC
from triage.scoring.weights import rescaled, with_weights


def decimals(*numbers):
    return {f"D{place}": Decimal(number) for place, number in enumerate(numbers)}


def test_weights_keep_their_proportions_in_tenths():
    assert rescaled(decimals(1, 1, 1)) == decimals("33.4", "33.3", "33.3")
    assert rescaled(decimals(14, 0, 6)) == decimals("70.0", "0.0", "30.0")


@given(st.lists(st.integers(0, 40), min_size=1, max_size=20).filter(any))
def test_rescaled_weights_add_up_to_100(weights):
    assert sum(rescaled(decimals(*weights)).values()) == 100


def test_weights_that_add_up_to_100_already_stay():
    weights = {d.id: Decimal(int(d.weight)) for d in RUBRIC.dimensions}

    assert rescaled(weights) == weights


def test_rubric_with_other_weights_keeps_the_rest():
    weights = {d.id: Decimal(0) for d in RUBRIC.dimensions} | {"INT": Decimal(100)}

    changed = with_weights(RUBRIC, weights, Decimal("0.25"))

    assert [d.weight for d in changed.dimensions] == [100] + [0] * 10
    assert changed.depth_share == Decimal("0.25")
    assert changed.tiers == RUBRIC.tiers
