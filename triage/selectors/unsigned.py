"""Requests that lack money in a fiscal year and have no signed budget request for it."""

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from accounts import city
from accounts.models import BudgetEvent
from intake.lifecycle import OPEN_STEPS, Outcome, Step
from intake.models import ProjectRequest
from projects.lifecycle import Phase
from triage.models import BudgetRequest, RequestMoneyYear
from triage.scoring.budget import Scope


@dataclass(frozen=True)
class Unsigned:
    number: str
    title: str
    department: str
    missing_cents: int


def budget_year(event: BudgetEvent) -> int:
    """The fiscal year a day of the calendar is about; the next one unless it says so."""
    return event.fiscal_year or city.fiscal_year_of(event.on) + 1


def count_unsigned(year: int) -> int:
    return _rows(year).count()


def unsigned(year: int, *, most: int = 50) -> list[Unsigned]:
    """The first of them, largest gap first (one query)."""
    rows = _rows(year).select_related("project_request__department")
    return [
        Unsigned(
            number=row.project_request.number,
            title=row.project_request.title,
            department=row.project_request.department.name,
            missing_cents=row.gap,
        )
        for row in rows.order_by(F("gap").desc(), "project_request_id")[:most]
    ]


def _rows(year: int) -> QuerySet[RequestMoneyYear]:
    """Money missing in the year, of open requests and of accepted ones that live."""
    alive = ProjectRequest.objects.real().filter(
        Q(step__in=OPEN_STEPS) | Q(step=Step.DECIDED, outcome=Outcome.ACCEPTED)
    )
    signed = BudgetRequest.objects.filter(
        project_request=OuterRef("project_request"),
        fiscal_year=year,
        signed_at__isnull=False,
    )
    return RequestMoneyYear.objects.filter(
        ~Exists(signed),
        fiscal_year=year,
        scope=Scope.ALL.value,
        gap__gt=0,
        project_request__in=alive.exclude(project__phase=Phase.RETIRED).values("pk"),
    )
