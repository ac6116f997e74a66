"""Tell triage that something scored has changed, without importing it."""

import logging
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.module_loading import import_string

from accounts.models import AuditEntry
from intake.models import ProjectRequest

logger = logging.getLogger(__name__)


def request_changed(
    project_request: ProjectRequest, *, cause: AuditEntry, now: datetime
) -> None:
    """Raise the answers' revision and have the request assessed afresh.

    Called last but for mail by every service that changed an answer, a date, money or a
    happening, in its transaction. If scoring raises, the change stands: the request is
    marked, a worker retries, and pages say the score is being recomputed.
    """
    rows = ProjectRequest.objects.filter(pk=project_request.pk)
    rows.update(answers_revision=F("answers_revision") + 1, updated_at=now)
    project_request.refresh_from_db()
    try:
        with transaction.atomic():
            import_string(settings.REQUEST_CHANGED)(
                project_request=project_request, cause=cause, now=now
            )
    except Exception:
        logger.exception("assessment failed", extra={"request": project_request.number})
        rows.update(assessment_due_at=now)
    project_request.refresh_from_db()
