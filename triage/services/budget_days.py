"""Reminding of the days the budget office fixes, as long as papers are missing."""

import logging
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import audit, city
from accounts.actors import THE_CLOCK
from accounts.models import BudgetEvent, Contact, User
from accounts.roles import Permission, Role, permissions_of
from notifications import outbox
from triage.figures.ending import time_left
from triage.figures.numbers import money
from triage.models import BudgetReminder
from triage.scoring.budget.alarms import REMINDER_DAYS, reminder
from triage.selectors.unsigned import budget_year, count_unsigned, unsigned
from triage.services.daily import once_a_day

logger = logging.getLogger(__name__)

_DUE_DAYS = (BudgetEvent.Kind.DUE_TO_IT, BudgetEvent.Kind.DUE_TO_FINANCE)
MOST_NAMED = 10

audit.register({"triage.budget_day_told": _("%(by)s reminded %(told)s of %(subject)s")})


def send_budget_reminders(now: datetime) -> None:
    """Remind of each due day three weeks and one week before; looks once a day.

    What an outage swallowed is made up for until the day has passed.
    """
    once_a_day("budget_days", _look, now)


def may_still_see_budget_day(*, subject_id: int, contact: Contact) -> bool:
    """IT finance, and whoever may sign a budget request."""
    if contact.pk == city.current().it_finance_id:
        return True
    user = contact.user
    return user is not None and Permission.BUDGET_SIGN in user.permissions


def _look(now: datetime) -> None:
    today = city.day_of(now)
    latest = today + timedelta(days=max(REMINDER_DAYS))
    events = BudgetEvent.objects.filter(kind__in=_DUE_DAYS, on__range=(today, latest))
    for event in events.annotate(told_on=Max("reminders__due_on")).order_by("on", "pk"):
        due_on = reminder(event.on, told_on=event.told_on, today=today)
        if due_on is None:
            continue
        try:
            _send(event, due_on, now)
        except Exception:
            logger.exception("reminder not sent", extra={"budget_event": event.pk})


@transaction.atomic
def _send(event: BudgetEvent, due_on: date, now: datetime) -> None:
    year = budget_year(event)
    count, to = count_unsigned(year), _recipients()
    # Nothing to hand in, nothing to remind of; it is asked again tomorrow.
    if not count or not to:
        return
    _reminder, is_mine = BudgetReminder.objects.get_or_create(
        event=event, due_on=due_on, defaults={"sent_at": now}
    )
    if not is_mine:
        return
    cause = audit.record(
        "triage.budget_day_told",
        subject=event,
        by=THE_CLOCK,
        now=now,
        told=", ".join(contact.name for contact in to),
    )
    context = _letter(event, year, count, today=city.day_of(now))
    for contact in to:
        outbox.enqueue(
            "budget_day",
            to=contact,
            subject=event,
            context=context,
            cause=cause,
            now=now,
            expires_at=city.end_of(event.on),
        )


def _recipients() -> list[Contact]:
    """IT finance and the managers, each once."""
    roles = [role for role in Role if Permission.BUDGET_SIGN in permissions_of([role])]
    managers = User.objects.filter(role_grants__role__in=roles, is_active=True)
    named = [
        city.current().it_finance,
        *Contact.objects.filter(user__in=managers).order_by("pk"),
    ]
    return list(dict.fromkeys(c for c in named if c is not None and c.email))


def _letter(
    event: BudgetEvent, year: int, count: int, *, today: date
) -> dict[str, Any]:
    named = unsigned(year)[:MOST_NAMED]
    return {
        "number": f"FY{year}",
        "title": event.name,
        "path": reverse("triage:budget_calendar"),
        "on": event.on.isoformat(),
        "left": time_left(event.on, today),
        "count": count,
        "more": count - len(named),
        "requests": [
            {
                "number": item.number,
                "title": item.title,
                "department": item.department,
                "missing": money(item.missing_cents),
            }
            for item in named
        ],
    }
