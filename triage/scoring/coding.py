"""Answers as one character each, so that many requests are judged in one go."""

from collections.abc import Mapping
from string import ascii_lowercase, digits

from triage.scoring.answers import Answer, AnswerKind
from triage.scoring.rules import Questionnaire

# One character an option, by its place among the options of its question.
PLACES = digits + ascii_lowercase
OPEN, NOT_APPLICABLE = "?", "-"


def encode(answers: Mapping[str, Answer], questionnaire: Questionnaire) -> str:
    """One character for each question, in the order of the questionnaire.

    "Not applicable" keeps a sign of its own: which option it counts as is up to the
    rubric. Don't know yet and not asked score alike and are coded alike.
    """
    return "".join(
        _code(answers.get(question.id), [option.value for option in question.options])
        for question in questionnaire.questions.values()
    )


def _code(answer: Answer | None, values: list[str]) -> str:
    if answer is None or answer.kind in (AnswerKind.UNKNOWN, AnswerKind.NOT_ASKED):
        return OPEN
    if answer.kind is AnswerKind.NOT_APPLICABLE or answer.option is None:
        return NOT_APPLICABLE
    return PLACES[values.index(answer.option)]


def decode(code: str, questionnaire: Questionnaire) -> dict[str, Answer]:
    """The settled answers again; a reason for "not applicable" is not kept in a code."""
    settled = {}
    for character, question in zip(code, questionnaire.questions.values(), strict=True):
        if character == NOT_APPLICABLE:
            settled[question.id] = Answer(
                AnswerKind.NOT_APPLICABLE, reason=NOT_APPLICABLE
            )
        elif character != OPEN:
            option = question.options[PLACES.index(character)]
            settled[question.id] = Answer(AnswerKind.KNOWN, option.value)
    return settled
