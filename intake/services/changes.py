"""Tell triage that something scored has changed, without importing it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.module_loading import import_string

from accounts.models import AuditEntry
from intake.models import ProjectRequest

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Change:
    project_request: ProjectRequest
    cause: AuditEntry
    now: datetime


_put_off: ContextVar[dict[int, _Change] | None] = ContextVar("put_off", default=None)


@contextmanager
def assessed_together() -> Iterator[None]:
    """Have each request assessed once, by the last change made to it inside.

    For building requests in many steps (seeding, import). An error inside leaves
    nothing assessed; whoever catches it undoes the changes too.
    """
    changes: dict[int, _Change] = {}
    token = _put_off.set(changes)
    try:
        yield
    finally:
        _put_off.reset(token)
    for change in changes.values():
        _assess(change)


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
    change = _Change(project_request, cause, now)
    changes = _put_off.get()
    if changes is None:
        _assess(change)
    else:
        changes[project_request.pk] = change


def assess_again(
    project_request: ProjectRequest, *, cause: AuditEntry, now: datetime
) -> None:
    """Have a request assessed whose revision was raised before, with many others.

    As above: if scoring raises, the request is marked and a worker retries.
    """
    _assess(_Change(project_request, cause, now))


def _assess(change: _Change) -> None:
    project_request = change.project_request
    try:
        with transaction.atomic():
            import_string(settings.REQUEST_CHANGED)(
                project_request=project_request, cause=change.cause, now=change.now
            )
    except Exception:
        logger.exception("assessment failed", extra={"request": project_request.number})
        rows = ProjectRequest.objects.filter(pk=project_request.pk)
        rows.update(assessment_due_at=change.now)
    project_request.refresh_from_db()
