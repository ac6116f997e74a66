from decimal import Decimal
from fractions import Fraction

import pytest

from triage.scoring.rounding import half_up


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
