"""The days of a question: a reminder before the last one, and its end after it."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, time

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy

from accounts import audit, city
from accounts.actors import THE_CLOCK
from accounts.calendar import is_business_day
from intake import questionnaire
from intake.models import Ask
from intake.past_questionnaires import texts_of
from intake.services.ask_mail import send_reminder, tell_of_no_answer
from intake.services.asks import end_asks, take_up_again
from intake.services.editing import hold_open

logger = logging.getLogger(__name__)

audit.register(
    {
        "intake.ask_reminded": gettext_lazy(
            "%(by)s reminded %(to)s of the question “%(text)s”"
        ),
        "intake.ask_dropped": gettext_lazy(
            "The question “%(text)s” to %(to)s was given up: it is no longer asked"
        ),
        "intake.ask_expired": gettext_lazy(
            "The day passed without an answer from %(to)s to “%(text)s”"
        ),
    }
)

# Nobody is written to at night, and an answer given after midnight still counts.
_MORNING = time(8)


def follow_up_asks(now: datetime) -> None:
    """Remind who has to answer by the next business day; end what nobody answered.

    A reminder leaves once, on a business day, never on the day of the question itself.
    A question that is no longer asked ends at once, and the request goes on without it.
    """
    _each(_no_longer_asked(), _drop, now)
    if timezone.localtime(now, city.zone()).time() < _MORNING:
        return
    _each(_expired(now), _expire, now)
    if is_business_day(city.day_of(now), city.holidays()):
        _each(_to_remind(now), _remind, now)


def _no_longer_asked() -> Iterable[Ask]:
    asks = list(_still_open())
    asked = questionnaire.live().by_id if asks else {}
    return [ask for ask in asks if ask.question not in asked]


def _expired(now: datetime) -> QuerySet[Ask]:
    return _still_open().filter(due_on__lt=city.day_of(now))


def _to_remind(now: datetime) -> Iterable[Ask]:
    today = city.day_of(now)
    soon = _still_open().filter(
        reminded_at__isnull=True,
        due_on__gte=today,
        due_on__lte=city.business_days_after(today, 1),
    )
    return [ask for ask in soon if city.day_of(ask.asked_at) < today]


def _still_open() -> QuerySet[Ask]:
    return (
        Ask.objects.open()
        .select_related(
            "project_request__assignee__contact", "asked_by__contact", "to__user"
        )
        .order_by("due_on", "pk")
    )


def _each(
    asks: Iterable[Ask], follow_up: Callable[[Ask, datetime], None], now: datetime
) -> None:
    for ask in asks:
        try:
            follow_up(ask, now)
        except Exception:
            # One that fails must not keep the others waiting; the next tick retries.
            logger.exception("question not followed up", extra={"ask": ask.pk})


@transaction.atomic
def _remind(ask: Ask, now: datetime) -> None:
    asked = questionnaire.live().find(ask.question)
    rows = Ask.objects.open().filter(pk=ask.pk, reminded_at__isnull=True)
    if asked is None or not rows.update(reminded_at=now):
        return
    cause = audit.record(
        "intake.ask_reminded",
        subject=ask.project_request,
        by=THE_CLOCK,
        now=now,
        question=ask.question,
        text=asked.text,
        to=ask.to.name,
    )
    send_reminder(ask, asked, cause=cause, now=now)


@transaction.atomic
def _drop(ask: Ask, now: datetime) -> None:
    hold_open(ask.project_request, now=now)
    if not end_asks([ask], now=now, withdrawn_at=now):
        return
    audit.record(
        "intake.ask_dropped",
        subject=ask.project_request,
        by=THE_CLOCK,
        now=now,
        question=ask.question,
        text=_text_of(ask),
        to=ask.to.name,
    )
    take_up_again(ask.project_request, now=now)


@transaction.atomic
def _expire(ask: Ask, now: datetime) -> None:
    hold_open(ask.project_request, now=now)
    if not end_asks([ask], now=now, expired_at=now):
        return
    text = _text_of(ask)
    cause = audit.record(
        "intake.ask_expired",
        subject=ask.project_request,
        by=THE_CLOCK,
        now=now,
        question=ask.question,
        text=text,
        to=ask.to.name,
        due_on=ask.due_on.isoformat(),
    )
    take_up_again(ask.project_request, now=now)
    tell_of_no_answer(
        ask,
        project_request=ask.project_request,
        text=text,
        note="",
        cause=cause,
        now=now,
    )


def _text_of(ask: Ask) -> str:
    return texts_of([ask.question], questionnaire.live().by_id)[ask.question]
