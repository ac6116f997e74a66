from datetime import timedelta

import pytest
from django.core.cache import cache

from tests.triage.selectors.test_queue import sent
from triage.selectors.waits import usual_wait_days


@pytest.fixture(autouse=True)
def _nothing_kept(db):
    cache.clear()


def answered(by, now, waited: int, ago: int = 1, **fields):
    first = now - timedelta(days=ago)
    return sent(
        by, submitted_at=first - timedelta(days=waited), answered_at=first, **fields
    )


def test_usual_wait_is_the_median_in_business_days(requester, now):
    for waited in (7, 14, 28):
        answered(requester, now, waited)

    assert usual_wait_days(now) == 10


def test_usual_wait_leaves_out_old_and_documented_ones(requester, now):
    answered(requester, now, waited=7)
    answered(requester, now, waited=70, ago=181)
    answered(requester, now, waited=70, is_example=True)

    assert usual_wait_days(now) == 5


def test_usual_wait_without_any_answer_is_not_known(now):
    assert usual_wait_days(now) is None


def test_usual_wait_is_kept_for_a_while(requester, now):
    answered(requester, now, waited=7)
    usual_wait_days(now)
    answered(requester, now, waited=70)
    answered(requester, now, waited=70)

    assert usual_wait_days(now) == 5
