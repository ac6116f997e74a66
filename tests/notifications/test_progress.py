"""Long work goes on whoever dies, in one pair of hands at a time."""

from datetime import timedelta

import pytest
from celery import current_app
from django.db import IntegrityError, transaction

from accounts.actors import Actor
from notifications import progress, tasks
from notifications.models import LongWork
from notifications.progress import Hold, Reached
from tests.notifications import fakes
from tests.notifications.working import taken

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kinds(settings) -> None:
    settings.LONG_WORK = {"counting": "tests.notifications.fakes.count_slice"}
    settings.LONG_WORK_LEASE_SECONDS = 60
    fakes.SLICES.clear()


@pytest.fixture
def start(project_request, manager, now):
    def start(key: str = "counting:1") -> LongWork:
        return progress.start(
            "counting",
            key=key,
            title="Counting",
            subject=project_request,
            total=3,
            by=Actor.of(manager),
            now=now,
        )

    return start


def next_reached(*reached: Reached | Exception) -> None:
    fakes.SLICES.extend(reached)


def test_start_with_the_same_key_is_the_same_work(start, manager):
    first = start()

    assert start() == first
    assert (first.total, first.done, first.started_by) == (3, 0, manager)


def test_start_of_an_unknown_kind_is_refused(start, settings):
    settings.LONG_WORK = {}

    with pytest.raises(KeyError):
        start()


def test_start_wakes_a_worker_after_commit(
    start, monkeypatch, django_capture_on_commit_callbacks
):
    nudged: list[str] = []
    monkeypatch.setattr(
        current_app, "send_task", lambda name, **_options: nudged.append(name)
    )

    with django_capture_on_commit_callbacks(execute=True):
        start()

    assert nudged == [tasks.take_slice.name]


def test_take_up_gives_work_to_one_worker(start, now):
    work = start()

    hold = taken(now)

    assert hold == Hold(work.pk, now + timedelta(seconds=60))
    assert progress.take_up(now) is None


def test_take_up_takes_over_from_a_dead_worker(start, now):
    start()
    dead = taken(now)
    later = now + timedelta(seconds=61)

    heir = taken(later)
    next_reached(Reached(2, 3), Reached(1, 3))
    progress.do_slice(heir, clock=lambda: later)

    assert progress.do_slice(dead, clock=lambda: later) is None
    assert LongWork.objects.get().done == 2


def test_do_slice_goes_on_until_finished(start, now):
    start()
    next_reached(Reached(1, 3), Reached(3, 3, is_finished=True))

    hold = taken(now)
    going_on = progress.do_slice(hold, clock=lambda: now + timedelta(seconds=2))
    assert going_on is not None
    assert LongWork.objects.get().finished_at is None

    assert progress.do_slice(going_on, clock=lambda: now) is None
    work = LongWork.objects.get()
    assert (work.done, work.finished_at, work.lease_until) == (3, now, None)


def test_do_slice_that_fails_rests_until_its_lease_ends(start, now):
    start()
    next_reached(ArithmeticError("out of numbers"))

    assert progress.do_slice(taken(now), clock=lambda: now) is None

    work = LongWork.objects.get()
    assert (work.done, work.last_error) == (0, "ArithmeticError: out of numbers")
    assert progress.take_up(now) is None
    assert progress.take_up(now + timedelta(seconds=61)) is not None


def test_do_slice_that_waits_rests_and_says_for_what(start, now):
    start()
    next_reached(Reached(2, 3, waits_for="One is broken."))

    assert progress.do_slice(taken(now), clock=lambda: now) is None

    work = LongWork.objects.get()
    assert (work.done, work.last_error) == (2, "One is broken.")


def test_do_slice_after_it_was_overtaken_writes_nothing(start, now):
    work = start()
    hold = taken(now)
    newer = start("counting:2")

    progress.overtake(newer, now=now)

    assert progress.do_slice(hold, clock=lambda: now) is None
    work.refresh_from_db()
    assert (work.done, work.finished_at) == (0, now)
    assert list(LongWork.objects.unfinished()) == [newer]


def test_take_slice_queues_itself_with_its_lease(start, monkeypatch):
    work = start()
    nudged: list[dict] = []
    monkeypatch.setattr(tasks, "nudge", lambda task, **given: nudged.append(given))
    next_reached(Reached(1, 3), Reached(3, 3, is_finished=True))

    tasks.take_slice()
    work.refresh_from_db()
    assert nudged == [{"work_id": work.pk, "lease": work.lease_until.isoformat()}]

    tasks.take_slice()
    assert len(fakes.SLICES) == 1
    tasks.take_slice(**nudged[0])
    work.refresh_from_db()
    assert work.finished_at is not None
    assert len(nudged) == 1


def test_more_done_than_there_is_is_refused(start):
    start()

    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        LongWork.objects.update(done=4)

    assert "notifications_longwork_done_within_total" in str(refused.value)
