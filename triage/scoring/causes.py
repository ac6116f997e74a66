"""Why two rubrics give one request different tiers: a rule, the points, or a cut."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from triage.scoring.answers import Answer, settled_options
from triage.scoring.escalators import Escalation, EscalatorState, escalations
from triage.scoring.rules import Escalator, Rubric, Tier, TierBand
from triage.scoring.score import Score, score


@dataclass(frozen=True)
class Judged:
    """One request under one rubric."""

    rubric: Rubric
    score: Score
    escalations: tuple[Escalation, ...]

    @classmethod
    def by(cls, rubric: Rubric, answers: Mapping[str, Answer]) -> "Judged":
        """:param answers: such as the rubric's questionnaire offers (`offered_by`)."""
        states = escalations(settled_options(answers, rubric), rubric)
        return cls(rubric, score(answers, rubric), states)

    def raised_by(self, tier: Tier, *, held: bool) -> tuple[Escalator, ...]:
        """The rules whose floor is this tier; with `held` those that may yet fire, too."""
        counting = {EscalatorState.FIRED} | (
            {EscalatorState.POSSIBLE} if held else set()
        )
        return tuple(
            item.escalator
            for item in self.escalations
            if item.state in counting and item.floor is tier
        )


@dataclass(frozen=True)
class PointsMoved:
    """The planning score crossed a cut.

    `dimension` is the name of the line that moved it most, and `by` how far; the depth
    line has none.
    """

    planning_before: Fraction
    planning_after: Fraction
    dimension: str
    by: Fraction


@dataclass(frozen=True)
class CutMoved:
    """A cut crossed the planning score."""

    before: TierBand
    after: TierBand


@dataclass(frozen=True)
class TierCause:
    """What raises the higher of two tiers, and is not there under the other rubric.

    More than one part means that each alone would do.
    """

    before: Tier
    after: Tier
    rules: tuple[Escalator, ...]
    points: PointsMoved | None
    cut: CutMoved | None

    @property
    def is_heavier(self) -> bool:
        return self.after.rank > self.before.rank


def why_tier_differs(before: Judged, after: Judged, *, held: bool = False) -> TierCause:
    """Name what makes the tiers differ; with `held`, the tiers open questions hold.

    Empty parts where the tiers are the same.
    """
    was = before.score.held_tier if held else before.score.tier
    is_now = after.score.held_tier if held else after.score.tier
    if was is is_now:
        return TierCause(was, is_now, (), None, None)
    # The lower tier shows what is missing there, so only the higher one is looked at.
    higher = after if is_now.rank > was.rank else before
    tier = is_now if higher is after else was
    by_points = higher.score.base_tier is tier
    cut = _cut_moved(before, after, tier) if by_points else None
    return TierCause(
        before=was,
        after=is_now,
        rules=higher.raised_by(tier, held=held),
        points=_points_moved(before, after) if by_points and cut is None else None,
        cut=cut,
    )


def _cut_moved(before: Judged, after: Judged, tier: Tier) -> CutMoved | None:
    """The cut of the tier, if the points alone would have left the tier as it was."""
    if before.rubric.tier_of(after.score.planning) is not before.score.base_tier:
        return None
    return CutMoved(before.rubric.band_of(tier), after.rubric.band_of(tier))


def _points_moved(before: Judged, after: Judged) -> PointsMoved:
    was, is_now = _at_planning(before), _at_planning(after)
    rise = after.score.planning - before.score.planning
    moves = {
        line: is_now.get(line, Fraction(0)) - was.get(line, Fraction(0))
        for line in {**was, **is_now}
    }
    furthest = max if rise > 0 else min
    line = furthest(moves, key=lambda each: moves[each])
    names = {d.id: d.name for d in before.rubric.dimensions + after.rubric.dimensions}
    return PointsMoved(
        planning_before=before.score.planning,
        planning_after=after.score.planning,
        dimension=names.get(line, ""),
        by=moves[line],
    )


def _at_planning(judged: Judged) -> dict[str, Fraction]:
    """What each line adds to the planning score, by dimension; the depth line by ""."""
    share = judged.rubric.planning_share
    return {
        line.dimension.id if line.dimension else "": line.low
        + share * (line.high - line.low)
        for line in judged.score.lines
    }
