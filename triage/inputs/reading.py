"""What a request is judged on, read from the database into plain values."""

from datetime import date, datetime

from accounts import city
from intake import models
from intake.models import ProjectRequest
from triage.inputs.first_contact import first_contact, read_happening
from triage.inputs.money import read_money
from triage.inputs.priors import priors_for
from triage.judgement import Inputs
from triage.scoring import lateness
from triage.scoring.answers import Answer, AnswerKind
from triage.scoring.rules import Question, Questionnaire, Stage


def read_inputs(
    project_request: ProjectRequest, questionnaire: Questionnaire, *, now: datetime
) -> Inputs:
    """Gather answers, dates and money of one request.

    An answer this questionnaire no longer offers counts as not known yet, and one to a
    question it no longer asks does not count. A draft counts as if it were handed in at
    `now`.
    """
    today = city.day_of(now)
    first = first_contact(project_request, today=today)
    money = read_money(project_request, today=today)
    return Inputs(
        answers=_answers(project_request, questionnaire),
        happenings=first.happenings,
        invited=lateness.DateRange.on(first.invited_on),
        commit=_exactly(first.commit_on),
        needed=_exactly(first.needed_on),
        cost_lines=money.lines,
        funding=money.funding,
        free_hours=money.free_hours,
        fiscal_years=money.fiscal_years,
        found_outside=project_request.found_outside_on is not None,
        estimate_stage=_stage_of_estimate(project_request, today),
        priors=priors_for(project_request.category_id),
    )


def _stage_of_estimate(project_request: ProjectRequest, today: date) -> Stage:
    """How far the project has come by today, whatever stood at the first contact."""
    happenings = tuple(map(read_happening, project_request.happenings.all()))
    return lateness.stage_at_first_contact(happenings, lateness.DateRange.on(today))


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
