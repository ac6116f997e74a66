from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from triage.exports import cells


def test_day_is_written_so_that_it_sorts():
    assert cells.day(datetime(2026, 11, 23, 17, 0, tzinfo=UTC)) == "2026-11-23"


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        (cells.rounded(Decimal("61.25")), "61.3"),
        (cells.percent(Fraction(2, 3)), "66.7"),
        (cells.dollars(123_450), "1234.50"),
        (cells.tier_name("high"), "High"),
        (cells.yes_or_no(False), "no"),
    ],
)
def test_cells_say_values_plainly(cell, says):
    assert cell == says


@pytest.mark.parametrize(
    "write",
    [cells.day, cells.rounded, cells.percent, cells.dollars, cells.tier_name],
)
def test_cells_are_empty_where_there_is_nothing(write):
    assert write(None) == ""
