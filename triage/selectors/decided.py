"""A decision in the words of the page."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from intake.lifecycle import Outcome
from intake.models import ProjectRequest
from projects.models import Project
from triage.figures import TIER_NAMES, day
from triage.models import Decision


@dataclass(frozen=True)
class DecisionWords:
    """What was decided. `waits` while a leader has to confirm it."""

    outcome: str
    reason: str
    would_change: str
    until: str
    until_on: date | None
    merged_number: str
    merged_url: str
    decided_by: str
    decided_on: date
    confirmed_by: str
    tier_set: str
    tier_reason: str
    unknown_accepted: str
    waits: bool


def live_decision(project_request: ProjectRequest) -> Decision | None:
    """The decision that counts, with the people and the request it names (one query)."""
    return (
        Decision.objects.filter(project_request=project_request)
        .live()
        .select_related("decided_by", "confirmed_by", "merged_into")
        .first()
    )


def project_ref(project_request: ProjectRequest) -> str:
    """Of the project that accepting opened; empty without one (one query)."""
    project = Project.objects.filter(project_request=project_request).first()
    return project.ref if project else ""


def decision_words(decision: Decision) -> DecisionWords:
    merged, confirmed_by = decision.merged_into, decision.confirmed_by
    return DecisionWords(
        outcome=str(decision.get_outcome_display()),
        reason=decision.reason,
        would_change=decision.would_change,
        until=decision.defer_event,
        until_on=decision.defer_until_on,
        merged_number=merged.number if merged else "",
        merged_url=reverse("triage:request", args=[merged.number]) if merged else "",
        decided_by=decision.decided_by.name,
        decided_on=timezone.localdate(decision.decided_at),
        confirmed_by=confirmed_by.name if confirmed_by else "",
        tier_set=str(TIER_NAMES[decision.tier_set]) if decision.tier_set else "",
        tier_reason=decision.tier_reason,
        unknown_accepted=decision.unknown_accepted,
        waits=decision.in_effect_at is None,
    )


def outcome_sentence(decision: Decision, today: date) -> str:
    """The news in one sentence: “IT deferred this until 1 Mar 2027.”"""
    plain = {
        Outcome.ACCEPTED: _("IT accepted this. It goes on as a project."),
        Outcome.DECLINED: _("IT declined this. The reason is below."),
        Outcome.NOT_IT: _("This is not IT’s to decide. The reason is below."),
    }
    outcome = Outcome(decision.outcome)
    if outcome is Outcome.MERGED and decision.merged_into:
        return _("This goes on as part of %(number)s.") % {
            "number": decision.merged_into.number
        }
    if outcome is Outcome.DEFERRED:
        return _("IT deferred this until %(until)s.") % {
            "until": _until(decision, today)
        }
    return plain[outcome]


def _until(decision: Decision, today: date) -> str:
    if decision.defer_until_on is None:
        return decision.defer_event
    return day(decision.defer_until_on, today=today)
