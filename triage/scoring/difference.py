"""Why one judgement of a request differs from another, adding up exactly.

The way from the first to the second is walked one change at a time: the rubric first,
then every answer in the order of the form. Each step is scored by itself, so what the
steps add is the whole difference, to the last digit, at low, planning and high.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from triage.scoring.answers import Answer, AnswerKind
from triage.scoring.impact import DimensionRange
from triage.scoring.rules import Questionnaire, Rubric
from triage.scoring.score import Score, score

Answers = Mapping[str, Answer]

NOT_ASKED = Answer(AnswerKind.NOT_ASKED)
UNKNOWN = Answer(AnswerKind.UNKNOWN)


@dataclass(frozen=True)
class Ends:
    """Points at low, planning and high; negative where something fell."""

    low: Fraction
    planning: Fraction
    high: Fraction

    def __sub__(self, other: "Ends") -> "Ends":
        return Ends(
            self.low - other.low,
            self.planning - other.planning,
            self.high - other.high,
        )

    @classmethod
    def of(cls, score: Score) -> "Ends":
        return cls(score.low, score.planning, score.high)

    @property
    def is_nothing(self) -> bool:
        return not (self.low or self.planning or self.high)


@dataclass(frozen=True)
class AnswerChange:
    """One question that is answered otherwise; never asked before counts as not asked."""

    question: str
    before: Answer
    after: Answer


@dataclass(frozen=True)
class Step:
    """One change with the score before and after it; without an answer, the rubric's."""

    answer: AnswerChange | None
    before: Score
    after: Score

    @property
    def adds(self) -> Ends:
        return Ends.of(self.after) - Ends.of(self.before)


@dataclass(frozen=True)
class LineChange:
    """One line of the score that moved; `dimension` is None for depth.

    A dimension that only one of the rubrics has counts as nothing in the other.
    """

    dimension: DimensionRange | None
    before: Ends
    after: Ends

    @property
    def adds(self) -> Ends:
        return self.after - self.before


@dataclass(frozen=True)
class Difference:
    """Both the steps and the lines add up to what lies between the two scores."""

    before: Score
    after: Score
    steps: tuple[Step, ...]
    lines: tuple[LineChange, ...]

    @property
    def adds(self) -> Ends:
        return Ends.of(self.after) - Ends.of(self.before)


def difference(
    before: Answers, by: Rubric, after: Answers, now_by: Rubric
) -> Difference:
    """From answers judged by one rubric to answers judged by another or the same.

    :raises AnswerError: answers that their own rubric's questionnaire does not allow.
    """
    first = score(before, by)
    steps = tuple(_steps(first, before, by, after, now_by))
    last = steps[-1].after if steps else first
    return Difference(
        before=first,
        after=last,
        steps=steps,
        lines=tuple(_lines(first, by, last, now_by)),
    )


def carried_over(answers: Answers, questionnaire: Questionnaire) -> dict[str, Answer]:
    """Answers as another questionnaire understands them.

    A choice it no longer offers is not known any more, a question it does not ask is
    left out.
    """
    questions = questionnaire.questions
    return {
        question: answer
        if answer.option is None or answer.option in questions[question].values
        else UNKNOWN
        for question, answer in answers.items()
        if question in questions
    }


def _steps(
    first: Score, before: Answers, by: Rubric, after: Answers, now_by: Rubric
) -> Iterator[Step]:
    answers, at = carried_over(before, now_by.questionnaire), first
    if by != now_by:
        judged = score(answers, now_by)
        yield Step(None, at, judged)
        at = judged
    for change in _answer_changes(answers, after, now_by.questionnaire):
        answers[change.question] = change.after
        judged = score(answers, now_by)
        yield Step(change, at, judged)
        at = judged


def _answer_changes(
    before: Answers, after: Answers, questionnaire: Questionnaire
) -> Iterator[AnswerChange]:
    for question in questionnaire.questions:
        was = before.get(question, NOT_ASKED)
        now = after.get(question, NOT_ASKED)
        if was != now:
            yield AnswerChange(question, was, now)


def _lines(
    before: Score, by: Rubric, after: Score, now_by: Rubric
) -> Iterator[LineChange]:
    """The lines that moved in the order of the newer rubric, then those it dropped."""
    was, now = _ends_of_lines(before, by), _ends_of_lines(after, now_by)
    nothing = Ends(Fraction(0), Fraction(0), Fraction(0))
    for line in dict.fromkeys([*now, *was]):
        change = LineChange(
            dimension=_dimension(line, after) or _dimension(line, before),
            before=was.get(line, nothing),
            after=now.get(line, nothing),
        )
        if not change.adds.is_nothing:
            yield change


def _ends_of_lines(score: Score, rubric: Rubric) -> dict[str | None, Ends]:
    """By dimension, depth under None; planning lies in each line where it does in all."""
    return {
        line.dimension.id if line.dimension else None: Ends(
            line.low,
            line.low + rubric.planning_share * (line.high - line.low),
            line.high,
        )
        for line in score.lines
    }


def _dimension(line: str | None, score: Score) -> DimensionRange | None:
    return next((item for item in score.dimensions if item.id == line), None)
