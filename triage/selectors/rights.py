"""What a reader may do on a workbench now, and why not where they would wonder."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import may
from accounts.roles import Permission
from intake.lifecycle import EDITABLE_STEPS, OPEN_STEPS, Step
from intake.models import ProjectRequest
from triage.models import Decision


@dataclass(frozen=True)
class Rights:
    """What the reader may do on this request now, and why not where they wonder.

    `why_not_decide` is a sentence for managers; empty for people who never decide.
    """

    can_assign: bool
    can_ask: bool
    can_answer: bool
    can_decide: bool
    why_not_decide: str
    can_set_tier: bool
    can_confirm: bool
    why_not_confirm: str


def rights_on(
    project_request: ProjectRequest,
    decision: Decision | None,
    reader: User,
    *,
    is_judged: bool,
) -> Rights:
    step = Step(project_request.step)
    is_open = step in OPEN_STEPS
    waits = step is Step.AWAITING_CONFIRMATION
    why_not_decide = _why_not_decide(project_request, reader, is_judged=is_judged)
    why_not_confirm = _why_not_confirm(project_request, decision, reader)
    return Rights(
        can_assign=is_open and may(reader, Permission.TRIAGE_ASSIGN),
        can_ask=is_open and not waits and may(reader, Permission.TRIAGE_ASK),
        can_answer=step in EDITABLE_STEPS
        and may(reader, Permission.REQUEST_ANSWER, project_request),
        can_decide=is_open
        and not waits
        and may(reader, Permission.TRIAGE_DECIDE)
        and not why_not_decide,
        why_not_decide=why_not_decide,
        can_set_tier=is_open
        and not waits
        and may(reader, Permission.TIER_SET)
        and not why_not_decide,
        can_confirm=waits
        and may(reader, Permission.TRIAGE_CONFIRM)
        and not why_not_confirm,
        why_not_confirm=why_not_confirm if waits else "",
    )


def _why_not_decide(
    project_request: ProjectRequest, reader: User, *, is_judged: bool
) -> str:
    if not may(reader, Permission.TRIAGE_DECIDE):
        return ""
    if _is_own(project_request, reader):
        return _("You asked for this yourself, so another manager decides it.")
    if not is_judged:
        return _("The score is being computed. It can be decided once it is there.")
    return ""


def _why_not_confirm(
    project_request: ProjectRequest, decision: Decision | None, reader: User
) -> str:
    if not may(reader, Permission.TRIAGE_CONFIRM):
        return _("A leader confirms it or sends it back.")
    if _is_own(project_request, reader):
        return _("You asked for this yourself, so another leader confirms it.")
    if decision is not None and decision.decided_by == reader:
        return _("You recommended this yourself, so another leader confirms it.")
    return ""


def _is_own(project_request: ProjectRequest, reader: User) -> bool:
    return reader.pk in (project_request.submitted_by_id, project_request.created_by_id)
