"""The answers of a request as a questionnaire takes them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from intake import questionnaire
from intake.models import Answer, AnswerKind, ProjectRequest
from intake.past_questionnaires import PastQuestionnaires, once_said
from intake.questionnaire import Question


@dataclass(frozen=True)
class OldAnswer:
    """To a question that is no longer asked."""

    question: str
    says: str
    row: Answer


def stored_answers(project_request: ProjectRequest) -> dict[str, Answer]:
    """By question, with who answered, as the live questionnaire takes them.

    Two queries, and a third where a choice is no longer offered.
    """
    rows = list(project_request.answers.select_related("answered_by"))
    mark_gone(rows, questionnaire.live().by_id)
    return {row.question: row for row in rows}


def mark_gone(answers: Sequence[Answer], asked: Mapping[str, Question]) -> None:
    """Have each choice that `asked` does not offer count as not known yet.

    Its words go to `once_said`. The rows are for showing from here on, not for saving.
    """
    words = once_said(answers, asked)
    for row in answers:
        if row.question in words:
            row.once_said = words[row.question]
            row.kind, row.option = AnswerKind.UNKNOWN, ""


def no_longer_asked(
    answers: Sequence[Answer], asked: Mapping[str, Question]
) -> tuple[OldAnswer, ...]:
    """Answers whose question is gone, with the words of both (a query if there are any)."""
    gone = [row for row in answers if row.question not in asked]
    if not gone:
        return ()
    past = PastQuestionnaires.read()
    return tuple(
        OldAnswer(
            question=found.text if (found := past.question_of(row)) else row.question,
            says=past.words_of(row),
            row=row,
        )
        for row in gone
    )
