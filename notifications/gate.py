"""Asked just before sending: should this message still go out?

Between writing and sending a day may pass: people leave, unsubscribe, lose the right to
see a request; an administrator or a fault holds mail back.
"""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Q
from django.utils.module_loading import import_string

from notifications.kinds import EVENTS
from notifications.models import MailSwitch, OutboxMessage, Preference
from notifications.models.outbox import State


@dataclass(frozen=True)
class Stop:
    state: State
    reason: str


def why_not(message: OutboxMessage, *, now: datetime) -> Stop | None:
    """None when the message may be sent.

    :param message: with its recipient and their user.
    """
    if message.expires_at is not None and message.expires_at <= now:
        return Stop(State.EXPIRED, "It would have come too late.")
    if held := _held(message):
        return Stop(State.HELD, held)
    if reason := _unwanted(message) or _unseen(message) or _done(message):
        return Stop(State.SUPPRESSED, reason)
    return None


def _held(message: OutboxMessage) -> str:
    """Why the message is held back, or ""."""
    switch = MailSwitch.objects.filter(
        Q(event="") | Q(event=message.event),
        channel=message.channel,
        released_at__isnull=True,
    ).first()
    return switch.reason if switch else ""


def _unwanted(message: OutboxMessage) -> str:
    recipient = message.recipient
    if not recipient.email:
        return "The recipient has no e-mail address."
    if recipient.suppressed_at is not None:
        return "The address refused earlier mail."
    if recipient.user is not None and not recipient.user.is_active:
        return "The recipient's account is closed."
    switched_off = Preference.objects.filter(
        contact=recipient, kind=EVENTS[message.event].kind, is_off=True
    )
    if switched_off.exists():
        return "The recipient switched this kind of mail off."
    return ""


def _unseen(message: OutboxMessage) -> str:
    path = settings.MAY_STILL_SEE.get(message.subject_type)
    if path is None:
        return "Nobody says who may see this kind of thing."
    may_still_see = import_string(path)
    if may_still_see(subject_id=message.subject_id, contact=message.recipient):
        return ""
    return "The recipient may no longer see it."


def _done(message: OutboxMessage) -> str:
    """Why the link of the message would act on nothing any more, or ""."""
    link = message.context.get("link")
    if link is None:
        return ""
    path = settings.MAY_STILL_ACT.get(link["purpose"])
    if path is None:
        return "Nobody says how long this kind of link is wanted."
    may_still_act = import_string(path)
    if may_still_act(subject=link["subject"], contact=message.recipient):
        return ""
    return "What its link is for is done or over."
