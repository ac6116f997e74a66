"""What a request is judged on, read from the database into plain values."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from accounts import city
from accounts.calendar import fiscal_year
from accounts.models import CitySettings
from intake import models
from intake.models import CostLine, FundingLine, ProjectRequest
from triage.inputs.first_contact import first_contact
from triage.inputs.priors import priors_for
from triage.judgement import Inputs
from triage.scoring import funding, lateness
from triage.scoring.answers import Answer, AnswerKind
from triage.scoring.rules import Question, Questionnaire


def read_inputs(
    project_request: ProjectRequest, questionnaire: Questionnaire, *, now: datetime
) -> Inputs:
    """Gather answers, dates and money of one request.

    An answer this questionnaire no longer offers counts as not known yet, and one to a
    question it no longer asks does not count. A draft counts as if it were handed in at
    `now`. The five fiscal years begin with the first one that has any cost, else with
    the current one.
    """
    settings = city.current()
    zone = ZoneInfo(settings.time_zone)
    first = first_contact(project_request, today=now.astimezone(zone).date())
    cost_lines = list(
        project_request.cost_lines.select_related("team").prefetch_related("amounts")
    )
    return Inputs(
        answers=_answers(project_request, questionnaire),
        happenings=first.happenings,
        invited=lateness.DateRange.on(first.invited_on),
        commit=_exactly(first.commit_on),
        needed=_exactly(first.needed_on),
        cost_lines=tuple(map(_cost_line, cost_lines)),
        funding=tuple(map(_funding_line, project_request.funding_lines.all())),
        free_hours=_free_hours(cost_lines),
        fiscal_years=_fiscal_years(cost_lines, settings, now.astimezone(zone).date()),
        found_outside=project_request.found_outside_on is not None,
        priors=priors_for(project_request.category_id),
    )


def _answers(
    project_request: ProjectRequest, questionnaire: Questionnaire
) -> dict[str, Answer]:
    return {
        row.question: _answer(row, questionnaire.questions[row.question])
        for row in project_request.answers.all()
        if row.question in questionnaire.questions
    }


def _answer(row: models.Answer, question: Question) -> Answer:
    if row.option and row.option not in question.values:
        return Answer(AnswerKind.UNKNOWN)
    return Answer(AnswerKind(row.kind), row.option or None, row.reason or None)


def _exactly(day: date | None) -> lateness.DateRange | None:
    return lateness.DateRange.on(day) if day else None


def _cost_line(row: CostLine) -> funding.CostLine:
    amounts = list(row.amounts.all())
    return funding.CostLine(
        description=row.description,
        payer=funding.Payer(row.payer),
        timing=funding.Timing(row.timing),
        cost_type=funding.CostType(row.cost_type),
        team=row.team.code if row.team else None,
        cents_by_year={a.fiscal_year: a.cents for a in amounts if a.cents is not None},
        hours_by_year={a.fiscal_year: a.hours for a in amounts if a.hours is not None},
    )


def _funding_line(row: FundingLine) -> funding.FundingLine:
    return funding.FundingLine(
        source_type=row.source_type,
        cents=row.cents,
        start_on=row.start_on,
        end_on=row.end_on,
        certainty=funding.Certainty(row.certainty),
        allows=frozenset(map(_cost_class, row.allows)),
        payer=funding.Payer(row.payer),
        lump_sum=row.lump_sum,
        position=row.position,
    )


def _cost_class(text: str) -> funding.CostClass:
    timing, cost_type = text.split(":")
    return funding.Timing(timing), funding.CostType(cost_type)


def _free_hours(cost_lines: list[CostLine]) -> dict[str, Decimal]:
    return {
        line.team.code: Decimal(line.team.project_hours_per_fiscal_year)
        for line in cost_lines
        if line.team
    }


def _fiscal_years(
    cost_lines: list[CostLine], settings: CitySettings, today: date
) -> funding.FiscalYears:
    start_month = settings.fiscal_year_start_month
    first = min(
        (amount.fiscal_year for line in cost_lines for amount in line.amounts.all()),
        default=fiscal_year(today, start_month),
    )
    return funding.FiscalYears(first=first, start_month=start_month)
