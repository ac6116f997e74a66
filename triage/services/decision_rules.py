"""What a decision must hold, each rule told by the field it is about."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accounts.actors import Actor, acting_user
from accounts.errors import Conflict, Refused
from accounts.models import User
from accounts.permissions import check_permission
from accounts.roles import Permission
from intake.lifecycle import OPEN_STEPS, Outcome, Step
from intake.models import ProjectRequest
from triage.models import Assessment
from triage.scoring.rules import Tier

Messages = dict[str, str]


class StaleAssessment(Conflict):
    """The request was judged afresh, or its answers changed, since the actor looked."""

    def __init__(self, number: str) -> None:
        super().__init__(
            _(
                "%(number)s was scored again since you opened it, because its answers or "
                "the rubric changed. Look at the new score before you decide."
            )
            % {"number": number}
        )


@dataclass(frozen=True)
class Terms:
    """What the decider said, named as `Decision` names it; empty is "nothing said"."""

    outcome: Outcome
    reason: str
    would_change: str
    defer_until_on: date | None
    defer_event: str
    merged_into: ProjectRequest | None
    tier_set: str
    tier_reason: str
    unknown_accepted: str


def permitted(
    by: Actor, permission: Permission, project_request: ProjectRequest
) -> User:
    """Who decides about the request.

    :raises PermissionDenied: no right to, or the actor asked for it.
    """
    check_permission(by, permission)
    if by.user in (project_request.submitted_by, project_request.created_by):
        raise PermissionDenied(_("Nobody decides a request they submitted."))
    return acting_user(by)


def check_current(assessment: Assessment, project_request: ProjectRequest) -> None:
    """:raises StaleAssessment: it is not the newest of the answers as they are now."""
    newest = (
        Assessment.objects.filter(project_request=project_request)
        .order_by("-pk")
        .values_list("pk", flat=True)
        .first()
    )
    if (
        assessment.pk != newest
        or assessment.answers_revision != project_request.answers_revision
    ):
        raise StaleAssessment(project_request.number)


def check_terms(
    terms: Terms,
    *,
    project_request: ProjectRequest,
    assessment: Assessment,
    decider: User,
    today: date,
) -> None:
    """:raises Refused: naming every field at fault, not only the first."""
    messages: Messages = {}
    if not terms.reason:
        messages["reason"] = _("Say why, in words the department can use.")
    messages |= _deferring(terms, today)
    messages |= _merging(terms, project_request, decider)
    messages |= _accepting_the_unknown(terms, assessment)
    if messages:
        raise Refused(messages)


def needs_confirmation(terms: Terms, assessment: Assessment) -> bool:
    return waits_for_leader(terms.outcome, assessment.held_tier, terms.tier_set)


def waits_for_leader(outcome: str, held_tier: str, tier_set: str) -> bool:
    """Accepting what is held, or was set, at Critical waits for a leader."""
    return outcome == Outcome.ACCEPTED and Tier.CRITICAL in (held_tier, tier_set)


def _deferring(terms: Terms, today: date) -> Messages:
    said = terms.defer_until_on or terms.defer_event
    if terms.outcome is not Outcome.DEFERRED:
        if said:
            field = "defer_until_on" if terms.defer_until_on else "defer_event"
            return {field: _("Only deferring has a date or an event. Clear it.")}
        return {}
    if not said:
        return {"defer_until_on": _("Say until which day, or until what happens.")}
    if terms.defer_until_on and terms.defer_until_on <= today:
        return {"defer_until_on": _("Choose a day after today.")}
    return {}


def _merging(terms: Terms, project_request: ProjectRequest, decider: User) -> Messages:
    target = terms.merged_into
    if terms.outcome is not Outcome.MERGED:
        if target:
            return {"merged_into": _("Only merging names another request. Clear it.")}
        return {}
    if target is None:
        return {"merged_into": _("Name the request it becomes part of.")}
    if problem := _merge_problem(target, project_request, decider):
        return {"merged_into": problem}
    return {}


def _merge_problem(
    target: ProjectRequest, project_request: ProjectRequest, decider: User
) -> str:
    if target.pk == project_request.pk:
        return _("A request cannot become part of itself.")
    if not ProjectRequest.objects.visible_to(decider).filter(pk=target.pk).exists():
        return _("There is no such request.")
    if target.step not in OPEN_STEPS | {Step.DECIDED}:
        return _("%(number)s is not with IT. Name one that is.") % {
            "number": target.number
        }
    # What was merged lives on elsewhere; allowing it could close a circle.
    if target.outcome == Outcome.MERGED:
        return _("%(number)s was itself merged. Name the one it became part of.") % {
            "number": target.number
        }
    return ""


def _accepting_the_unknown(terms: Terms, assessment: Assessment) -> Messages:
    """Silence does not pay: what is held above the tier is answered or accepted."""
    is_held = Tier(assessment.held_tier).rank > Tier(assessment.tier).rank
    if terms.outcome is Outcome.ACCEPTED and is_held and not terms.unknown_accepted:
        return {
            "unknown_accepted": _(
                "Unanswered questions could still raise the tier. Have them answered, "
                "or write why you accept not knowing."
            )
        }
    return {}
