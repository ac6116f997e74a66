"""A new rubric reaches every undecided request once, whoever dies on the way."""

import os
import signal
from dataclasses import dataclass
from functools import partial

import pytest

from tests.servers import manage, wait_until

# The trial writes one request at a time; a fifth of them shows the same in a minute less.
UNDECIDED = {"trial": 1_000, "city": 5_000}
KILL_AFTER_TENTHS = (1, 4, 8)
RESCORED = """
SELECT count(*), count(DISTINCT subject_id) FROM accounts_auditentry
 WHERE action = 'triage.request_rescored'
"""
JUDGED = """
SELECT count(*), count(DISTINCT project_request_id) FROM triage_assessment
  JOIN triage_rubric ON triage_rubric.id = rubric_id AND version = '2026.2'
"""
BEHIND = """
SELECT count(*) FROM intake_projectrequest WHERE rubric_version <> '2026.2'
   AND step NOT IN ('awaiting_confirmation', 'decided')
"""
TOUCHED = """
SELECT count(*) FROM intake_projectrequest WHERE rubric_version <> '2026.1'
   AND step IN ('awaiting_confirmation', 'decided')
"""


@dataclass(frozen=True)
class Progress:
    done: int
    total: int
    is_finished: bool


def run(house, call: str) -> None:
    code = f"from tests.faults import write_requests; write_requests.{call}"
    manage("shell", "--no-imports", "-c", code, env=house.env)


def progress(house) -> Progress:
    """As the page would tell it; what it claims must be done by then."""
    sql = "SELECT done, total, finished_at FROM notifications_longwork"
    [(done, total, finished_at)] = house.rows(sql)
    [(behind,)] = house.rows(BEHIND)
    assert done <= total - behind
    return Progress(done, total, finished_at is not None)


def is_past(house, reached: int) -> bool:
    return progress(house).done >= reached


@pytest.mark.servers
@pytest.mark.parametrize(
    ("house", "undecided"), UNDECIDED.items(), indirect=["house"], ids=str
)
def test_killed_workers_and_a_second_click_judge_each_request_once(house, undecided):
    run(house, f"lay_out({undecided})")
    house.beat()
    victim = house.worker()

    for tenths in KILL_AFTER_TENTHS:
        reached = undecided * tenths // 10
        wait_until(partial(is_past, house, reached), seconds=240, what=f"{reached}")
        os.kill(victim.pid, signal.SIGKILL)
        victim.wait(10)
        victim = house.worker()
        run(house, "click_again()")
    wait_until(lambda: progress(house).is_finished, seconds=480, what="the end")

    assert progress(house) == Progress(undecided, undecided, is_finished=True)
    assert house.rows(RESCORED) == house.rows(JUDGED) == [(undecided, undecided)]
    assert house.rows(BEHIND) == house.rows(TOUCHED) == [(0,)]


@pytest.mark.servers
@pytest.mark.parametrize("house", ["city"], indirect=True)
@pytest.mark.parametrize(
    ("settings_module", "doubles"),
    [("tests.faults.settings", False), ("tests.faults.unguarded", True)],
    ids=["guarded", "guard off"],
)
def test_two_workers_judge_nothing_twice_unless_the_guard_is_off(
    house, settings_module, doubles
):
    run(house, "lay_out(200)")
    for _ in range(2):
        house.worker(DJANGO_SETTINGS_MODULE=settings_module)
        house.beat(DJANGO_SETTINGS_MODULE=settings_module)

    wait_until(lambda: house.rows(BEHIND) == [(0,)], seconds=120, what="the end")

    [(judged, requests)] = house.rows(JUDGED)
    assert requests == 200
    assert (judged > requests) is doubles
