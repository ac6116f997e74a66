"""Be the worker that does long work."""

from datetime import datetime, timedelta

from django.utils import timezone

from notifications import progress
from notifications.progress import SLICE, Hold


def taken(now: datetime) -> Hold:
    """The hold of a worker that finds something to do."""
    hold = progress.take_up(now)
    assert hold is not None
    return hold


def work_off(*, length: timedelta = SLICE, now: datetime | None = None) -> int:
    """Do slices until nobody is needed any more; how many it took."""
    slices = 0
    hold = progress.take_up(now or timezone.now())
    while hold:
        clock = (lambda: now) if now else timezone.now
        hold, slices = progress.do_slice(hold, clock=clock, length=length), slices + 1
    return slices
