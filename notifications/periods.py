"""Which digest is due, and over which stretch of time. Pure: no clock, no settings.

A weekly digest has one slot per ISO week, at a wall-clock time in the city. Slots are
computed from the week and only then made UTC, so the days the clocks change neither lose
nor double one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_ONE_WEEK = timedelta(days=7)
# The last whole second of a day: what happened on the day counts, and the moment still
# falls on it.
_END_OF_DAY = time(23, 59, 59)


@dataclass(frozen=True)
class Period:
    """A stretch of time told in one digest: from `start` until just before `end`.

    :param key: names the period; unique within a schedule.
    """

    key: str
    start: datetime
    end: datetime


@dataclass(frozen=True)
class WeeklySchedule:
    """:param weekday: ISO day of the week, 1 is Monday.
    :param at: wall-clock time in the city.
    """

    name: str
    weekday: int
    at: time


def slot(schedule: WeeklySchedule, monday: date, zone: ZoneInfo) -> datetime:
    """The moment (UTC) the schedule is due in the ISO week that starts on `monday`.

    A wall-clock time the clocks skip is taken as if they had not changed yet; one they
    repeat is the first of the two.
    """
    day = monday + timedelta(days=schedule.weekday - 1)
    return datetime.combine(day, schedule.at, tzinfo=zone).astimezone(UTC)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.isoweekday() - 1)


def week_key(day: date) -> str:
    """The ISO week of a day, such as "2026-W48"."""
    year, week, _weekday = day.isocalendar()
    return f"{year}-W{week:02}"


def latest_slot(
    schedule: WeeklySchedule, now: datetime, zone: ZoneInfo
) -> tuple[str, datetime]:
    """Week key and moment of the newest slot that is not in the future."""
    monday = monday_of(now.astimezone(zone).date())
    moment = slot(schedule, monday, zone)
    if moment > now:
        monday -= _ONE_WEEK
        moment = slot(schedule, monday, zone)
    return week_key(monday), moment


def due_period(
    schedule: WeeklySchedule,
    *,
    now: datetime,
    last_end: datetime | None,
    zone: ZoneInfo,
    latest: timedelta = timedelta(days=3),
) -> Period | None:
    """The period to tell now, if any.

    It starts where the last *sent* digest ended, so a digest that was skipped because
    nobody ran for longer than `latest` after its slot appears in the next.

    :param last_end: end of the last sent period, if there was one.
    """
    key, moment = latest_slot(schedule, now, zone)
    if now - moment > latest:
        return None
    if last_end is None:
        monday_before = monday_of(moment.astimezone(zone).date()) - _ONE_WEEK
        return Period(key, slot(schedule, monday_before, zone), moment)
    return Period(key, last_end, moment) if last_end < moment else None


def week_up_to(day: date, zone: ZoneInfo) -> Period:
    """The seven days that end with `day`, keyed by the day: a digest asked for by hand."""
    first, last = (
        datetime.combine(end, _END_OF_DAY, tzinfo=zone).astimezone(UTC)
        for end in _ends(day)
    )
    return Period(day.isoformat(), first, last)


def _ends(day: date) -> Iterator[date]:
    yield day - _ONE_WEEK
    yield day
