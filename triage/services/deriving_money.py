"""Money rows of requests that were judged before there were such rows."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from accounts import city
from intake.models import ProjectRequest
from triage.inputs import read_money
from triage.judgement import reckon_money
from triage.models import Assessment, DailyRound, RequestMoneyYear, RequestTeamYear
from triage.services.ending_money import keep_ending_money
from triage.services.money_years import gap_figures, keep_money_years

_NAME = "derive money"
_A_TICK = 50


def derive_missing_money(now: datetime) -> None:
    """Give older requests their money rows, so many a tick, until none is left.

    Decided requests are not judged again: what they were judged on is reckoned once more
    and only the rows beside the assessment are written. Once done, a tick reads one row.
    """
    if DailyRound.objects.filter(name=_NAME).exists():
        return
    found = _without_rows().order_by("pk")[:_A_TICK]
    gained = [_derive(project_request) for project_request in found]
    if not any(gained):
        DailyRound.objects.get_or_create(
            name=_NAME, defaults={"done_on": city.day_of(now)}
        )


def _without_rows() -> QuerySet[ProjectRequest]:
    of_request = {"project_request": OuterRef("pk")}
    return ProjectRequest.objects.filter(
        ~Exists(RequestMoneyYear.objects.filter(**of_request)),
        ~Exists(RequestTeamYear.objects.filter(**of_request)),
        gap_cents__isnull=False,
        assessment_due_at__isnull=True,
    )


@transaction.atomic
def _derive(project_request: ProjectRequest) -> bool:
    """Whether rows were written; a request judged meanwhile has them already."""
    revision = project_request.answers_revision
    assessment = Assessment.objects.current_for(project_request)
    if assessment is None or assessment.answers_revision != revision:
        return False
    money = read_money(project_request, today=city.day_of(assessment.made_at))
    inputs = replace(
        assessment.judged,
        cost_lines=money.lines,
        funding=money.funding,
        fiscal_years=money.fiscal_years,
    )
    judgement = reckon_money(assessment.judgement, inputs)
    rows = ProjectRequest.objects.filter(
        pk=project_request.pk, answers_revision=revision
    )
    if not rows.update(**gap_figures(judgement)):
        return False
    keep_ending_money(project_request, inputs, judgement)
    keep_money_years(project_request, judgement)
    return project_request.money_years.exists() or project_request.team_years.exists()
