"""The control: settings under which a claim guards nothing.

If two workers then send no message twice, the fault tests are blind.
"""

import time

from django.apps import AppConfig

from tests.faults.settings import *  # noqa: F403
from tests.faults.settings import INSTALLED_APPS


class Unguarded(AppConfig):
    name = "tests.faults"

    def ready(self) -> None:
        from notifications import claims

        claims.claim = claim_without_guard


INSTALLED_APPS = [*INSTALLED_APPS, "tests.faults.unguarded.Unguarded"]


def claim_without_guard(now):
    """Read first, write later, and never look whether somebody else was quicker."""
    from django.db.models import F

    from notifications.claims import Claim
    from notifications.models import OutboxMessage

    due = OutboxMessage.objects.due(now).order_by("pk").first()
    if due is None:
        return None
    time.sleep(0.02)
    OutboxMessage.objects.filter(pk=due.pk).update(
        state="sending", attempts=F("attempts") + 1, lease_until=now
    )
    due.refresh_from_db()
    return Claim(due.pk, due.attempts, now)
