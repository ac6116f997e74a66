"""Pages of what is told: the outbox, one's own mail, the digests."""

from notifications.views.digests import digest, digests
from notifications.views.outbox import message, outbox, release, replay
from notifications.views.own_mail import preferences, unsubscribe
from notifications.views.progress import progress

__all__ = [
    "digest",
    "digests",
    "message",
    "outbox",
    "preferences",
    "progress",
    "release",
    "replay",
    "unsubscribe",
]
