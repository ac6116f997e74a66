"""Why a score is what it is, as facts a page can put into words of any language."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from triage.scoring.answers import Answer, settled_options
from triage.scoring.escalators import Escalation, EscalatorState, escalations
from triage.scoring.impact import DimensionRange, Scale
from triage.scoring.rules import Condition, Dimension, Escalator, Rubric, Tier
from triage.scoring.score import Score


@dataclass(frozen=True)
class TierReason:
    """Base tier by points alone, what lifts it to the tier, what holds it higher.

    `raised_by` and `held_by` are escalator ids in rubric order, empty if nothing does.
    """

    base_tier: Tier
    planning: Fraction
    tier: Tier
    raised_by: tuple[str, ...]
    held_tier: Tier
    held_by: tuple[str, ...]


@dataclass(frozen=True)
class SettledAnswer:
    """One settled question, the option it counts as, and impact points.

    Among what pushes up, `points` is what the answer adds to the breadth of the score;
    among what keeps down, what its heaviest option would add on top.
    """

    question: str
    option: str
    points: Fraction


@dataclass(frozen=True)
class RuleFact:
    """A fired or possible escalator with the answers that speak for it.

    `open_questions` decide whether it fires, `open_for_small` whether its small floor
    counts.
    """

    escalator: Escalator
    floor: Tier
    answers: tuple[tuple[str, str], ...]
    open_questions: tuple[str, ...]
    open_for_small: tuple[str, ...]


@dataclass(frozen=True)
class DimensionFact:
    """A dimension that moves the score, with the answers that move it most first."""

    dimension: DimensionRange
    points: Fraction
    answers: tuple[SettledAnswer, ...]


@dataclass(frozen=True)
class Explanation:
    reason: TierReason
    fired: tuple[RuleFact, ...]
    possible: tuple[RuleFact, ...]
    pushes_up: tuple[DimensionFact, ...]
    keeps_down: tuple[DimensionFact, ...]


def explain(
    answers: Mapping[str, Answer], rubric: Rubric, score: Score, limit: int = 3
) -> Explanation:
    """The facts behind a score of the same answers, at most `limit` dimensions a side."""
    settled = settled_options(answers, rubric)
    states = escalations(settled, rubric)
    fired = [item for item in states if item.state is EscalatorState.FIRED]
    possible = [item for item in states if item.state is EscalatorState.POSSIBLE]
    scale = Scale.of(rubric)
    moved = [
        (dimension, span, Fraction(unit, scale.denominator))
        for dimension, span, unit in zip(
            rubric.dimensions, score.dimensions, scale.breadth, strict=True
        )
    ]
    return Explanation(
        reason=_tier_reason(score, fired, possible),
        fired=tuple(_rule_fact(item, settled) for item in fired),
        possible=tuple(_rule_fact(item, settled) for item in possible),
        pushes_up=_largest([_pushing_up(*each, settled) for each in moved], limit),
        keeps_down=_largest([_keeping_down(*each, settled) for each in moved], limit),
    )


def _tier_reason(
    score: Score, fired: list[Escalation], possible: list[Escalation]
) -> TierReason:
    return TierReason(
        base_tier=score.base_tier,
        planning=score.planning,
        tier=score.tier,
        raised_by=_lifting(fired, score.base_tier, score.tier),
        held_tier=score.held_tier,
        held_by=_lifting(possible, score.tier, score.held_tier),
    )


def _lifting(forced_by: list[Escalation], below: Tier, to: Tier) -> tuple[str, ...]:
    if below is to:
        return ()
    return tuple(item.escalator.id for item in forced_by if item.floor is to)


def _rule_fact(item: Escalation, settled: Mapping[str, str]) -> RuleFact:
    escalator = item.escalator
    holding = (c.question for c in escalator.conditions if c.holds(settled))
    is_open = item.state is EscalatorState.POSSIBLE
    floor_is_open = item.floor is not item.floor_at_best
    return RuleFact(
        escalator=escalator,
        floor=item.floor,
        answers=tuple(
            (question, settled[question]) for question in dict.fromkeys(holding)
        ),
        open_questions=_open(escalator.conditions, settled) if is_open else (),
        open_for_small=_open(escalator.small_when, settled) if floor_is_open else (),
    )


def _open(
    conditions: tuple[Condition, ...], settled: Mapping[str, str]
) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(c.question for c in conditions if c.question not in settled)
    )


def _pushing_up(
    dimension: Dimension,
    span: DimensionRange,
    worth: Fraction,
    settled: Mapping[str, str],
) -> DimensionFact:
    answers = [
        SettledAnswer(
            q.question, settled[q.question], worth * q.points[settled[q.question]]
        )
        for q in dimension.questions
        if q.question in settled
    ]
    return DimensionFact(span, worth * span.points_low, _heaviest(answers))


def _keeping_down(
    dimension: Dimension,
    span: DimensionRange,
    worth: Fraction,
    settled: Mapping[str, str],
) -> DimensionFact:
    answers = [
        SettledAnswer(
            question=q.question,
            option=settled[q.question],
            points=worth * (q.highest - q.points[settled[q.question]]),
        )
        for q in dimension.questions
        if q.question in settled
    ]
    return DimensionFact(
        span, worth * (span.points_max - span.points_high), _heaviest(answers)
    )


def _heaviest(answers: list[SettledAnswer]) -> tuple[SettledAnswer, ...]:
    # sorted() is stable, so equals keep the order of the form.
    moving = [answer for answer in answers if answer.points]
    return tuple(sorted(moving, key=lambda answer: answer.points, reverse=True))


def _largest(facts: list[DimensionFact], limit: int) -> tuple[DimensionFact, ...]:
    moving = [fact for fact in facts if fact.points]
    return tuple(sorted(moving, key=lambda fact: fact.points, reverse=True)[:limit])
