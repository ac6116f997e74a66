"""Cuts proposed from the requests that came in last."""

from datetime import timedelta

import pytest

from tests.conftest import NOW
from tests.triage.scoring.examples import RUBRIC, known
from tests.triage.selectors.coded import answers_drawn, coded
from triage.scoring.recut import ShareError
from triage.selectors.recut import recut

LIGHTEST = {q: known(p.lightest_option) for q, p in RUBRIC.points.items()}
ALL_LOW = (100, 0, 0, 0)


def test_recut_counts_requests_in_each_tier_now_and_then(requester, rubric):
    for seed in range(8):
        coded(requester, answers_drawn(seed))

    found = recut(rules=RUBRIC, shares=(25, 25, 25, 25))

    assert [tier.by_points for tier in found.tiers] == [2, 2, 2, 2]
    for name in ("now", "then", "by_points_now", "by_points"):
        assert sum(getattr(tier, name) for tier in found.tiers) == 8
    assert found.moves


def test_rules_hold_a_tier_whatever_the_cuts_are(requester, rubric):
    coded(requester, LIGHTEST | {"DAT2": known("pci")})

    found = recut(rules=RUBRIC, shares=ALL_LOW)

    assert [tier.by_points for tier in found.tiers] == [1, 0, 0, 0]
    assert [tier.then for tier in found.tiers] == [0, 1, 0, 0]


def test_recut_takes_the_last_requests_that_were_sent(requester, rubric):
    coded(requester, {}, submitted_at=NOW - timedelta(days=9))
    coded(requester, LIGHTEST, submitted_at=NOW)
    coded(requester, {}, submitted_at=NOW, step="withdrawn")
    coded(requester, {}, submitted_at=NOW, is_example=True)

    found = recut(rules=RUBRIC, last=1)

    assert found.count == 1
    assert [tier.by_points_now for tier in found.tiers] == [1, 0, 0, 0]


def test_recut_without_requests_proposes_nothing(rubric):
    found = recut(rules=RUBRIC)

    assert (found.count, found.tiers, found.moves) == (0, (), False)


def test_recut_by_shares_that_make_no_whole_is_refused(rubric):
    with pytest.raises(ShareError):
        recut(rules=RUBRIC, shares=(50, 50, 50, 50))


@pytest.mark.parametrize("size", [2, 9])
def test_recut_costs_three_queries_at_any_size(
    requester, rubric, size, django_assert_num_queries
):
    for seed in range(size):
        coded(requester, answers_drawn(seed))

    with django_assert_num_queries(3):
        assert recut(rules=RUBRIC, shares=(0, 0, 0, 100)).count == size
