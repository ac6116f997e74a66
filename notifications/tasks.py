"""Work for the worker. Each task asks what is due, so running it twice does no harm."""

import logging
from datetime import datetime

from celery import shared_task
from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from notifications import progress
from notifications.delivery import deliver_slice
from notifications.nudge import nudge

logger = logging.getLogger(__name__)


@shared_task(ignore_result=True)
def deliver_outbox() -> None:
    """Send for two seconds, then queue again behind whatever else waits."""
    if deliver_slice():
        nudge()


@shared_task(ignore_result=True)
def take_slice(*, work_id: int = 0, lease: str = "") -> None:
    """Two seconds of long work, then queue again behind whatever else waits.

    Without arguments it takes up work nobody is at: the beat's way.
    """
    given = progress.Hold(work_id, datetime.fromisoformat(lease)) if work_id else None
    hold = given or progress.take_up(timezone.now())
    if hold and (going_on := progress.do_slice(hold)):
        nudge(
            progress.SLICE_TASK,
            work_id=going_on.work_id,
            lease=going_on.lease_until.isoformat(),
        )


@shared_task(ignore_result=True)
def do_what_is_due() -> None:
    """Everybody's periodic work; one that fails does not stop the others."""
    now = timezone.now()
    for path in settings.PERIODIC_WORK:
        try:
            import_string(path)(now)
        except Exception:
            logger.exception("periodic work failed", extra={"work": path})
