"""Work too long for one page, done in slices by whoever is free.

The row is the promise, as with mail: it holds how far the work is, and a worker that
dies leaves it to the next one. A slice ends after two seconds and queues itself again,
behind the mail that came meanwhile. One worker at a time holds a piece of work: it goes
on by the lease it was given last, so a lost message or a killed worker costs a minute,
and a worker given up for dead that comes back writes nothing.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Protocol

from django.conf import settings
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.module_loading import import_string

from accounts.actors import Actor
from accounts.audit import subject_type
from notifications.models import LongWork
from notifications.nudge import nudge

logger = logging.getLogger(__name__)

Clock = Callable[[], datetime]

SLICE = timedelta(seconds=2)
SLICE_TASK = "notifications.tasks.take_slice"


@dataclass(frozen=True)
class Reached:
    """How far a slice came.

    `waits_for` says in words what must heal first; the work then rests until its lease
    runs out instead of going on at once.
    """

    done: int
    total: int
    is_finished: bool = False
    waits_for: str = ""


class Slice(Protocol):
    """What settings.LONG_WORK names: work until the time is over, safe to run twice."""

    def __call__(self, work: LongWork, *, clock: Clock, until: datetime) -> Reached: ...


@dataclass(frozen=True)
class Hold:
    """The right to do the next slice of one piece of work; the lease is its fence."""

    work_id: int
    lease_until: datetime


@transaction.atomic
def start(
    kind: str,
    *,
    key: str,
    title: str,
    subject: Model,
    total: int,
    by: Actor,
    now: datetime,
    place: Mapping[str, Any] | None = None,
) -> LongWork:
    """Promise the work and wake a worker; the same key again finds the first promise.

    :param title: what it is, as its page calls it.
    :param place: plain JSON values its slices need.
    :raises KeyError: settings.LONG_WORK names no such kind.
    """
    settings.LONG_WORK[kind]
    work, _created = LongWork.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "title": title,
            "subject_type": subject_type(subject),
            "subject_id": subject.pk,
            "total": total,
            "place": dict(place or {}),
            "started_at": now,
            "started_by": by.user,
        },
    )
    transaction.on_commit(partial(nudge, SLICE_TASK), robust=True)
    return work


def overtake(work: LongWork, *, now: datetime) -> None:
    """End what is unfinished of the same kind, because this work does it all."""
    others = LongWork.objects.unfinished().filter(kind=work.kind).exclude(pk=work.pk)
    others.update(finished_at=now, lease_until=None, last_error="")


def take_up(now: datetime) -> Hold | None:
    """Take the work that has waited longest with nobody at it."""
    idle = LongWork.objects.idle(now)
    for work_id in idle.order_by("started_at", "pk").values_list("pk", flat=True):
        lease_until = _lease_from(now)
        if idle.filter(pk=work_id).update(lease_until=lease_until):
            return Hold(work_id, lease_until)
    return None


def do_slice(
    hold: Hold, *, clock: Clock = timezone.now, length: timedelta = SLICE
) -> Hold | None:
    """Do one slice of held work and write down how far it is.

    :returns: the hold to go on with; None when the work is finished, rests, or was
        taken over by somebody else.
    """
    renewed = _renew(hold, clock())
    if renewed is None:
        return None
    work = LongWork.objects.get(pk=hold.work_id)
    do: Slice = import_string(settings.LONG_WORK[work.kind])
    try:
        reached = do(work, clock=clock, until=clock() + length)
    except Exception as error:
        logger.exception("slice of long work failed", extra={"work": work.key})
        _write(renewed, last_error=f"{type(error).__name__}: {error}")
        return None
    if reached.is_finished:
        end = {"lease_until": None, "finished_at": clock()}
    else:
        end = {}
    kept = _write(
        renewed,
        done=reached.done,
        total=reached.total,
        last_error=reached.waits_for,
        **end,
    )
    goes_on = kept and not reached.is_finished and not reached.waits_for
    return renewed if goes_on else None


def _renew(hold: Hold, now: datetime) -> Hold | None:
    renewed = Hold(hold.work_id, _lease_from(now))
    return renewed if _write(hold, lease_until=renewed.lease_until) else None


def _write(hold: Hold, **columns: Any) -> bool:
    """Change the row while the hold is good; a worker that lost it changes nothing."""
    held = LongWork.objects.unfinished().filter(
        pk=hold.work_id, lease_until=hold.lease_until
    )
    return bool(held.update(**columns))


def _lease_from(now: datetime) -> datetime:
    return now + timedelta(seconds=settings.LONG_WORK_LEASE_SECONDS)
