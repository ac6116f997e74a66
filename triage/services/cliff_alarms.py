"""Telling those concerned that money which pays recurring cost ends."""

import logging
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from accounts import audit, city
from accounts.actors import THE_CLOCK
from accounts.models import BudgetEvent
from triage.models import CliffAlarm, EndingMoney
from triage.scoring.budget.alarms import (
    ALARM_MONTHS,
    NEAR,
    REPEATED_MONTHS_AFTER,
    Alarm,
    Call,
    calls_until,
    months_later,
    overdue,
)
from triage.services.cliff_mail import letter, recipients, tell
from triage.services.daily import once_a_day

logger = logging.getLogger(__name__)

audit.register(
    {"triage.money_end_told": _("%(by)s told %(told)s that “%(money)s” ends on %(on)s")}
)


def send_cliff_alarms(now: datetime) -> None:
    """Send each alarm that is due and was not sent; looks once a day.

    What an outage or a late entry left behind is made up for by the newest of them.
    """
    once_a_day("cliff_alarms", _look, now)


def budget_calls(until: date) -> tuple[Call, ...]:
    """The calls of the budget calendar, and those expected until a day (one query)."""
    calls = BudgetEvent.objects.filter(kind=BudgetEvent.Kind.CALL)
    return calls_until(list(calls.values_list("on", flat=True)), until)


def _look(now: datetime) -> None:
    today = city.day_of(now)
    for pk, alarm in list(_due(today)):
        try:
            _send(pk, alarm, now)
        except Exception:
            # One broken line must not silence all others; it is due again tomorrow.
            logger.exception("alarm not sent", extra={"ending_money": pk})


def _due(today: date) -> Iterator[tuple[int, Alarm]]:
    latest = months_later(today, max(ALARM_MONTHS)) + NEAR + timedelta(days=1)
    calls = budget_calls(latest)
    for pk, ends_on, told_on in _awaited(today, latest):
        alarm = overdue(ends_on, calls, told_on=told_on, today=today)
        if alarm is not None:
            yield pk, alarm


def _awaited(today: date, latest: date) -> Iterable[tuple[int, date, date | None]]:
    """What may be due, by its end, with the day its newest alarm was due (one query)."""
    earliest = months_later(today, -REPEATED_MONTHS_AFTER) - NEAR
    found = EndingMoney.objects.alive().unanswered()
    return (
        found.filter(ends_on__range=(earliest, latest))
        .annotate(told_on=Max("funding_line__cliff_alarms__due_on"))
        .in_order()
        .values_list("pk", "ends_on", "told_on")
    )


@transaction.atomic
def _send(pk: int, alarm: Alarm, now: datetime) -> None:
    # Read again: it may have been answered, moved or removed since the look began.
    found = EndingMoney.objects.alive().unanswered().filter(pk=pk)
    ending = found.select_related("funding_line__project_request").first()
    if ending is None:
        return
    line, project_request = ending.funding_line, ending.funding_line.project_request
    to = recipients(project_request)
    if not to:
        return
    # Another beat may be at the same alarm: the constraint lets one of them tell.
    _alarm, is_mine = CliffAlarm.objects.get_or_create(
        funding_line=line,
        due_on=alarm.on,
        defaults={"months_before": alarm.months_before, "sent_at": now},
    )
    if not is_mine:
        return
    cause = audit.record(
        "triage.money_end_told",
        subject=project_request,
        by=THE_CLOCK,
        now=now,
        money=line.source,
        on=ending.ends_on.isoformat(),
        told=", ".join(contact.name for contact in to),
    )
    tell(to, letter(ending, today=city.day_of(now)), line=line, cause=cause, now=now)
