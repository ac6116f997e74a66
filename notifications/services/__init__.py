"""What people and the delivery itself do to messages, preferences and switches."""

from notifications.services.preferences import set_preferences, unsubscribe
from notifications.services.replay import replay_message
from notifications.services.switches import hold_mail, release_mail, suppress_address

__all__ = [
    "hold_mail",
    "release_mail",
    "replay_message",
    "set_preferences",
    "suppress_address",
    "unsubscribe",
]
