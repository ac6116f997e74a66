"""How bad a gap is: the cut-offs of the gap tiers. Design choices (docs/budget.md)."""

from enum import StrEnum
from fractions import Fraction


class GapTier(StrEnum):
    """Least to most severe. Not costed is unknown, and so comes last."""

    B0 = "b0"
    B1 = "b1"
    B2 = "b2"
    B3 = "b3"
    B4 = "b4"
    NOT_COSTED = "not_costed"

    @property
    def rank(self) -> int:
        return tuple(GapTier).index(self)


# Cut-offs, docs/scoring.md: share of cost and of recurring cost without money, worst
# year's gap in full-time equivalents. Staff alone never makes a request unfunded.
_DOLLAR_LIMITS = (
    (GapTier.B0, Fraction(5, 100), Fraction(5, 100)),
    (GapTier.B1, Fraction(15, 100), Fraction(15, 100)),
    (GapTier.B2, Fraction(40, 100), Fraction(40, 100)),
    (GapTier.B3, Fraction(90, 100), Fraction(1)),
)
_STAFF_LIMITS = (
    (GapTier.B0, Fraction(10, 100)),
    (GapTier.B1, Fraction(25, 100)),
    (GapTier.B2, Fraction(1)),
)
# Below these five-year gaps, in cents, a large share is still small money.
MATERIALITY = ((10_000_00, GapTier.B0), (25_000_00, GapTier.B1))


class TierCause(StrEnum):
    """Why a gap has its tier."""

    SHARE = "share"
    SMALL_MONEY = "small_money"
    BEYOND_SHARE = "beyond_share"


def dollar_tier(gap: int, gap_share: Fraction, recurring_share: Fraction) -> GapTier:
    """The tier of missing money.

    :param gap: cents missing over the window; little money is never a bad gap.
    :param recurring_share: of the recurring cost, how much nobody pays.
    """
    tier = next(
        (
            tier
            for tier, gap_limit, recurring_limit in _DOLLAR_LIMITS
            if gap_share <= gap_limit and recurring_share <= recurring_limit
        ),
        GapTier.B4,
    )
    caps = [cap for limit, cap in MATERIALITY if gap < limit]
    return min([tier, *caps], key=lambda item: item.rank)


def staff_tier(full_time_equivalents: Fraction) -> GapTier:
    """The tier of the people missing in the worst year."""
    return next(
        (tier for tier, limit in _STAFF_LIMITS if full_time_equivalents <= limit),
        GapTier.B3,
    )


def tier_cause(tier: GapTier, gap: int, gap_share: Fraction) -> TierCause:
    """Why the tier is not what the share of missing money alone would give.

    Beyond the share go recurring cost that nobody pays and staff hours that are short.

    :param gap: cents missing over the window.
    """
    by_share = next(
        (named for named, limit, _recurring in _DOLLAR_LIMITS if gap_share <= limit),
        GapTier.B4,
    )
    if tier.rank < by_share.rank:
        return TierCause.SMALL_MONEY
    return TierCause.BEYOND_SHARE if tier.rank > by_share.rank else TierCause.SHARE
