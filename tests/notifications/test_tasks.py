from datetime import timedelta

import pytest
from django.core.checks import run_checks

from notifications import delivery, tasks
from tests.notifications import fakes


def test_do_what_is_due_one_failing_does_not_stop_the_others(settings):
    settings.PERIODIC_WORK = [
        "tests.notifications.fakes.broken_work",
        "tests.notifications.fakes.noted_work",
    ]
    fakes.DONE.clear()

    tasks.do_what_is_due()

    assert len(fakes.DONE) == 1


@pytest.mark.parametrize("more_is_due", [True, False])
def test_deliver_outbox_queues_itself_while_more_is_due(monkeypatch, more_is_due):
    nudged: list[bool] = []
    monkeypatch.setattr(tasks, "deliver_slice", lambda: more_is_due)
    monkeypatch.setattr(tasks, "nudge", lambda: nudged.append(True))

    tasks.deliver_outbox()

    assert bool(nudged) is more_is_due


def test_deliver_slice_stops_after_its_time(message, now, settings, mailoutbox):
    settings.MAY_STILL_SEE = {
        "intake.projectrequest": "tests.notifications.fakes.may_see"
    }
    ticks = iter(now + timedelta(seconds=3 * n) for n in range(10))

    more = delivery.deliver_slice(clock=lambda: next(ticks))

    assert more
    assert mailoutbox == []


@pytest.mark.parametrize(("lease", "errors"), [(44, 1), (45, 0), (90, 0)])
def test_check_lease_outlasts_deadline(settings, lease, errors):
    settings.OUTBOX_DEADLINE_SECONDS = 30
    settings.OUTBOX_LEASE_SECONDS = lease

    found = [error for error in run_checks() if error.id == "notifications.E001"]

    assert len(found) == errors
