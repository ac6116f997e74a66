"""Which open question narrows the range most for the effort of answering it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from triage.scoring.answers import Answer, settled_options
from triage.scoring.escalators import escalation, escalations, fires
from triage.scoring.impact import Scale
from triage.scoring.rounding import half_up
from triage.scoring.rules import QuestionPoints, Rubric
from triage.scoring.score import Score, tier_range

# How often each option was the answer in past requests of the category.
Priors = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Ask:
    """Why a question is worth asking, exact.

    `narrowing` is the expected loss of width in points, `escalators` the share of
    its options that would make a further escalator fire. `settles` of its `choices`
    would leave one tier only; 0 of 0 in what was stored before this was counted.
    """

    question: str
    narrowing: Fraction
    escalators: Fraction
    effort: int
    priority: Fraction
    settles: int = 0
    choices: int = 0


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
    settling = _Settling(settled, rubric, widths)
    return tuple(
        replace(ask, settles=settling.choices(ask.question))
        for ask in sorted(asks, key=_order)[:limit]
    )


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
    return Ask(
        question=points.question,
        narrowing=narrowing,
        escalators=escalators,
        effort=effort,
        priority=priority,
        choices=len(options),
    )


class _Widths:
    """How far one answer moves either end of the range, in whole units of 1/denominator.

    An answer moves one dimension only, so the breadth term moves by a product and
    the depth term needs only the largest of the other dimensions.
    """

    def __init__(self, rubric: Rubric, score: Score) -> None:
        self._scale = Scale.of(rubric)
        self._score = score
        self.denominator = self._scale.denominator
        self._low = _DepthEnds(self._scale, [d.points_low for d in score.dimensions])
        self._high = _DepthEnds(self._scale, [d.points_high for d in score.dimensions])

    def narrowing(self, dimension: int, points: QuestionPoints, answered: int) -> int:
        rise, fall = self._moves(dimension, points, answered)
        return rise + fall

    def range_with(
        self, dimension: int, points: QuestionPoints, answered: int
    ) -> tuple[Fraction, Fraction]:
        """The low and the high score once the question is answered."""
        rise, fall = self._moves(dimension, points, answered)
        return (
            self._score.low + Fraction(rise, self.denominator),
            self._score.high - Fraction(fall, self.denominator),
        )

    def _moves(
        self, dimension: int, points: QuestionPoints, answered: int
    ) -> tuple[int, int]:
        """By how much the low end rises and the high end falls."""
        unit = self._scale.breadth[dimension]
        up, down = answered - points.lowest, points.highest - answered
        return (
            unit * up + self._low.change(dimension, up),
            unit * down - self._high.change(dimension, -down),
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


class _Settling:
    """How many choices of an open question would leave one tier only."""

    def __init__(
        self, settled: Mapping[str, str], rubric: Rubric, widths: _Widths
    ) -> None:
        self._settled = settled
        self._rubric = rubric
        self._widths = widths
        self._states = escalations(settled, rubric)

    def choices(self, question: str) -> int:
        points = self._rubric.points[question]
        dimension = next(
            index
            for index, dimension in enumerate(self._rubric.dimensions)
            if points in dimension.questions
        )
        return sum(
            self._leaves_one_tier(points, option, dimension) for option in points.points
        )

    def _leaves_one_tier(
        self, points: QuestionPoints, option: str, dimension: int
    ) -> bool:
        low, high = self._widths.range_with(dimension, points, points.points[option])
        answered = {**self._settled, points.question: option}
        states = [
            escalation(state.escalator, answered)
            if points.question in state.escalator.questions
            else state
            for state in self._states
        ]
        lowest, highest = tier_range(low, high, states, self._rubric)
        return lowest is highest
