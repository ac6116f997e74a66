"""Which open question narrows the range most for the effort of answering it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from triage.scoring.answers import Answer, settled_options
from triage.scoring.escalators import fires
from triage.scoring.impact import Scale
from triage.scoring.rounding import half_up
from triage.scoring.rules import QuestionPoints, Rubric
from triage.scoring.score import Score

# How often each option was the answer in past requests of the category.
Priors = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Ask:
    """Why a question is worth asking, exact.

    `narrowing` is the expected loss of width in points, `escalators` the share of
    its options that would make a further escalator fire.
    """

    question: str
    narrowing: Fraction
    escalators: Fraction
    effort: int
    priority: Fraction


def ask_next(
    answers: Mapping[str, Answer],
    rubric: Rubric,
    score: Score,
    limit: int = 3,
    priors: Priors | None = None,
) -> tuple[Ask, ...]:
    """The open questions most worth asking, best first, at most `limit`.

    Without `priors` every option counts as equally likely. `score` must be the score
    of the same answers.
    """
    settled = settled_options(answers, rubric)
    widths = _Widths(rubric, score)
    firing = _firing_options(settled, rubric, score)
    asks = [
        _ask(
            points,
            index,
            rubric,
            widths,
            firing,
            (priors or {}).get(points.question, {}),
        )
        for index, dimension in enumerate(rubric.dimensions)
        for points in dimension.questions
        if points.question not in settled
    ]
    return tuple(sorted(asks, key=_order)[:limit])


def _order(ask: Ask) -> tuple[Decimal, str]:
    return -half_up(ask.priority, 2), ask.question


def _ask(
    points: QuestionPoints,
    dimension: int,
    rubric: Rubric,
    widths: "_Widths",
    firing: Mapping[str, set[str]],
    counts: Mapping[str, int],
) -> Ask:
    options = points.points
    # Every option starts with one imagined past request, so none is ruled out.
    shares = {option: counts.get(option, 0) + 1 for option in options}
    narrowed = sum(
        share * widths.narrowing(dimension, points, options[option])
        for option, share in shares.items()
    )
    narrowing = Fraction(narrowed, sum(shares.values()) * widths.denominator)
    escalators = Fraction(len(firing.get(points.question, ())), len(options))
    effort = rubric.questionnaire.questions[points.question].effort
    priority = (narrowing + rubric.ask_escalator_points * escalators) / effort
    return Ask(points.question, narrowing, escalators, effort, priority)


class _Widths:
    """How far one answer narrows the range, in whole units of 1/denominator.

    An answer moves one dimension only, so the breadth term moves by a product and
    the depth term needs only the largest of the other dimensions.
    """

    def __init__(self, rubric: Rubric, score: Score) -> None:
        self._scale = Scale.of(rubric)
        self.denominator = self._scale.denominator
        self._low = _DepthEnds(self._scale, [d.points_low for d in score.dimensions])
        self._high = _DepthEnds(self._scale, [d.points_high for d in score.dimensions])

    def narrowing(self, dimension: int, points: QuestionPoints, answered: int) -> int:
        rise = answered - points.lowest
        fall = points.highest - answered
        breadth = self._scale.breadth[dimension] * (rise + fall)
        return (
            breadth
            + self._low.change(dimension, rise)
            - self._high.change(dimension, -fall)
        )


class _DepthEnds:
    """The depth term at one end of the range, and how it moves with one dimension."""

    def __init__(self, scale: Scale, points: Sequence[int]) -> None:
        self._unit = scale.depth
        self._depth = [unit * p for unit, p in zip(scale.depth, points, strict=True)]
        self._count = scale.depth_count
        self._now = sum(sorted(self._depth)[-self._count :])
        self._others = [self._largest_others(index) for index in range(len(points))]

    def _largest_others(self, index: int) -> tuple[int, int]:
        """Without one dimension: the sum of the largest but one, and that one."""
        others = sorted(self._depth[:index] + self._depth[index + 1 :], reverse=True)
        certain = sum(others[: self._count - 1])
        rival = others[self._count - 1] if len(others) >= self._count else 0
        return certain, rival

    def change(self, dimension: int, points: int) -> int:
        certain, rival = self._others[dimension]
        moved = self._depth[dimension] + self._unit[dimension] * points
        return certain + max(rival, moved) - self._now


def _firing_options(
    settled: Mapping[str, str], rubric: Rubric, score: Score
) -> Mapping[str, set[str]]:
    """The options of each open question that would make a further escalator fire."""
    firing: dict[str, set[str]] = {}
    trial = dict(settled)
    for escalator_id in score.possible:
        escalator = rubric.escalators_by_id[escalator_id]
        for question in {c.question for c in escalator.conditions} - settled.keys():
            for option in rubric.points[question].points:
                trial[question] = option
                if fires(escalator, trial):
                    firing.setdefault(question, set()).add(option)
            del trial[question]
    return firing
