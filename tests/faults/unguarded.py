"""The control: settings under which no claim guards anything.

If two workers then do nothing twice, the fault tests are blind.
"""

import time

from django.apps import AppConfig

from tests.faults.settings import *  # noqa: F403
from tests.faults.settings import INSTALLED_APPS


class Unguarded(AppConfig):
    name = "tests.faults"

    def ready(self) -> None:
        from notifications import claims, progress
        from triage.services import rescoring

        claims.claim = claim_without_guard
        progress.take_up = take_up_without_guard
        rescoring._take = take_without_guard


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


def take_up_without_guard(now):
    """Whatever is unfinished, whoever else is at it."""
    from notifications.models import LongWork
    from notifications.progress import Hold, _lease_from

    work = LongWork.objects.unfinished().first()
    if work is None:
        return None
    lease_until = _lease_from(now)
    LongWork.objects.filter(pk=work.pk).update(lease_until=lease_until)
    return Hold(work.pk, lease_until)


def take_without_guard(project_request, rubric):
    """Mark what was read as taken, however long ago that was."""
    time.sleep(0.02)
    type(project_request).objects.filter(pk=project_request.pk).update(
        rubric_version=rubric.version
    )
    return True
