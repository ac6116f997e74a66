"""Moving a request from step to step: the one place that does it."""

from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from accounts.errors import Conflict
from intake.lifecycle import MoveNotAllowed, Step, check_move
from intake.models import ProjectRequest, StepChange


class StaleRequest(Conflict):
    """Somebody else moved the request first."""

    def __init__(self, number: str) -> None:
        super().__init__(
            _("Somebody else changed %(number)s while you were at it.")
            % {"number": number}
        )


class WrongStep(Conflict, MoveNotAllowed):
    """The request is not at a step that leads there, as told to a person."""

    def __init__(self, number: str, step: Step, target: Step) -> None:
        Conflict.__init__(
            self,
            _(
                "%(number)s is no longer where this can be done. See where it stands now."
            )
            % {"number": number},
        )
        self.step = step
        self.target = target


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

    :raises WrongStep: the table of moves has no such step.
    :raises StaleRequest: the request is no longer at the version or step seen.
    """
    step = Step(project_request.step)
    if seen_version != project_request.version:
        raise StaleRequest(project_request.number)
    try:
        check_move(step, target)
    except MoveNotAllowed as error:
        raise WrongStep(project_request.number, step, target) from error
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
