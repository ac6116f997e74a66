"""How the departments of the example city asked."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from accounts.actors import Actor
from intake.models import AnswerKind, Category, Happening, Partner, ProjectRequest
from intake.services import (
    GivenAnswer,
    Idea,
    NamedPartner,
    ToldHappening,
    answer_questions,
    assessed_together,
    create_request,
    submit_request,
)
from triage.demo.files import CityFiles, Row, day
from triage.demo.money import enter_money
from triage.demo.people import People

UNKNOWN = "unknown"
# The stage of the project on the day IT was asked → what had happened by then.
HAPPENING_OF_STAGE = {
    "idea": Happening.Kind.IDEA,
    "need": Happening.Kind.NEED,
    "budget_draft": Happening.Kind.BUDGET_DRAFT,
    "budget_submitted": Happening.Kind.BUDGET_SENT_WITHOUT_IT,
    "spec": Happening.Kind.SPEC,
    "solicitation": Happening.Kind.SOLICITATION,
    "vendor_chosen": Happening.Kind.VENDOR_CHOSEN,
    "contract": Happening.Kind.CONTRACT,
    "installed": Happening.Kind.INSTALLED,
}


def ask_it(
    row: Row,
    files: CityFiles,
    people: People,
    *,
    left_open: Collection[str],
    now: datetime,
) -> ProjectRequest:
    """Write a request down, answer, enter the money and hand it in, all at once.

    :param left_open: questions not touched before IT asks them.
    """
    by = people.liaison(row["department"])
    with assessed_together():
        project_request = create_request(
            department=people.departments[row["department"]],
            idea=_idea(row),
            by=by,
            now=now,
            number=row["ref"],
        )
        answers = {q: a for q, a in row["answers"].items() if q not in left_open}
        give_answers(project_request, answers, by=by, now=now)
        enter_money(project_request, row, files, people, by=by, now=now)
    submit_request(
        project_request=project_request,
        seen_version=project_request.version,
        by=by,
        now=now,
    )
    return project_request


def give_answers(
    project_request: ProjectRequest,
    answers: Mapping[str, str],
    *,
    by: Actor,
    now: datetime,
) -> None:
    """Answers as the files write them: an option, or "unknown"."""
    answer_questions(
        project_request=project_request,
        given={question: _given(option) for question, option in answers.items()},
        seen={},
        by=by,
        now=now,
    )


def _given(option: str) -> GivenAnswer:
    if option == UNKNOWN:
        return GivenAnswer(AnswerKind.UNKNOWN)
    return GivenAnswer(AnswerKind.KNOWN, option)


def _idea(row: Row) -> Idea:
    """Without its money, which is entered as lines."""
    return Idea(
        title=row["title"],
        problem=row["problem"],
        category=Category.objects.get(code=row["category"]),
        happenings=happenings(
            row["stage_when_it_asked"], day(row["submitted"]), day(row["idea_date"])
        ),
        commit_on=day(row["commit_date"]),
        fixed_on=day(row["needed_by"]),
        partners=tuple(NamedPartner(part, row[part]) for part in Partner.Part.values),
    )


def happenings(
    stage: str, asked_on: date | None, idea_on: date | None
) -> tuple[ToldHappening, ...]:
    """The stage is ticked on the day IT was asked, the idea on its own day.

    An unknown date is a tick without one. A project at stage idea has one tick.
    """
    idea = ToldHappening(Happening.Kind.IDEA, idea_on)
    reached = HAPPENING_OF_STAGE[stage]
    if reached == Happening.Kind.IDEA:
        return (idea,)
    told = ToldHappening(reached, asked_on)
    return (idea, told) if idea_on else (told,)
