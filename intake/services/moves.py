"""Moving a request from step to step: the one place that does it."""

from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from accounts.errors import Conflict
from intake.lifecycle import Step, check_move
from intake.models import ProjectRequest, StepChange


class StaleRequest(Conflict):
    """Somebody else moved the request first."""

    def __init__(self, number: str) -> None:
        super().__init__(
            _("Somebody else changed %(number)s while you were at it.")
            % {"number": number}
        )


def move_request(
    project_request: ProjectRequest,
    target: Step,
    *,
    seen_version: int,
    now: datetime,
    **fields: Any,
) -> None:
    """Take one allowed step and set `fields` with it, inside the caller's transaction.

    Raises the version, so whoever saw the older one conflicts. `project_request` is
    refreshed.

    :raises MoveNotAllowed: the table of moves has no such step.
    :raises StaleRequest: the request is no longer at the version or step seen.
    """
    step = Step(project_request.step)
    check_move(step, target)
    # Step and version in WHERE make this safe on both databases; SQLite silently
    # ignores row locks.
    moved = ProjectRequest.objects.filter(
        pk=project_request.pk, step=step, version=seen_version
    ).update(step=target, version=F("version") + 1, updated_at=now, **fields)
    if not moved:
        raise StaleRequest(project_request.number)
    StepChange.objects.create(
        project_request=project_request, from_step=step, to_step=target, at=now
    )
    project_request.refresh_from_db()
