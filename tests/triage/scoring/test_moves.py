import numpy as np
import pytest

from tests.triage.scoring.examples import (
    PLATE_READERS,
    QUESTIONNAIRE,
    RUBRIC,
    known,
)
from triage.scoring.bulk import judge_many
from triage.scoring.coding import encode
from triage.scoring.moves import Moves
from triage.scoring.recut import with_cuts

LIGHTEST = {q: known(p.lightest_option) for q, p in RUBRIC.points.items()}
HEAVIEST = {
    q: known(max(p.points, key=p.points.__getitem__)) for q, p in RUBRIC.points.items()
}


def moves(answers, then=RUBRIC, days=None):
    codes = [encode(each, QUESTIONNAIRE) for each in answers]
    count = len(codes)
    return Moves(
        now=judge_many(codes, QUESTIONNAIRE, RUBRIC),
        then=judge_many(codes, QUESTIONNAIRE, then),
        answer_by=np.array(days or [0] * count),
        ids=np.arange(1, count + 1),
    )


def test_same_rubric_moves_nothing():
    same = moves([LIGHTEST, PLATE_READERS, HEAVIEST])

    assert same.matrix == ((1, 0, 0, 0), (0, 0, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1))
    for nothing in (same.heavier, same.lighter, same.moved, same.held_differently):
        assert not len(nothing)


def test_matrix_counts_tiers_now_against_then():
    # Rules hold the plate readers at High whatever the cuts are.
    lower = moves([LIGHTEST, PLATE_READERS], with_cuts(RUBRIC, (0, 70, 80, 90)))

    assert lower.matrix == ((1, 0, 0, 0), (0, 0, 0, 0), (0, 0, 1, 0), (0, 0, 0, 0))


def test_tiers_flip_both_ways():
    heavier = moves([LIGHTEST, {}], with_cuts(RUBRIC, (0, 1, 2, 3)))
    lighter = moves([LIGHTEST, {}], with_cuts(RUBRIC, (0, 80, 90, 95)))

    assert list(heavier.heavier) == [1]
    assert list(heavier.lighter) == []
    assert list(lighter.lighter) == [1]


def test_request_whose_tier_becomes_certain_is_named():
    certain = moves([PLATE_READERS, {}], with_cuts(RUBRIC, (0, 1, 2, 3)))

    assert list(certain.newly_certain) == [0]
    assert list(certain.newly_open) == []


@pytest.mark.parametrize(("days", "places"), [([2, 1], [2, 1]), ([1, 2], [1, 2])])
def test_places_in_the_queue_go_by_the_day_among_equals(days, places):
    assert list(moves([LIGHTEST, LIGHTEST], days=days).place_now) == places


def test_climbs_count_places_from_now_to_then():
    # The lightest is held Critical then, the plate readers are so already.
    other = moves([PLATE_READERS, LIGHTEST, HEAVIEST])

    assert list(other.place_now) == [2, 3, 1]
    assert list(other.climbs) == [0, 0, 0]
