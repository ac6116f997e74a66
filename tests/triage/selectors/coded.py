"""Requests with IT as codes alone: judging many reads nothing else of them."""

import random
from dataclasses import replace

from intake.models import ProjectRequest
from tests.triage.scoring.examples import (
    QUESTIONNAIRE,
    RUBRIC,
    UNKNOWN,
    known,
    not_applicable,
)
from tests.triage.selectors.test_queue import sent
from triage.scoring.answers import Answer
from triage.scoring.coding import encode
from triage.scoring.rules import Condition, Escalator, Questionnaire, Rubric, Tier


def with_rule(question: str, option: str, floor: Tier) -> Rubric:
    """The rubric with one rule alone, which fires on this answer."""
    rule = Escalator(
        id="E-NEW",
        name="A new rule",
        any_of=(Condition(question, frozenset({option})),),
        all_of=(),
        floor=floor,
        small_floor=None,
        small_when=(),
        reviews=("A review",),
    )
    return replace(RUBRIC, escalators=(rule,))


def coded(
    by,
    answers: dict[str, Answer],
    *,
    asked: Questionnaire = QUESTIONNAIRE,
    version="2026.1",
    **fields,
) -> ProjectRequest:
    return sent(
        by, answer_codes=encode(answers, asked), rubric_version=version, **fields
    )


def answers_drawn(seed: int, asked: Questionnaire = QUESTIONNAIRE) -> dict[str, Answer]:
    """About half of the questions answered, now and then as not applicable."""
    draw = random.Random(seed)  # noqa: S311 -- the same answers each time
    answers = {}
    for question in asked.questions.values():
        options = [known(option.value) for option in question.options]
        kinds = [UNKNOWN, not_applicable(), draw.choice(options)]
        answers[question.id] = draw.choices(kinds, weights=[10, 1, 10])[0]
    return answers
