"""Send what is due: claim, check again, render, send, record. Never a transaction open
while sending."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from random import random

from django.db.models import Q
from django.utils import timezone

from notifications import backoff, claims, emails, gate
from notifications.claims import Claim
from notifications.failures import Verdict, judge, refused_address
from notifications.mailer import Mailer
from notifications.models import DeliveryAttempt, MailSwitch, OutboxMessage
from notifications.models.outbox import State
from notifications.services.switches import hold_mail, suppress_address

logger = logging.getLogger(__name__)

Clock = Callable[[], datetime]
Outcome = DeliveryAttempt.Outcome

SLICE = timedelta(seconds=2)
_TRIES_AT_OUR_OWN_FAULTS = 3


def deliver_slice(*, clock: Clock = timezone.now, length: timedelta = SLICE) -> bool:
    """Work for about `length`, so that one small worker still serves everything else.

    :returns: whether more is due.
    """
    started = clock()
    claims.take_back_abandoned(started)
    resume_held(started)
    with Mailer() as mailer:
        while clock() - started < length:
            taken = claims.claim(clock())
            if taken is None:
                return False
            deliver(taken, mailer=mailer, clock=clock)
    return OutboxMessage.objects.due(clock()).exists()


def resume_held(now: datetime) -> int:
    """Return held messages whose switch has been released to the queue."""
    held = OutboxMessage.objects.filter(state=State.HELD)
    for switch in MailSwitch.objects.filter(released_at__isnull=True):
        held = held.exclude(
            Q(channel=switch.channel) & (Q(event=switch.event) if switch.event else Q())
        )
    return held.update(state=State.PENDING, not_before=now, last_error="")


def deliver(taken: Claim, *, mailer: Mailer, clock: Clock) -> None:
    """One try of a claimed message; whatever happens ends in a recorded state."""
    message = OutboxMessage.objects.select_related(
        "recipient__user", "digest_edition__run"
    ).get(pk=taken.message_id)
    try:
        stop = gate.why_not(message, now=taken.claimed_at)
        if stop is None:
            mailer.send(emails.compose(message, now=taken.claimed_at))
    except Exception as error:
        _failed(message, taken, error, now=clock())
        return
    now = clock()
    if stop is not None:
        kept = claims.finish(
            taken, stop.state, outcome=Outcome.NOT_SENT, now=now, detail=stop.reason
        )
    else:
        kept = claims.finish(
            taken, State.SENT, outcome=Outcome.SENT, now=now, sent_at=now
        )
    if not kept:
        _log(logging.WARNING, "finished after its lease was lost", message)


def _failed(
    message: OutboxMessage, taken: Claim, error: Exception, *, now: datetime
) -> None:
    detail = f"{type(error).__name__}: {error}"
    _log(logging.WARNING, "message not sent", message, error=error)
    match judge(error):
        case Verdict.HOLD_CHANNEL:
            hold_mail(channel=message.channel, reason=detail, now=now)
            claims.finish(
                taken, State.HELD, outcome=Outcome.RETRY, now=now, detail=detail
            )
        case Verdict.GIVE_UP:
            if refused_address(error):
                suppress_address(contact=message.recipient, now=now)
            _give_up(message, taken, detail, now)
        case Verdict.RETRY_TWICE if message.failures + 1 >= _TRIES_AT_OUR_OWN_FAULTS:
            _give_up(message, taken, detail, now)
        case _:
            _try_again(message, taken, detail, now)


def _try_again(
    message: OutboxMessage, taken: Claim, detail: str, now: datetime
) -> None:
    failures = message.failures + 1
    wait = backoff.delay(failures, luck=random())  # noqa: S311  # spreads load only
    if wait is None:
        _give_up(message, taken, detail, now)
        return
    claims.finish(
        taken,
        State.PENDING,
        outcome=Outcome.RETRY,
        now=now,
        detail=detail,
        not_before=now + wait,
        failures=failures,
    )


def _give_up(message: OutboxMessage, taken: Claim, detail: str, now: datetime) -> None:
    claims.finish(
        taken,
        State.DEAD,
        outcome=Outcome.REFUSED,
        now=now,
        detail=detail,
        failures=message.failures + 1,
    )
    _log(logging.ERROR, "message given up", message)


def _log(
    level: int, text: str, message: OutboxMessage, error: Exception | None = None
) -> None:
    logger.log(
        level,
        text,
        extra={"outbox_message": message.pk, "event": message.event},
        exc_info=error,
    )
