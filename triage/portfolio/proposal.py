"""What comes of choosing."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from triage.portfolio.model import Resource


class ReasonKind(StrEnum):
    """Why a request is left out. `other` and `resource` of the reason say more."""

    BREAKS = "breaks"  # `resource` would be over its limit by `units`
    EXCLUDED = "excluded"  # `other` is in, and only one of the two may be
    SETTLED = "settled"  # the same, and `other` is accepted already
    ABSENT = "absent"  # it needs `other`, which cannot be chosen
    NO_POINTS = "no_points"  # it would fit, and bring nothing


@dataclass(frozen=True)
class Reason:
    kind: ReasonKind
    other: str = ""
    resource: Resource | None = None
    units: int = 0


@dataclass(frozen=True)
class LeftOut:
    """A request that is not proposed; `brings_along` are what it needs and is not in.

    The reasons are of adding it with those to what is proposed.
    """

    number: str
    reasons: tuple[Reason, ...]
    brings_along: tuple[str, ...] = ()


@dataclass(frozen=True)
class Use:
    """What the proposal takes of one limit, in cents or hundredths of an hour."""

    resource: Resource
    limit: int
    used: int

    @property
    def room(self) -> int:
        return self.limit - self.used


@dataclass(frozen=True)
class Price:
    """What more of one limit would bring.

    `per_step` is an estimate of points for each further `step` units, as if requests
    could be taken in parts. `gained`, `comes_in` and `goes_out` are what really changes
    with `raised_by` units more; `gained` is None where that was not tried.
    """

    resource: Resource
    step: int
    per_step: Fraction
    raised_by: int
    gained: int | None = None
    comes_in: tuple[str, ...] = ()
    goes_out: tuple[str, ...] = ()


class ClashKind(StrEnum):
    """Why what is mandated cannot all be done."""

    OVER = "over"  # together over the limit of `resource` by `units`
    EXCLUDE = "exclude"  # `first` and `second` exclude each other
    SETTLED = "settled"  # `first` excludes `second`, which is accepted already
    ABSENT = "absent"  # `first` needs `second`, which cannot be chosen


@dataclass(frozen=True)
class Clash:
    kind: ClashKind
    first: str = ""
    second: str = ""
    resource: Resource | None = None
    units: int = 0


@dataclass(frozen=True)
class Proposal:
    """The requests that bring most points, in order of number.

    `at_most` is what no choice can exceed: equal to `points`, the proposal is proven
    best. With `clashes` the mandated requests alone break the limits, and nothing is
    proposed.
    """

    chosen: tuple[str, ...] = ()
    points: int = 0
    at_most: int = 0
    left_out: tuple[LeftOut, ...] = ()
    uses: tuple[Use, ...] = ()
    prices: tuple[Price, ...] = ()
    clashes: tuple[Clash, ...] = ()

    @property
    def is_proven(self) -> bool:
        return not self.clashes and self.points >= self.at_most

    @property
    def short_of(self) -> Fraction:
        """The share of `at_most` by which something better might exist."""
        if not self.at_most:
            return Fraction(0)
        return Fraction(self.at_most - self.points, self.at_most)
