"""Requests judged by two rubrics at once, with the exact scorer beside the quick one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from intake.models import ProjectRequest
from triage.figures import TIER_NAMES, ImpactFigure, score_figure, tenths
from triage.figures.numbers import exact_decimal, signed_tenths
from triage.scoring.bulk import ManyScores
from triage.scoring.causes import Judged, TierCause, why_tier_differs
from triage.scoring.moves import Moves
from triage.scoring.rules import Rubric, Tier
from triage.selectors.coded import CodedRequests, read_coded

# So many requests, evenly spread, are scored once more one by one.
SAMPLE = 25


@dataclass(frozen=True, eq=False)
class Comparison:
    """The same requests under two rubrics. Reads no database once it is made.

    A place is where a request stands in the columns of `coded`.
    """

    now: Rubric
    then: Rubric
    coded: CodedRequests
    _pairs: dict[int, tuple[Judged, Judged]] = field(default_factory=dict)

    @classmethod
    def of(
        cls, requests: QuerySet[ProjectRequest], now: Rubric, then: Rubric
    ) -> "Comparison":
        """Read the requests (two queries at any size)."""
        return cls(now, then, read_coded(requests))

    @cached_property
    def moves(self) -> Moves:
        return Moves(
            now=self.coded.scores(self.now),
            then=self.coded.scores(self.then),
            answer_by=self.coded.answer_by,
            ids=self.coded.ids,
        )

    def pair(self, place: int) -> tuple[Judged, Judged]:
        """One request under each rubric by the exact scorer, worked out once."""
        if place not in self._pairs:
            self._pairs[place] = (
                self.coded.judged(place, self.now),
                self.coded.judged(place, self.then),
            )
        return self._pairs[place]

    def why(self, place: int) -> TierCause:
        return why_tier_differs(*self.pair(place))

    def figures(self, place: int) -> tuple[ImpactFigure, ImpactFigure]:
        now, then = self.pair(place)
        return figure_of(now), figure_of(then)

    def differing(self, places: Iterable[int]) -> Iterator[int]:
        """Those of the places where quick and exact scores are not the same."""
        for place in places:
            now, then = self.pair(place)
            moves = self.moves
            if not (
                same_scores(moves.now, place, now)
                and same_scores(moves.then, place, then)
            ):
                yield place


def sample_of(count: int) -> set[int]:
    """A few of so many places, evenly spread, the first and the last among them."""
    return set(
        np.linspace(0, count - 1, min(count, SAMPLE)).round().astype(int).tolist()
    )


def figure_of(judged: Judged) -> ImpactFigure:
    """A score as the range bar and the tier mark show it, with its own rubric's cuts."""
    raised_by = judged.raised_by(judged.score.tier, held=False)
    return score_figure(judged.score, judged.rubric, rules=len(raised_by))


def cause_says(cause: TierCause) -> tuple[str, ...]:
    """Why a tier differs, a phrase for each cause that alone would do."""
    by_rule = _("raised by “%(rule)s”")
    if not cause.is_heavier:
        by_rule = _("no longer raised by “%(rule)s”")
    says = [by_rule % {"rule": rule.name} for rule in cause.rules]
    if cause.cut:
        says.append(
            _("%(tier)s begins at %(then)s, not at %(now)s")
            % {
                "tier": TIER_NAMES[cause.cut.after.tier],
                "then": exact_decimal(cause.cut.after.minimum),
                "now": exact_decimal(cause.cut.before.minimum),
            }
        )
    if cause.points:
        says.append(
            _("planning %(now)s → %(then)s, most by %(line)s (%(by)s)")
            % {
                "now": tenths(cause.points.planning_before),
                "then": tenths(cause.points.planning_after),
                "line": cause.points.dimension or _("the heaviest lines together"),
                "by": signed_tenths(cause.points.by),
            }
        )
    return tuple(says)


def same_scores(many: ManyScores, place: int, exact: Judged) -> bool:
    """Whether one of many scores is that of the exact scorer, to the last digit."""
    score = exact.score
    tiers = ("tier_low", "tier", "tier_high", "base_tier", "held_tier")
    return (
        (many.low_of(place), many.planning_of(place), many.high_of(place))
        == (score.low, score.planning, score.high)
    ) and all(
        tuple(Tier)[getattr(many, name)[place]] is getattr(score, name)
        for name in tiers
    )
