"""Workers die with -9 in the middle of sending; every mail still arrives."""

import os
import signal

import pytest

from tests.servers import wait_until

MAILS = 100
KILL_AFTER = (15, 50, 85)


class Killer:
    """Kills the worker the moment the server has accepted a mail, before it knows."""

    def __init__(self, house):
        self._house = house
        self._victim = house.worker()
        self.kills = 0

    def __call__(self, accepted: int) -> None:
        if self.kills < len(KILL_AFTER) and accepted >= KILL_AFTER[self.kills]:
            self.kills += 1
            os.kill(self._victim.pid, signal.SIGKILL)
            self._victim.wait(10)
            self._victim = self._house.worker()


@pytest.mark.servers
@pytest.mark.parametrize(
    "house",
    [pytest.param("trial", marks=pytest.mark.sqlite_too), "city"],
    indirect=True,
)
def test_worker_killed_in_mid_send_loses_no_mail(house, sink):
    house.write_mail(MAILS)
    house.beat()
    killer = Killer(house)
    sink.on_accept = killer

    wait_until(
        lambda: house.states() == {"sent": MAILS}, seconds=240, what="all to be sent"
    )

    assert killer.kills == len(KILL_AFTER)
    assert len(set(sink.recipients)) == MAILS
    assert len(set(sink.message_ids)) == MAILS
    # Each kill fell between the server's acceptance and our record of it, so the
    # copies show that the harness sees duplicates at all.
    assert 0 < sink.copies <= killer.kills
    (crashes,) = house.rows("SELECT sum(crashes) FROM notifications_outboxmessage")[0]
    assert crashes == killer.kills


@pytest.mark.servers
@pytest.mark.parametrize("house", ["city"], indirect=True)
@pytest.mark.parametrize(
    ("settings_module", "doubles"),
    [("tests.faults.settings", False), ("tests.faults.unguarded", True)],
    ids=["guarded", "guard off"],
)
def test_two_workers_send_nothing_twice_unless_the_guard_is_off(
    house, sink, settings_module, doubles
):
    house.write_mail(40)
    for _ in range(2):
        house.worker(DJANGO_SETTINGS_MODULE=settings_module)
        house.beat(DJANGO_SETTINGS_MODULE=settings_module)

    wait_until(
        lambda: len(set(sink.message_ids)) == 40, seconds=120, what="all to arrive"
    )

    assert (sink.copies > 0) is doubles
