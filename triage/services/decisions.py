"""Deciding, confirming, sending back: where a request ends or a project begins."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit, city
from accounts.actors import Actor
from accounts.errors import Refused
from accounts.models import AuditEntry, User
from accounts.roles import Permission
from intake.lifecycle import Outcome, Step
from intake.models import ProjectRequest
from intake.services import StaleRequest
from projects.services import open_project
from triage.models import Assessment, Decision, TierOverride
from triage.services.decision_mail import tell_decided, tell_leaders
from triage.services.decision_rules import (
    Terms,
    check_current,
    check_terms,
    needs_confirmation,
    permitted,
)
from triage.services.rescoring import catch_up
from triage.services.steps import check_seen, check_undecided, take_step

audit.register(
    {
        "triage.request_decided": gettext_lazy(
            "%(by)s decided: %(outcome_label)s. %(reason)s"
        ),
        "triage.decision_recommended": gettext_lazy(
            "%(by)s recommended: %(outcome_label)s; a leader has to confirm. %(reason)s"
        ),
        "triage.decision_confirmed": gettext_lazy(
            "%(by)s confirmed what %(decided_by)s recommended: %(outcome_label)s"
        ),
        "triage.decision_sent_back": gettext_lazy(
            "%(by)s sent back what %(decided_by)s recommended: %(reason)s"
        ),
    }
)

# If judging it by a new rubric failed, the retry would judge it behind the decision.
_RESTS_ON_ITS_SCORE = {"assessment_due_at": None}


@transaction.atomic
def decide_request(
    *,
    project_request: ProjectRequest,
    outcome: Outcome,
    reason: str,
    assessment: Assessment,
    seen_version: int,
    by: Actor,
    now: datetime,
    would_change: str = "",
    defer_until_on: date | None = None,
    defer_event: str = "",
    merged_into: ProjectRequest | None = None,
    unknown_accepted: str = "",
) -> Decision:
    """Decide a request, or recommend accepting it to the leaders.

    Accepting opens the project in the same transaction. Accepting what is held, or was
    set, at Critical only does so when a leader confirms; until then nobody but the
    leaders is told and the first answer counts as not given. A tier set by hand stands
    in the decision with its reason.

    :param assessment: what the decider saw.
    :raises PermissionDenied: no right to decide, or the actor's own request.
    :raises Refused: a rule about the terms, told by field.
    :raises WrongStep: the request is not with IT.
    :raises StaleRequest: somebody else moved it first.
    :raises StaleAssessment: its answers changed since.
    """
    decider = permitted(by, Permission.TRIAGE_DECIDE, project_request)
    check_seen(project_request, seen_version)
    check_undecided(project_request)
    merged_into = _held_still(project_request, merged_into)
    override = TierOverride.objects.in_force(project_request)
    terms = Terms(
        outcome=_known(outcome),
        reason=reason.strip(),
        would_change=would_change.strip(),
        defer_until_on=defer_until_on,
        defer_event=defer_event.strip(),
        merged_into=merged_into,
        tier_set=override.tier if override else "",
        tier_reason=override.reason if override else "",
        unknown_accepted=unknown_accepted.strip(),
    )
    check_current(assessment, project_request)
    check_terms(
        terms,
        project_request=project_request,
        assessment=assessment,
        decider=decider,
        today=city.day_of(now),
    )
    waits = needs_confirmation(terms, assessment)
    if waits:
        take_step(
            project_request,
            Step.AWAITING_CONFIRMATION,
            now=now,
            **_RESTS_ON_ITS_SCORE,
        )
    else:
        _decided(project_request, terms.outcome, now)
    # Once more, now that the row is ours: an answer may have been saved in between.
    check_current(assessment, project_request)
    decision = _keep(project_request, terms, assessment, decider, now, waits=waits)
    action = "triage.decision_recommended" if waits else "triage.request_decided"
    cause = _record(action, decision, by, now, reason=terms.reason)
    if waits:
        tell_leaders(decision, cause=cause, now=now)
    else:
        _take_effect(decision, cause=cause, by=by, now=now)
    return decision


@transaction.atomic
def confirm_decision(
    *, decision: Decision, seen_version: int, by: Actor, now: datetime
) -> Decision:
    """Let a recommended acceptance take effect: the project opens, people are told.

    :param seen_version: of the request.
    :raises PermissionDenied: no leader, or the leader's own decision or request.
    :raises StaleRequest: somebody else moved the request first.
    :raises StaleAssessment: its answers changed since the recommendation; a leader can
        still send it back.
    """
    project_request = decision.project_request
    leader = _permitted_leader(by, decision)
    check_seen(project_request, seen_version)
    check_current(decision.assessment, project_request)
    _end_waiting(decision, confirmed_at=now, confirmed_by=leader)
    _decided(project_request, Outcome(decision.outcome), now)
    check_current(decision.assessment, project_request)
    cause = _record("triage.decision_confirmed", decision, by, now)
    _take_effect(decision, cause=cause, by=by, now=now)
    return decision


@transaction.atomic
def send_back_decision(
    *, decision: Decision, reason: str, seen_version: int, by: Actor, now: datetime
) -> Decision:
    """Return a recommended acceptance to triage; the request's history says why.

    If a new rubric went live meanwhile, the request is judged by it now.

    :param seen_version: of the request.
    :raises PermissionDenied: no leader, or the leader's own decision or request.
    :raises Refused: no reason.
    :raises StaleRequest: somebody else moved the request first.
    """
    project_request = decision.project_request
    leader = _permitted_leader(by, decision)
    check_seen(project_request, seen_version)
    reason = reason.strip()
    if not reason:
        raise Refused({"reason": _("Say what has to change before you confirm.")})
    _end_waiting(
        decision, sent_back_at=now, sent_back_by=leader, sent_back_reason=reason
    )
    take_step(project_request, Step.IN_TRIAGE, now=now)
    _record("triage.decision_sent_back", decision, by, now, reason=reason)
    catch_up(project_request, now=now)
    return decision


def _permitted_leader(by: Actor, decision: Decision) -> User:
    leader = permitted(by, Permission.TRIAGE_CONFIRM, decision.project_request)
    if leader == decision.decided_by:
        raise PermissionDenied(_("Another leader confirms what you recommended."))
    return leader


def _known(outcome: str) -> Outcome:
    try:
        return Outcome(outcome)
    except ValueError as error:
        raise Refused({"outcome": _("Choose one of the outcomes.")}) from error


def _held_still(
    project_request: ProjectRequest, merged_into: ProjectRequest | None
) -> ProjectRequest | None:
    """The merge's target as it is now, locked with its source in one fixed order.

    Without it two merges towards each other could both be allowed. SQLite needs no
    locks: its writing transactions run one after the other.
    """
    if merged_into is None:
        return None
    pair = [project_request.pk, merged_into.pk]
    rows = ProjectRequest.objects.select_for_update().filter(pk__in=pair)
    return {row.pk: row for row in rows.order_by("pk")}[merged_into.pk]


def _decided(project_request: ProjectRequest, outcome: Outcome, now: datetime) -> None:
    answered_at = project_request.answered_at or now
    take_step(
        project_request,
        Step.DECIDED,
        now=now,
        outcome=outcome,
        decided_at=now,
        answered_at=answered_at,
        **_RESTS_ON_ITS_SCORE,
    )


def _keep(
    project_request: ProjectRequest,
    terms: Terms,
    assessment: Assessment,
    decider: User,
    now: datetime,
    *,
    waits: bool,
) -> Decision:
    return Decision.objects.create(
        project_request=project_request,
        assessment=assessment,
        decided_at=now,
        decided_by=decider,
        needs_confirmation=waits,
        **vars(terms),
    )


def _end_waiting(decision: Decision, **fields: object) -> None:
    # Of two leaders one ends it; the other's update finds nothing that waits.
    ended = (
        Decision.objects.awaiting_confirmation().filter(pk=decision.pk).update(**fields)
    )
    if not ended:
        raise StaleRequest(decision.project_request.number)
    for name, value in fields.items():
        setattr(decision, name, value)


def _record(
    action: str, decision: Decision, by: Actor, now: datetime, **facts: str
) -> AuditEntry:
    return audit.record(
        action,
        subject=decision.project_request,
        by=by,
        now=now,
        decision=decision.pk,
        outcome=decision.outcome,
        outcome_label=str(decision.get_outcome_display()),
        decided_by=decision.decided_by.name,
        **facts,
    )


def _take_effect(
    decision: Decision, *, cause: AuditEntry, by: Actor, now: datetime
) -> None:
    if decision.outcome == Outcome.ACCEPTED:
        open_project(
            project_request=decision.project_request,
            cause=cause,
            by=by,
            now=now,
            lead=decision.decided_by.contact,
        )
    tell_decided(decision, cause=cause, now=now)
