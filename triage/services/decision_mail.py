"""Who is told of a decision, and in which words."""

from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import AuditEntry, Contact, User
from accounts.roles import Permission, Role, permissions_of
from intake.models import ProjectRequest
from intake.services.letters import about, range_in_words
from notifications import outbox
from triage.models import Decision
from triage.wording import strongest_drivers


def tell_decided(decision: Decision, *, cause: AuditEntry, now: datetime) -> None:
    """Requester, owner, funder, promoter and the owners of linked systems, once each."""
    project_request = decision.project_request
    until = decision.defer_until_on
    context = {
        **about(project_request),
        "outcome_label": str(decision.get_outcome_display()),
        "reason": decision.reason,
        "would_change": decision.would_change,
        "drivers": strongest_drivers(decision.assessment),
        "decided_by": _decided_by(decision),
        "until": until.isoformat() if until else decision.defer_event,
    }
    for contact in _concerned(project_request):
        outbox.enqueue(
            "request_decided",
            to=contact,
            subject=project_request,
            context=context,
            cause=cause,
            now=now,
        )


def tell_leaders(decision: Decision, *, cause: AuditEntry, now: datetime) -> None:
    """Every leader who may confirm it."""
    project_request = decision.project_request
    context = {
        **about(
            project_request,
            path=reverse("triage:workbench", args=[project_request.number]),
        ),
        "says": range_in_words(project_request),
        "recommended_by": decision.decided_by.name,
        "reason": decision.reason,
        "outcome_label": str(decision.get_outcome_display()),
    }
    for contact in _leaders_other_than(decision):
        outbox.enqueue(
            "confirmation_waits",
            to=contact,
            subject=project_request,
            context=context,
            cause=cause,
            now=now,
        )


def _decided_by(decision: Decision) -> str:
    if decision.confirmed_by is None:
        return decision.decided_by.name
    return _("%(decider)s, confirmed by %(leader)s") % {
        "decider": decision.decided_by.name,
        "leader": decision.confirmed_by.name,
    }


def _concerned(project_request: ProjectRequest) -> list[Contact]:
    """Each contact once, those without an address left out."""
    submitted_by = project_request.submitted_by
    touched = [
        touch.system.owner or touch.system.owner_department.liaison
        for touch in project_request.system_touches.select_related(
            "system__owner", "system__owner_department__liaison"
        )
    ]
    partners = project_request.partners.select_related("contact")
    named = [
        submitted_by.contact if submitted_by else None,
        *(partner.contact for partner in partners),
        *touched,
    ]
    return list(dict.fromkeys(c for c in named if c is not None and c.email))


def _leaders_other_than(decision: Decision) -> list[Contact]:
    """Leaders who neither recommended it nor asked for it: those could not confirm."""
    roles = [r for r in Role if Permission.TRIAGE_CONFIRM in permissions_of([r])]
    project_request = decision.project_request
    may_not = {
        decision.decided_by_id,
        project_request.submitted_by_id,
        project_request.created_by_id,
    }
    leaders = User.objects.filter(
        Q(role_grants__role__in=roles), is_active=True
    ).exclude(pk__in=[pk for pk in may_not if pk is not None])
    return list(Contact.objects.filter(user__in=leaders).order_by("pk"))
