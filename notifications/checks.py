"""Refuse to start where a message could be taken back while it is still being sent."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

_MARGIN = 1.5


@register()
def lease_outlasts_deadline(**kwargs: Any) -> list[CheckMessage]:
    lease = settings.OUTBOX_LEASE_SECONDS
    deadline = settings.OUTBOX_DEADLINE_SECONDS
    if lease >= deadline * _MARGIN:
        return []
    return [
        Error(
            f"OUTBOX_LEASE_SECONDS ({lease}) must be at least {_MARGIN} times "
            f"OUTBOX_DEADLINE_SECONDS ({deadline}).",
            hint="Otherwise a slow mail would be sent a second time.",
            id="notifications.E001",
        )
    ]
