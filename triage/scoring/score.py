"""Score one request: its range, its tiers and what forced them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from triage.scoring.answers import Answer, check_answers, settled_options
from triage.scoring.escalators import Escalation, EscalatorState, escalations
from triage.scoring.impact import DimensionRange, Line, impact
from triage.scoring.rules import Rubric, Tier, highest

# docs/scoring.md: below this share settled a score is shown as provisional.
PROVISIONAL_BELOW = Fraction(6, 10)


@dataclass(frozen=True)
class Score:
    """Impact 0 to 100 and tiers, exact.

    `base_tier` is the planning score's own tier. `held_tier` counts every possible
    escalator as if it had fired: what the queue and confirmations go by.
    """

    low: Fraction
    planning: Fraction
    high: Fraction
    completeness: Fraction
    tier_low: Tier
    tier: Tier
    tier_high: Tier
    base_tier: Tier
    held_tier: Tier
    fired: tuple[str, ...]
    possible: tuple[str, ...]
    dimensions: tuple[DimensionRange, ...]
    lines: tuple[Line, ...]

    @property
    def is_provisional(self) -> bool:
        return self.completeness < PROVISIONAL_BELOW


def score(answers: Mapping[str, Answer], rubric: Rubric) -> Score:
    """Score the answers; a missing question is unknown.

    :raises AnswerError: an answer the rubric's questionnaire does not allow.
    """
    check_answers(answers, rubric.questionnaire)
    settled = settled_options(answers, rubric)
    result = impact(settled, rubric)
    states = escalations(settled, rubric)
    fired = [item for item in states if item.state is EscalatorState.FIRED]
    possible = [item for item in states if item.state is EscalatorState.POSSIBLE]
    base_tier = rubric.tier_of(result.planning)
    tier = _lifted(base_tier, fired)
    tier_low, tier_high = tier_range(result.low, result.high, states, rubric)
    return Score(
        low=result.low,
        planning=result.planning,
        high=result.high,
        completeness=result.completeness,
        tier_low=tier_low,
        tier=tier,
        tier_high=tier_high,
        base_tier=base_tier,
        held_tier=_lifted(tier, possible),
        fired=tuple(item.escalator.id for item in fired),
        possible=tuple(item.escalator.id for item in possible),
        dimensions=result.dimensions,
        lines=result.lines,
    )


def tier_range(
    low: Fraction, high: Fraction, states: Sequence[Escalation], rubric: Rubric
) -> tuple[Tier, Tier]:
    """The lowest and the highest tier that what is still open can end in."""
    certain = (
        item.floor_at_best for item in states if item.state is EscalatorState.FIRED
    )
    thinkable = (item for item in states if item.state is not EscalatorState.NO)
    return (
        highest([rubric.tier_of(low), *certain]),
        _lifted(rubric.tier_of(high), thinkable),
    )


def _lifted(tier: Tier, forced_by: Iterable[Escalation]) -> Tier:
    return highest([tier, *(item.floor for item in forced_by)])
