"""Handing a draft to IT, IT taking it, and giving it up."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit, city
from accounts.actors import Actor, acting_user
from accounts.errors import Refused
from accounts.models import Department
from accounts.permissions import check_permission
from accounts.roles import Permission
from intake.ideas import Idea
from intake.lifecycle import Step
from intake.models import ProjectRequest
from intake.services.asks import withdraw_open_asks
from intake.services.changes import request_changed
from intake.services.first_contact import write_down_first_contact
from intake.services.ideas import create_request, save_idea
from intake.services.letters import about, range_in_words
from intake.services.moves import WrongStep, move_request
from intake.services.promise import promised_on
from notifications import outbox

audit.register(
    {
        "intake.request_submitted": gettext_lazy("%(by)s sent it to IT"),
        "intake.request_taken": gettext_lazy("%(by)s took it into triage"),
        "intake.request_withdrawn": gettext_lazy("%(by)s withdrew it: “%(reason)s”"),
    }
)


@transaction.atomic
def submit_request(
    *, project_request: ProjectRequest, seen_version: int, by: Actor, now: datetime
) -> ProjectRequest:
    """Hand a draft to triage, which promises an answer by a day.

    :raises WrongStep: the request is not a draft.
    :raises StaleRequest: somebody else moved it first.
    """
    check_permission(by, Permission.REQUEST_SUBMIT, project_request)
    answer_by_on = promised_on(city.day_of(now))
    move_request(
        project_request,
        Step.SUBMITTED,
        seen_version=seen_version,
        now=now,
        submitted_at=now,
        submitted_by=by.user,
        answer_by_on=answer_by_on,
    )
    write_down_first_contact(project_request, by=by, now=now)
    cause = audit.record(
        "intake.request_submitted", subject=project_request, by=by, now=now
    )
    request_changed(project_request, cause=cause, now=now)
    outbox.enqueue(
        "request_submitted",
        to=acting_user(by).contact,
        subject=project_request,
        context={
            **about(project_request),
            "answer_by": answer_by_on.isoformat(),
            "says": range_in_words(project_request),
        },
        cause=cause,
        now=now,
    )
    return project_request


@transaction.atomic
def send_new_idea(
    *, department: Department, idea: Idea, by: Actor, now: datetime
) -> ProjectRequest:
    """Write an idea down and hand it to IT in one go, or do neither."""
    created = create_request(department=department, idea=idea, by=by, now=now)
    return submit_request(
        project_request=created, seen_version=created.version, by=by, now=now
    )


@transaction.atomic
def send_idea(
    *,
    project_request: ProjectRequest,
    idea: Idea,
    seen_idea_version: int,
    seen_version: int,
    by: Actor,
    now: datetime,
) -> ProjectRequest:
    """Save what changed in a draft and hand it to IT, or do neither."""
    save_idea(
        project_request=project_request,
        idea=idea,
        seen_idea_version=seen_idea_version,
        by=by,
        now=now,
    )
    return submit_request(
        project_request=project_request, seen_version=seen_version, by=by, now=now
    )


@transaction.atomic
def take_into_triage(
    *, project_request: ProjectRequest, seen_version: int, by: Actor, now: datetime
) -> ProjectRequest:
    """Start triage of a request nobody has taken yet.

    :raises WrongStep: it is in triage already, or not with IT.
    :raises StaleRequest: somebody else moved it first.
    """
    check_permission(by, Permission.TRIAGE_ASSIGN)
    step = Step(project_request.step)
    if step != Step.SUBMITTED:
        # The table leads back to triage from later steps too, by other acts.
        raise WrongStep(project_request.number, step, Step.IN_TRIAGE)
    move_request(project_request, Step.IN_TRIAGE, seen_version=seen_version, now=now)
    audit.record("intake.request_taken", subject=project_request, by=by, now=now)
    return project_request


@transaction.atomic
def withdraw_request(
    *,
    project_request: ProjectRequest,
    reason: str,
    seen_version: int,
    by: Actor,
    now: datetime,
) -> ProjectRequest:
    """Give a request up before it is decided; what was written stays on record.

    :raises Refused: no reason.
    :raises WrongStep: it is decided or withdrawn already.
    :raises StaleRequest: somebody else moved it first.
    """
    check_permission(by, Permission.REQUEST_WITHDRAW, project_request)
    if not reason.strip():
        raise Refused({"reason": _("Say in a few words why it is withdrawn.")})
    move_request(
        project_request,
        Step.WITHDRAWN,
        seen_version=seen_version,
        now=now,
        paused_on=None,
    )
    withdraw_open_asks(project_request, now=now)
    audit.record(
        "intake.request_withdrawn",
        subject=project_request,
        by=by,
        now=now,
        reason=reason.strip(),
    )
    return project_request
