"""Take a message for sending, give it back, and close it: the only writes of a state.

A claim is one statement, so two workers never hold the same message: PostgreSQL skips
rows somebody else is claiming, SQLite lets one writer in at a time. The attempt number
is the fence: a worker that was given up for dead and comes back finishes nothing.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F

from notifications.models import DeliveryAttempt, OutboxMessage
from notifications.models.outbox import State

_CLAIM = """
UPDATE notifications_outboxmessage
   SET state = 'sending', attempts = attempts + 1, lease_until = %s
 WHERE state = 'pending' AND id = (
       SELECT id FROM notifications_outboxmessage
        WHERE state = 'pending' AND not_before <= %s
        ORDER BY priority, not_before, id LIMIT 1 {lock})
RETURNING id, attempts
"""
# Not user input: one text per vendor.
_CLAIM_BY_VENDOR = {
    "postgresql": _CLAIM.format(lock="FOR UPDATE SKIP LOCKED"),
    "sqlite": _CLAIM.format(lock=""),
}
_CRASHES_ALLOWED = 2
_OUTCOME_LENGTH = 500


@dataclass(frozen=True)
class Claim:
    """The right to send one message, until the lease ends."""

    message_id: int
    attempt: int
    claimed_at: datetime


def claim(now: datetime) -> Claim | None:
    """Take the most urgent due message, or None when nothing is due."""
    adapt = connection.ops.adapt_datetimefield_value
    lease_until = now + timedelta(seconds=settings.OUTBOX_LEASE_SECONDS)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            _CLAIM_BY_VENDOR[connection.vendor], [adapt(lease_until), adapt(now)]
        )
        row = cursor.fetchone()
    return Claim(row[0], row[1], now) if row else None


def finish(
    taken: Claim,
    state: State,
    *,
    outcome: DeliveryAttempt.Outcome,
    now: datetime,
    detail: str = "",
    **columns: Any,
) -> bool:
    """Close a try and its message, unless the lease was lost meanwhile (False)."""
    detail = detail[:_OUTCOME_LENGTH]
    with transaction.atomic():
        kept = OutboxMessage.objects.filter(
            pk=taken.message_id, state=State.SENDING, attempts=taken.attempt
        ).update(state=state, lease_until=None, last_error=detail, **columns)
        if kept:
            DeliveryAttempt.objects.create(
                message_id=taken.message_id,
                number=taken.attempt,
                started_at=taken.claimed_at,
                ended_at=now,
                outcome=outcome,
                detail=detail,
            )
    return bool(kept)


def take_back_abandoned(now: datetime) -> int:
    """Return messages whose sender died to the queue; give up on the third death."""
    abandoned = list(OutboxMessage.objects.abandoned(now))
    return sum(_take_back(message, now=now) for message in abandoned)


def _take_back(message: OutboxMessage, *, now: datetime) -> bool:
    lease = timedelta(seconds=settings.OUTBOX_LEASE_SECONDS)
    claimed_at = (message.lease_until or now) - lease
    dead = message.crashes >= _CRASHES_ALLOWED
    return finish(
        Claim(message.pk, message.attempts, claimed_at),
        State.DEAD if dead else State.PENDING,
        outcome=DeliveryAttempt.Outcome.LOST,
        now=now,
        detail="The process sending it died.",
        crashes=F("crashes") + 1,
    )
