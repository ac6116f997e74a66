from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.scoring.reference_class import (
    FEWEST,
    Growth,
    growth_of,
    growth_percent,
    percentile,
)

GROWTHS = st.lists(st.fractions(min_value=-100, max_value=1000), min_size=1)


@pytest.mark.parametrize(
    ("percent", "value"),
    [(0, 10), (25, 20), (50, 30), (80, 42), (90, 46), (100, 50)],
)
def test_percentile_lies_between_neighbors_in_proportion(percent, value):
    values = [Fraction(number) for number in (50, 10, 40, 20, 30)]

    assert percentile(values, percent) == value


@given(GROWTHS)
def test_percentile_rises_within_the_values(growths):
    found = [percentile(growths, percent) for percent in range(0, 101, 10)]

    assert found == sorted(found)
    assert (found[0], found[-1]) == (min(growths), max(growths))


@pytest.mark.parametrize(
    ("first", "last", "percent"),
    [(100, 150, 50), (100, 100, 0), (200, 100, -50), (300, 400, Fraction(100, 3))],
)
def test_growth_percent_is_exact(first, last, percent):
    assert growth_percent(first, last) == percent


def test_growth_of_too_few_projects_says_nothing():
    assert growth_of([Fraction(10)] * (FEWEST - 1)) is None


def test_growth_of_enough_projects_counts_them():
    growth = growth_of([Fraction(number) for number in (0, 10, 20, 30, 140)])

    assert growth == Growth(5, Fraction(20), Fraction(52))
    assert not growth.one_in_five_doubled


def test_growth_beyond_100_percent_is_more_than_double():
    assert Growth(192, Fraction(17), Fraction(115)).one_in_five_doubled
    assert not Growth(192, Fraction(17), Fraction(100)).one_in_five_doubled
