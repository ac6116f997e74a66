from fractions import Fraction

import pytest

from triage.figures import COUNT, MONEY, SHARE, figure_tile


@pytest.mark.parametrize(
    ("now", "before", "unit", "value", "change"),
    [
        (6, 8, COUNT, "6", "2 fewer"),
        (4, 2, COUNT, "4", "2 more"),
        (1_200, 1_200, COUNT, "1,200", "no change"),
        (41_000_000, 38_500_000, MONEY, "$410k", "$25k more"),
        (41_000_001, 41_000_000, MONEY, "$410k", "no change"),
        (Fraction(5, 13), Fraction(1, 2), SHARE, "38%", "12 points less"),
    ],
)
def test_difference_is_said_in_words(now, before, unit, value, change):
    tile = figure_tile("Figure", now, before, unit=unit)

    assert (tile.value, tile.change) == (value, change)


def test_more_is_worse_unless_the_figure_says_otherwise():
    assert figure_tile("Decisions due", 4, 2).trend == "worse"
    told = figure_tile(
        "Told in time", Fraction(1, 2), 0, unit=SHARE, more_is_worse=False
    )
    assert told.trend == "better"
    assert figure_tile("Decisions due", 4, 4).trend == ""


def test_first_week_has_nothing_to_compare():
    tile = figure_tile("Told in time", None, None, unit=SHARE)

    assert (tile.value, tile.was, tile.change) == ("none yet", "", "")
