from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.scoring.rounding import half_up, half_up_whole, printed_tenths


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        (Fraction(5, 100), 1, "0.1"),
        (Fraction(49999, 1000000), 1, "0.0"),
        (Fraction(2, 3), 3, "0.667"),
        (Fraction(30), 1, "30.0"),
        (Fraction(1, 2), 0, "1"),
        (Fraction(5, 2), 0, "3"),
        (Fraction(-5, 2), 0, "-3"),
    ],
)
def test_half_up_rounds_a_half_away_from_zero(value, places, shown):
    assert str(half_up(value, places)) == str(Decimal(shown))


@pytest.mark.parametrize(
    ("values", "printed"),
    [
        ([], []),
        ([Fraction(1, 3)] * 3, ["0.4", "0.3", "0.3"]),
        ([Fraction(14, 100), Fraction(19, 100)], ["0.1", "0.2"]),
        ([Fraction(14, 100), Fraction(14, 100), Fraction(0)], ["0.2", "0.1", "0.0"]),
    ],
)
def test_missing_tenths_go_to_what_lost_most_then_to_the_first(values, printed):
    assert [str(value) for value in printed_tenths(values)] == printed


@given(st.lists(st.fractions(0, 100), max_size=15))
def test_printed_tenths_add_up_to_the_printed_sum(values):
    printed = printed_tenths(values)

    assert sum(printed) == half_up(sum(values, Fraction(0)), 1)
    assert all(
        abs(Fraction(shown) - value) < Fraction(1, 10)
        for shown, value in zip(printed, values, strict=True)
    )


def test_whole_numbers_round_half_up_to_an_int():
    assert [half_up_whole(Fraction(n, 2)) for n in (0, 1, 3)] == [0, 1, 2]
    assert isinstance(half_up_whole(Fraction(1, 2)), int)
