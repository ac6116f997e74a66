"""How far each open question could pull the planning figure, down or up."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from triage.scoring.answers import Answer, settled_options
from triage.scoring.impact import impact
from triage.scoring.rules import QuestionPoints, Rubric


@dataclass(frozen=True)
class Pull:
    """The planning score were this one question answered, and nothing else.

    At least `low` with the lightest option, at most `high` with the heaviest.
    """

    question: str
    low: Fraction
    high: Fraction
    lightest: str
    heaviest: str

    @property
    def width(self) -> Fraction:
        return self.high - self.low


def pulls(answers: Mapping[str, Answer], rubric: Rubric) -> tuple[Pull, ...]:
    """Every open question, the widest pull first, of equals in the order of the form."""
    settled = settled_options(answers, rubric)
    found = [
        _pull(rubric.points[question], settled, rubric)
        for question in rubric.questionnaire.questions
        if question not in settled
    ]
    return tuple(sorted(found, key=lambda pull: -pull.width))


def _pull(points: QuestionPoints, settled: Mapping[str, str], rubric: Rubric) -> Pull:
    lightest = points.lightest_option
    heaviest = max(points.points, key=points.points.__getitem__)
    low, high = (
        impact({**settled, points.question: option}, rubric).planning
        for option in (lightest, heaviest)
    )
    return Pull(points.question, low, high, lightest, heaviest)
