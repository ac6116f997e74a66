"""Where tiers would have to begin for a wished share of requests to fall into each."""

from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import accumulate
from math import lcm

from triage.scoring.rules import Rubric, Tier

# Requests parted wrongly, then present cuts given up, roughness, distance from present.
Cost = tuple[int, int, int, int]


class ShareError(ValueError):
    """The wished shares make no whole; the message says why."""


def check_shares(shares: Sequence[int]) -> None:
    """:raises ShareError: not one share a tier, one below 0, or no 100 together."""
    if len(shares) != len(Tier):
        raise ShareError(f"{len(Tier)} shares are needed, one for each tier")
    if min(shares) < 0:
        raise ShareError("a share is below 0")
    if sum(shares) != 100:
        raise ShareError(f"the shares add up to {sum(shares)}, not 100")


def propose_cuts(
    planning: Sequence[Fraction], shares: Sequence[int], rubric: Rubric
) -> tuple[Fraction, ...]:
    """Where each tier begins, Low at 0, so that the shares are met as nearly as can be.

    Equal scores cannot be parted, so the shares may be missed. Of the cuts that part the
    requests alike the present ones stay, else the roundest numbers nearest to them.

    :param planning: the planning scores the cuts are made from, at least one.
    :param shares: whole percent of them wished in each tier, Low first.
    :raises ShareError: see `check_shares`.
    """
    check_shares(shares)
    present = [band.minimum for band in rubric.tiers]
    # Finer cuts than tenths would fit these requests and say nothing more. Everything is
    # in whole units, because many cuts are weighed.
    unit = lcm(10, *(cut.denominator for cut in present))
    tenth = unit // 10
    possible = sorted(
        {int(cut * unit) for cut in present} | set(range(tenth, 1001 * tenth, tenth))
    )
    scores = sorted(int(score * unit) for score in planning)
    ways = [_Way((0,), (0, 0, 0, 0))]
    for cut_now, wished in zip(present[1:], accumulate(shares), strict=False):
        badness = _badness(scores, wished, int(cut_now * unit), unit)
        ways = list(_longer(ways, possible, badness))
    cheapest = min(ways, key=lambda way: way.cost)
    return tuple(Fraction(cut, unit) for cut in cheapest.cuts)


def with_cuts(rubric: Rubric, cuts: Sequence[Fraction | int]) -> Rubric:
    """The same rubric with its tiers beginning elsewhere."""
    bands = (
        replace(band, minimum=Fraction(cut))
        for band, cut in zip(rubric.tiers, cuts, strict=True)
    )
    return replace(rubric, tiers=tuple(bands))


@dataclass(frozen=True)
class _Way:
    """The first few cuts, in units, and what they cost."""

    cuts: tuple[int, ...]
    cost: Cost


def _longer(
    ways: Iterable[_Way], possible: Iterable[int], badness: Callable[[int], Cost]
) -> Iterator[_Way]:
    """The cheapest way to each next cut, from ways in the order of their last one."""
    waiting = deque(ways)
    cheapest: _Way | None = None
    for cut in possible:
        while waiting and waiting[0].cuts[-1] < cut:
            way = waiting.popleft()
            if cheapest is None or way.cost < cheapest.cost:
                cheapest = way
        if cheapest is not None:
            a, b, c, d = map(sum, zip(cheapest.cost, badness(cut), strict=True))
            yield _Way((*cheapest.cuts, cut), (a, b, c, d))


def _badness(
    scores: Sequence[int], wished_below: int, present: int, unit: int
) -> Callable[[int], Cost]:
    """How ill a cut serves, for sorted scores and the percent of them wished below it."""
    steps = (5 * unit, unit, unit // 2)

    def badness(cut: int) -> Cost:
        missed = abs(100 * bisect_left(scores, cut) - wished_below * len(scores))
        roughness = next((i for i, step in enumerate(steps) if not cut % step), 3)
        return missed, int(cut != present), roughness, abs(cut - present)

    return badness
