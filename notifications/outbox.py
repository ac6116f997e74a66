"""Promise a message, in the transaction of what caused it.

The row is the promise; the nudge to the broker after commit only makes it quicker, and a
beat each minute makes it certain (messages.md §3).
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from email.utils import parseaddr
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import Model

from accounts.audit import subject_type
from accounts.links import ActingLink
from accounts.models import AuditEntry, Contact
from notifications.kinds import EVENTS
from notifications.models import OutboxMessage
from notifications.models.outbox import Channel, State
from notifications.nudge import nudge

_held_back: ContextVar[str] = ContextVar("held_back", default="")


@contextmanager
def holding_back(reason: str) -> Iterator[None]:
    """Store the messages enqueued inside as suppressed, with this reason (seeding)."""
    token = _held_back.set(reason)
    try:
        yield
    finally:
        _held_back.reset(token)


def enqueue(
    event: str,
    *,
    to: Contact,
    subject: Model,
    context: Mapping[str, object],
    cause: AuditEntry,
    now: datetime,
    not_before: datetime | None = None,
    expires_at: datetime | None = None,
    priority: int | None = None,
    link: ActingLink | None = None,
) -> OutboxMessage | None:
    """Tell `to` of an event, at least once, whatever happens to broker or worker.

    Told twice of the same cause, a person gets one message. Nobody is told of their own
    act, but for the receipt of a submission.

    :param subject: what the recipient must still be allowed to see when it is sent.
    :param context: plain JSON values, `number`, `title` and `path` (a site path) among
        them.
    :param link: the main link acts without signing in. Only what to mint is stored; the
        mail is of no use once the link has expired.
    :returns: None when `to` is who did it.
    :raises KeyError: no such event.
    :raises TypeError: the context holds more than plain values.
    """
    told = EVENTS[event]
    if cause.by_contact_id == to.pk and not told.is_receipt:
        return None
    message = new_message(
        event,
        to=to,
        subject=subject,
        context={**context, "link": link.as_plain()} if link else context,
        cause=cause,
        now=now,
        dedupe_key=f"{cause.pk}:{event}:{to.pk}:{Channel.MAIL}",
    )
    message.not_before = not_before or now
    message.expires_at = expires_at or (link.expires_at if link else None)
    message.priority = told.priority if priority is None else priority
    kept, created = OutboxMessage.objects.get_or_create(
        dedupe_key=message.dedupe_key, defaults=_columns(message)
    )
    if created and kept.state == State.PENDING:
        deliver_after_commit()
    return kept


def new_message(
    event: str,
    *,
    to: Contact,
    subject: Model,
    context: Mapping[str, object],
    cause: AuditEntry,
    now: datetime,
    dedupe_key: str,
) -> OutboxMessage:
    """An unsaved row, held back when `holding_back` says so."""
    reason = _held_back.get()
    return OutboxMessage(
        event=event,
        recipient=to,
        subject_type=subject_type(subject),
        subject_id=subject.pk,
        cause=cause,
        context=json.loads(json.dumps(dict(context))),
        dedupe_key=dedupe_key,
        message_id=f"<{uuid4().hex}@{mail_domain()}>",
        state=State.SUPPRESSED if reason else State.PENDING,
        last_error=reason,
        priority=EVENTS[event].priority,
        not_before=now,
        created_at=now,
    )


def deliver_after_commit() -> None:
    transaction.on_commit(nudge, robust=True)


def mail_domain() -> str:
    """Domain of the sender, for Message-ID, References and List-Id."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"


def _columns(message: OutboxMessage) -> dict[str, object]:
    return {
        field.attname: getattr(message, field.attname)
        for field in OutboxMessage._meta.concrete_fields
        if not field.primary_key and field.attname != "dedupe_key"
    }
