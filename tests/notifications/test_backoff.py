from datetime import timedelta

import pytest

from notifications.backoff import delay


@pytest.mark.parametrize(
    ("failures", "minutes"),
    [(1, 1), (2, 2), (3, 5), (4, 15), (5, 60), (6, 240), (7, 720)],
)
def test_delay_grows_and_spreads_by_a_fifth(failures, minutes):
    middle = timedelta(minutes=minutes)

    assert delay(failures, luck=0.5) == middle
    assert delay(failures, luck=0) == middle * 0.8
    assert delay(failures, luck=1) == middle * 1.2


def test_delay_after_the_last_is_none():
    assert delay(8, luck=0.5) is None
