"""What somebody said to a question, and what it counts as."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from triage.scoring.rules import Questionnaire, Rubric


class AnswerError(ValueError):
    """An answer that the questionnaire does not allow; the message names it."""


class AnswerKind(StrEnum):
    KNOWN = "known"
    UNKNOWN = "unknown"
    NOT_ASKED = "not_asked"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True)
class Answer:
    """`option` belongs to a known answer, `reason` to a not applicable one."""

    kind: AnswerKind
    option: str | None = None
    reason: str | None = None


def check_answers(answers: Mapping[str, Answer], questionnaire: Questionnaire) -> None:
    """Refuse answers that cannot be scored. A missing question is unknown.

    :raises AnswerError: unknown question or option, or an empty reason.
    """
    for question_id, answer in answers.items():
        question = questionnaire.questions.get(question_id)
        if question is None:
            raise AnswerError(f"unknown question {question_id}")
        if answer.kind is AnswerKind.KNOWN and answer.option not in question.values:
            raise AnswerError(
                f"unknown option {answer.option} of question {question_id}"
            )
        if (
            answer.kind is AnswerKind.NOT_APPLICABLE
            and not (answer.reason or "").strip()
        ):
            raise AnswerError(f"question {question_id}: not applicable needs a reason")


def offered_by(
    questionnaire: Questionnaire, answers: Mapping[str, Answer]
) -> dict[str, Answer]:
    """Answers to another questionnaire as far as this one still offers them."""
    return {
        question_id: answer
        for question_id, answer in answers.items()
        if (question := questionnaire.questions.get(question_id)) is not None
        and (answer.kind is not AnswerKind.KNOWN or answer.option in question.values)
    }


def settled_options(answers: Mapping[str, Answer], rubric: Rubric) -> dict[str, str]:
    """The option each settled question counts as; open questions are left out.

    Not applicable counts as the first option with the fewest points, for points
    and escalators alike.
    """
    settled = {}
    for question_id, answer in answers.items():
        if answer.kind is AnswerKind.KNOWN and answer.option is not None:
            settled[question_id] = answer.option
        elif answer.kind is AnswerKind.NOT_APPLICABLE:
            settled[question_id] = rubric.points[question_id].lightest_option
    return settled
