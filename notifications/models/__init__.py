"""What is to be told, how each try went, what people do not want, and the digests."""

from notifications.models.digest import DigestEdition, DigestRun
from notifications.models.outbox import DeliveryAttempt, OutboxMessage
from notifications.models.preferences import MailSwitch, Preference
from notifications.models.work import LongWork

__all__ = [
    "DeliveryAttempt",
    "DigestEdition",
    "DigestRun",
    "LongWork",
    "MailSwitch",
    "OutboxMessage",
    "Preference",
]
