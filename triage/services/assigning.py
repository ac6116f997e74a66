"""Who in IT takes care of a request."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit
from accounts.actors import Actor
from accounts.errors import Refused
from accounts.models import User
from accounts.permissions import check_permission, may
from accounts.roles import Permission
from intake.lifecycle import OPEN_STEPS, Step
from intake.models import ProjectRequest
from intake.services import StaleRequest, WrongStep
from triage.services.steps import check_seen, take_step

audit.register(
    {
        "triage.request_assigned": gettext_lazy("%(by)s assigned it to %(to)s"),
        "triage.request_unassigned": gettext_lazy("%(by)s took it from %(before)s"),
    }
)


@transaction.atomic
def assign_request(
    *,
    project_request: ProjectRequest,
    assignee: User | None,
    seen_version: int,
    by: Actor,
    now: datetime,
) -> ProjectRequest:
    """Put somebody of IT in charge; None leaves it to nobody.

    A submitted request is taken into triage. An assignment within triage leaves the
    version alone, so that an open decision form stays good.

    :raises Refused: the assignee does no triage, or is in charge already.
    :raises WrongStep: the request is not with IT.
    :raises StaleRequest: somebody else moved or assigned it first.
    """
    check_permission(by, Permission.TRIAGE_ASSIGN)
    check_seen(project_request, seen_version)
    _check(project_request, assignee)
    before = project_request.assignee
    if assignee and project_request.step == Step.SUBMITTED:
        take_step(project_request, Step.IN_TRIAGE, now=now, assignee=assignee)
    else:
        _put_in_charge(project_request, assignee, now)
    audit.record(
        "triage.request_assigned" if assignee else "triage.request_unassigned",
        subject=project_request,
        by=by,
        now=now,
        to=assignee.name if assignee else "",
        before=before.name if before else "",
    )
    return project_request


def _check(project_request: ProjectRequest, assignee: User | None) -> None:
    if project_request.step not in OPEN_STEPS:
        raise WrongStep(
            project_request.number, Step(project_request.step), Step.IN_TRIAGE
        )
    if assignee == project_request.assignee:
        raise Refused({"assignee": _("That is who has it already.")})
    if assignee and not may(assignee, Permission.TRIAGE_ASSIGN):
        raise Refused(
            {
                "assignee": _("%(name)s does no triage. Choose somebody who does.")
                % {"name": assignee.name}
            }
        )


def _put_in_charge(
    project_request: ProjectRequest, assignee: User | None, now: datetime
) -> None:
    # The assignee in WHERE keeps two from assigning it to different people unseen.
    changed = ProjectRequest.objects.filter(
        pk=project_request.pk,
        version=project_request.version,
        assignee=project_request.assignee,
    ).update(assignee=assignee, updated_at=now)
    if not changed:
        raise StaleRequest(project_request.number)
    project_request.refresh_from_db()
