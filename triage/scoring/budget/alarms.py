"""When people are told that money which pays recurring cost ends. Pure, no clock.

Three alarms, 18, 12 and 6 months before, each moved to the city's budget call where one
is near: that is when something can be done about it. Then one on the day itself. Each is
repeated every four weeks until somebody answers, for half a year after the end at most:
by then whoever pays is found out by the bills, and mail nobody acts on teaches people to
throw mail away.
"""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

ALARM_MONTHS = (18, 12, 6)
REPEATED_MONTHS_AFTER = 6
# Six months are 181 days or more, so no call is near two alarms.
NEAR = timedelta(days=90)
REPEAT = timedelta(days=28)
# A day of the budget calendar is told of three weeks and one week before.
REMINDER_DAYS = (21, 7)
# Repetitions this close before the next alarm are left to it.
APART = timedelta(days=14)


@dataclass(frozen=True)
class Call:
    """A day the city calls for budget requests; expected where no calendar says it yet."""

    on: date
    is_expected: bool = False


@dataclass(frozen=True)
class Alarm:
    """A day people are told. `months_before` is None for a repetition and the end itself.

    `call` is the budget call it was moved to.
    """

    on: date
    months_before: int | None = None
    call: Call | None = None


def months_later(day: date, months: int) -> date:
    """The same day so many months on, or back; the month's last day where it has none."""
    number = day.year * 12 + day.month - 1 + months
    year, month = number // 12, number % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def calls_until(known: Sequence[date], last: date) -> tuple[Call, ...]:
    """The calls of the calendar, then one a year on the last known month and day."""
    if not known:
        return ()
    newest = max(known)
    expected = (
        Call(months_later(newest, 12 * years), is_expected=True)
        for years in range(1, last.year - newest.year + 1)
    )
    return (*(Call(on) for on in sorted(known)), *expected)


def alarms(ends_on: date, calls: Sequence[Call]) -> tuple[Alarm, ...]:
    """All days to tell of money that ends, as long as nobody answers, in order.

    They lie at least `APART` from each other, the last within half a year of the end.
    """
    first = [_moved(ends_on, months, calls) for months in ALARM_MONTHS]
    first.append(Alarm(ends_on))
    over = months_later(ends_on, REPEATED_MONTHS_AFTER)
    stops = [*(alarm.on - APART for alarm in first[1:]), over]
    return tuple(
        due
        for alarm, stop in zip(first, stops, strict=True)
        for due in (alarm, *_repeated(alarm.on, stop))
    )


def overdue(
    ends_on: date, calls: Sequence[Call], *, told_on: date | None, today: date
) -> Alarm | None:
    """The alarm to send now, None when the last one due was sent.

    Only the newest: those missed before it, by an outage or because the money was
    entered late, are said with it. Days shift when the calendar or the end does, so
    what was told within `APART` before counts for this one too.

    :param told_on: the day the newest sent alarm was due.
    """
    due = [alarm for alarm in alarms(ends_on, calls) if alarm.on <= today]
    if not due or (told_on is not None and told_on > due[-1].on - APART):
        return None
    return due[-1]


def next_alarm(ends_on: date, calls: Sequence[Call], *, today: date) -> Alarm | None:
    """The first one after today."""
    return next((a for a in alarms(ends_on, calls) if a.on > today), None)


def reminder(on: date, *, told_on: date | None, today: date) -> date | None:
    """The day a reminder of a budget day was due that is to be sent now.

    None when it was sent, too early, or the day has passed. Of two that were missed
    only the later; one told shortly before counts when the day itself has moved.

    :param told_on: the day the newest sent reminder was due.
    """
    due = [on - timedelta(days=days) for days in REMINDER_DAYS]
    reached = max((day for day in due if day <= today <= on), default=None)
    closest = timedelta(days=min(REMINDER_DAYS))
    if reached is None or (told_on is not None and told_on > reached - closest):
        return None
    return reached


def _moved(ends_on: date, months: int, calls: Sequence[Call]) -> Alarm:
    nominal = months_later(ends_on, -months)
    near = [call for call in calls if abs(call.on - nominal) <= NEAR]
    if not near:
        return Alarm(nominal, months)
    call = min(near, key=lambda call: (abs(call.on - nominal), call.on))
    return Alarm(call.on, months, call)


def _repeated(begin: date, stop: date) -> Iterator[Alarm]:
    day = begin + REPEAT
    while day <= stop:
        yield Alarm(day)
        day += REPEAT
