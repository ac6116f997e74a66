"""The promise of a first answer: due, nearly due, over, or kept."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.calendar import business_days_between
from triage.figures.numbers import day

SOON_DAYS = 2


@dataclass(frozen=True)
class PromiseFigure:
    """What ``promise.html`` prints; ``kind`` is none, open, soon, over, paused, kept or missed."""

    kind: str
    lead: str
    sub: str
    due_on: date | None


def promise_figure(
    answer_by: date | None,
    today: date,
    answered_on: date | None = None,
    *,
    paused: bool = False,
    holidays: Collection[date] = (),
) -> PromiseFigure:
    """Present the answer-by date. Durations are business days.

    :param paused: the clock stands while IT waits for information.
    :param holidays: days off besides Saturdays and Sundays.
    """
    if answer_by is None:
        return PromiseFigure(
            "none", _("No date yet"), _("set when the request is sent"), None
        )
    if answered_on is not None:
        return _answered(answer_by, answered_on, today, holidays)
    if paused:
        return PromiseFigure(
            "paused", _("Paused"), _("waiting for information"), answer_by
        )
    due = _("due %(day)s") % {"day": day(answer_by, today=today)}
    if answer_by < today:
        late = _days_late(business_days_between(answer_by, today, holidays))
        return PromiseFigure("over", late, due, answer_by)
    left = business_days_between(today, answer_by, holidays)
    kind = "soon" if left <= SOON_DAYS else "open"
    return PromiseFigure(kind, due, _days_left(left), answer_by)


def _answered(
    answer_by: date, answered_on: date, today: date, holidays: Collection[date]
) -> PromiseFigure:
    if answered_on <= answer_by:
        kept = _("kept, %(day)s") % {"day": day(answered_on, today=today)}
        return PromiseFigure("kept", _("Answered"), kept, answer_by)
    late = _days_late(business_days_between(answer_by, answered_on, holidays))
    return PromiseFigure("missed", _("Answered"), late, answer_by)


def _days_late(days: int) -> str:
    if days == 0:
        # Past the date, but no working day has gone by yet.
        return _("late")
    return ngettext("%(days)d day late", "%(days)d days late", days) % {"days": days}


def _days_left(days: int) -> str:
    if days == 0:
        return _("today")
    return ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}
