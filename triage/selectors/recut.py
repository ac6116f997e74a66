"""Tiers cut anew from the requests that came in last."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np
from django.db.models import QuerySet
from numpy.typing import NDArray

from accounts.models import User
from intake.lifecycle import Step
from intake.models import ProjectRequest
from triage.figures import TierMark, tier_mark
from triage.scoring.recut import check_shares, propose_cuts, with_cuts
from triage.scoring.rounding import half_up
from triage.scoring.rules import Rubric, Tier
from triage.selectors.comparison import Comparison
from triage.selectors.what_if import ChangedRows, changed_rows

# docs/scoring.md: a city recuts its tiers from its own last 50 requests.
LAST = 50
MOST = 1000
SHARES = (25, 40, 25, 10)
# A share of fewer says little.
FEW = 20


@dataclass(frozen=True)
class TierShare:
    """One tier: where it begins, and how many requests it holds.

    `by_points` leaves out the rules that raise a tier; cuts alone cannot move those.
    """

    tier: Tier
    begins_now: Decimal
    begins: Decimal
    wished_percent: int
    now: int
    then: int
    by_points_now: int
    by_points: int

    @property
    def mark(self) -> TierMark:
        return tier_mark(self.tier)

    @property
    def moves(self) -> bool:
        return self.begins != self.begins_now


@dataclass(frozen=True)
class Recut:
    """The proposal from `count` requests; without any there is none, and no tiers."""

    count: int
    tiers: tuple[TierShare, ...]
    changed: ChangedRows

    @property
    def is_thin(self) -> bool:
        return self.count < FEW

    @property
    def moves(self) -> bool:
        return any(tier.moves for tier in self.tiers)


def recut(
    *,
    rules: Rubric,
    shares: Sequence[int] = SHARES,
    last: int = LAST,
    reader: User | None = None,
) -> Recut:
    """Propose cuts for the wished shares (three queries).

    Taken from the last real requests that were sent and not withdrawn, judged by
    `rules` whatever they were judged by.

    :param shares: whole percent for each tier, Low first.
    :param reader: whose page it is; without one, all requests count.
    :raises ShareError: they make no whole.
    """
    check_shares(shares)
    comparison = Comparison.of(_last_requests(reader, last), rules, rules)
    count = len(comparison.coded)
    if not count:
        return Recut(0, (), ChangedRows((), 0))
    now = comparison.moves.now
    planning = [now.planning_of(place) for place in range(count)]
    proposed = with_cuts(rules, propose_cuts(planning, shares, rules))
    comparison = Comparison(rules, proposed, comparison.coded)
    then = comparison.moves.then
    columns = (now.tier, then.tier, now.base_tier, then.base_tier)
    tiers = tuple(
        TierShare(
            tier,
            _cut(rules.band_of(tier).minimum),
            _cut(proposed.band_of(tier).minimum),
            share,
            *(_count(column, tier) for column in columns),
        )
        for tier, share in zip(Tier, shares, strict=True)
    )
    changed = [
        *comparison.moves.heavier.tolist(),
        *comparison.moves.lighter.tolist(),
    ]
    return Recut(count, tiers, changed_rows(comparison, changed))


def _last_requests(reader: User | None, last: int) -> QuerySet[ProjectRequest]:
    seen = ProjectRequest.objects.all()
    if reader is not None:
        seen = seen.visible_to(reader)
    sent = seen.real().filter(submitted_at__isnull=False)
    sent = sent.exclude(step=Step.WITHDRAWN).exclude(answer_codes="")
    newest = sent.order_by("-submitted_at", "-pk").values("pk")[:last]
    return ProjectRequest.objects.filter(pk__in=newest)


def _count(column: NDArray[np.int8], tier: Tier) -> int:
    return int((column == tier.rank).sum())


def _cut(cut: Fraction) -> Decimal:
    """As it would be written: 45 or 50.5, never 5E+1."""
    return Decimal(f"{half_up(cut, 4).normalize():f}")
