from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.triage.scoring.examples import RUBRIC
from triage.scoring.recut import ShareError, check_shares, propose_cuts, with_cuts
from triage.scoring.rules import Tier

EVENLY = (25, 25, 25, 25)
scores = st.lists(st.fractions(0, 100, max_denominator=1000), min_size=1, max_size=60)
shares = st.lists(st.integers(0, 100), min_size=3, max_size=3).map(
    lambda cuts: [high - low for low, high in pairwise([0, *sorted(cuts), 100])]
)


def fractions(*numbers):
    return tuple(Fraction(str(number)) for number in numbers)


def tiers_of(planning, cuts):
    rubric = with_cuts(RUBRIC, cuts)
    return [rubric.tier_of(each) for each in planning]


def test_cuts_part_the_requests_as_wished():
    planning = fractions(5, 12, 22, 31, 48, 52, 66, 91)

    cuts = propose_cuts(planning, EVENLY, RUBRIC)

    assert tiers_of(planning, cuts) == [tier for tier in Tier for _ in range(2)]


def test_cuts_that_part_the_requests_as_wished_already_stay():
    planning = fractions(10, 30, 50, 70)

    assert propose_cuts(planning, EVENLY, RUBRIC) == fractions(0, 25, 45, 65)


def test_cut_is_the_roundest_number_nearest_to_the_present_one():
    planning = fractions("27.3", "33.1", "50.4", "50.9")

    cuts = propose_cuts(planning, EVENLY, RUBRIC)

    assert cuts == fractions(0, 30, 45, "50.5")


def test_equal_scores_are_not_parted():
    planning = fractions(40, 40, 40, 40)

    cuts = propose_cuts(planning, EVENLY, RUBRIC)

    assert len(set(tiers_of(planning, cuts))) == 1


@given(scores, shares)
def test_proposed_cuts_rise_within_the_scale(planning, wished):
    cuts = propose_cuts(planning, wished, RUBRIC)

    assert cuts[0] == 0
    assert all(below < above for below, above in pairwise(cuts))
    assert cuts[-1] <= 100


@given(st.sets(st.integers(0, 100), min_size=4, max_size=40), shares)
def test_shares_of_well_apart_scores_are_met_to_one_request(planning, wished):
    planning = [Fraction(each) for each in planning]

    found = tiers_of(planning, propose_cuts(planning, wished, RUBRIC))

    below, wished_below = 0, Fraction(0)
    for tier, share in zip(Tier, wished, strict=True):
        below += found.count(tier)
        wished_below += Fraction(share * len(planning), 100)
        # A score of 0 is always Low, one of 100 may always be Critical.
        assert abs(below - wished_below) <= 1


@pytest.mark.parametrize(
    ("wished", "says"),
    [
        ([50, 50], "4 shares"),
        ([50, 60, -20, 10], "below 0"),
        ([25, 25, 25, 24], "99, not 100"),
    ],
)
def test_shares_that_make_no_whole_are_refused(wished, says):
    with pytest.raises(ShareError, match=says):
        check_shares(wished)
