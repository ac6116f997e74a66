"""Telling the triage lead what nobody has taken."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from accounts import city
from accounts.audit import subject_type
from accounts.calendar import add_business_days
from accounts.models import AuditEntry, Contact
from intake.lifecycle import Step
from intake.models import ProjectRequest
from intake.services.letters import about, range_in_words
from notifications import outbox
from notifications.models import OutboxMessage
from triage.models import Assessment
from triage.wording import strongest_drivers

_GRACE_BUSINESS_DAYS = 1
_EVENT = "request_unassigned"


def remind_triage_lead(now: datetime) -> None:
    """Tell the triage lead, once each, of requests nobody took for one business day.

    The day is over at the same time of day on the next business day, in city time.
    """
    lead = city.current().triage_lead
    if lead is None or not lead.email:
        return
    holidays, zone = city.holidays(), city.zone()
    told = OutboxMessage.objects.filter(
        event=_EVENT, subject_type=subject_type(ProjectRequest())
    )
    unassigned = (
        ProjectRequest.objects.real()
        .filter(step=Step.SUBMITTED, assignee__isnull=True, submitted_at__lte=now)
        .exclude(pk__in=told.values("subject_id"))
        .select_related("department")
        .order_by("submitted_at", "pk")
    )
    for project_request in unassigned:
        submitted_at = project_request.submitted_at
        if submitted_at and _grace_ends(submitted_at, holidays, zone) <= now:
            _remind(project_request, lead, now)


def _grace_ends(
    submitted_at: datetime, holidays: frozenset[date], zone: ZoneInfo
) -> datetime:
    local = submitted_at.astimezone(zone)
    day = add_business_days(local.date(), _GRACE_BUSINESS_DAYS, holidays)
    return datetime.combine(day, local.time(), tzinfo=zone).astimezone(UTC)


@transaction.atomic
def _remind(project_request: ProjectRequest, lead: Contact, now: datetime) -> None:
    cause = _submission(project_request)
    if cause is None:
        return
    # Without a score, because scoring failed, the lead is told all the same.
    assessment = Assessment.objects.current_for(project_request)
    strongest = strongest_drivers(assessment, limit=1) if assessment else []
    outbox.enqueue(
        _EVENT,
        to=lead,
        subject=project_request,
        context={
            **about(project_request),
            "department": project_request.department.name,
            "says": range_in_words(project_request),
            "strongest": "".join(strongest),
        },
        cause=cause,
        now=now,
    )


def _submission(project_request: ProjectRequest) -> AuditEntry | None:
    return (
        AuditEntry.objects.filter(
            subject_type=subject_type(project_request),
            subject_id=project_request.pk,
            action="intake.request_submitted",
        )
        .order_by("-pk")
        .first()
    )
