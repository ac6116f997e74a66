"""One status for the requester and one for IT, computed from the stored facts."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.lifecycle import Outcome, Step
from intake.models import ProjectRequest
from triage.models.decision import OUTCOME_LABELS

Words = str | Promise

_FOR_REQUESTER: Mapping[Step, Words] = {
    Step.DRAFT: gettext_lazy("Draft, not sent yet"),
    Step.AWAITING_DEPARTMENT: gettext_lazy("Waiting for your department’s approval"),
    Step.SUBMITTED: gettext_lazy("Sent, waiting for a first answer"),
    Step.IN_TRIAGE: gettext_lazy("In triage"),
    Step.NEEDS_INFORMATION: gettext_lazy("Waiting for an answer"),
    Step.AWAITING_CONFIRMATION: gettext_lazy("Waiting for a leader’s confirmation"),
    Step.WITHDRAWN: gettext_lazy("Withdrawn"),
}

_FOR_IT: Mapping[Step, Words] = {
    Step.DRAFT: gettext_lazy("Draft"),
    Step.AWAITING_DEPARTMENT: gettext_lazy("With the department"),
    Step.SUBMITTED: gettext_lazy("New"),
    Step.IN_TRIAGE: gettext_lazy("In triage"),
    Step.NEEDS_INFORMATION: gettext_lazy("Waiting for an answer"),
    Step.AWAITING_CONFIRMATION: gettext_lazy("Waiting for confirmation"),
    Step.WITHDRAWN: gettext_lazy("Withdrawn"),
}


def requester_status(request: ProjectRequest) -> str:
    """Where it is, for its department: “In triage, with W. Sato”, “Accepted”.

    Reads `assignee`: fetch it with the request.
    """
    step = Step(request.step)
    if step is Step.DECIDED:
        return str(OUTCOME_LABELS[Outcome(request.outcome)])
    if step is Step.IN_TRIAGE and request.assignee is not None:
        return _("In triage, with %(person)s") % {"person": request.assignee.name}
    return str(_FOR_REQUESTER[step])


def it_status(request: ProjectRequest) -> str:
    """Where it is, for IT: “New”, “Waiting for an answer”, “Accepted”."""
    step = Step(request.step)
    if step is Step.DECIDED:
        return str(OUTCOME_LABELS[Outcome(request.outcome)])
    return str(_FOR_IT[step])
