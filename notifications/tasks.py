"""Work for the worker. Both tasks ask what is due, so running them twice does no harm."""

import logging

from celery import shared_task
from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from notifications.delivery import deliver_slice
from notifications.nudge import nudge

logger = logging.getLogger(__name__)


@shared_task(ignore_result=True)
def deliver_outbox() -> None:
    """Send for two seconds, then queue again behind whatever else waits."""
    if deliver_slice():
        nudge()


@shared_task(ignore_result=True)
def do_what_is_due() -> None:
    """Everybody's periodic work; one that fails does not stop the others."""
    now = timezone.now()
    for path in settings.PERIODIC_WORK:
        try:
            import_string(path)(now)
        except Exception:
            logger.exception("periodic work failed", extra={"work": path})
