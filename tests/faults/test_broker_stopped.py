"""Losing the broker loses no mail and holds nobody up."""

import os
import signal
from statistics import median

import pytest

from tests.servers import redis, stop, wait_until

# Generous, for a busy machine: an unbounded try waits for ever.
LONGEST_SECONDS = 5
USUAL_SECONDS = 0.6


@pytest.fixture
def broker(house, tmp_path):
    """A Redis of this test's own, which it may break."""
    with redis(tmp_path) as (url, server):
        house.env["CELERY_BROKER_URL"] = url
        yield server


def _port(house) -> int:
    return int(house.env["CELERY_BROKER_URL"].rpartition(":")[2].partition("/")[0])


@pytest.mark.servers
@pytest.mark.parametrize("house", ["trial"], indirect=True)
def test_broker_stopped_commits_quickly_and_mail_goes_out_later(
    house, broker, sink, tmp_path
):
    stop(broker)

    first, *later = house.write_mail(4)

    assert first < LONGEST_SECONDS
    assert median(later) < USUAL_SECONDS
    assert house.states() == {"pending": 4}

    with redis(tmp_path, _port(house)):
        house.worker()
        house.beat()
        wait_until(lambda: house.states() == {"sent": 4}, seconds=120, what="mail")
    assert sink.copies == 0


@pytest.mark.servers
@pytest.mark.parametrize("house", ["trial"], indirect=True)
def test_broker_hanging_commits_within_its_bounds(house, broker):
    os.kill(broker.pid, signal.SIGSTOP)
    try:
        first, *later = house.write_mail(6)
    finally:
        os.kill(broker.pid, signal.SIGCONT)

    # Without the circuit breaker each would wait a second for the socket.
    assert first < LONGEST_SECONDS
    assert median(later) < USUAL_SECONDS


@pytest.mark.servers
@pytest.mark.parametrize("house", ["trial"], indirect=True)
def test_broker_restarted_under_a_worker_is_found_again(house, broker, sink, tmp_path):
    worker = house.worker()
    house.beat()
    house.write_mail(1)
    wait_until(lambda: house.states() == {"sent": 1}, seconds=120, what="a mail")
    stop(broker)
    house.write_mail(2)

    with redis(tmp_path, _port(house)):
        wait_until(
            lambda: house.states() == {"sent": 3}, seconds=120, what="the others"
        )

        assert worker.poll() is None
