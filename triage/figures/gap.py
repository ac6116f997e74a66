"""Missing money: the gap bar and the words that always stand with it."""

from dataclasses import dataclass
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from triage.figures.numbers import Exact, money, percent, round_half_up
from triage.scoring.budget import MATERIALITY, GapTier, TierCause, tier_cause

GAP_NAMES: dict[str, str | Promise] = {
    "b0": gettext_lazy("Funded"),
    "b1": gettext_lazy("Small"),
    "b2": gettext_lazy("Significant"),
    "b3": gettext_lazy("Severe"),
    "b4": gettext_lazy("Unfunded"),
    "not_costed": gettext_lazy("Not costed yet"),
}
NOT_COSTED = "not_costed"


@dataclass(frozen=True)
class GapFigure:
    """What ``gap_bar.html`` prints. Percents are unlocalised."""

    tier: str
    label: str
    costed: bool
    share: str
    share_percent: str
    low_percent: str
    high_percent: str
    has_range: bool
    could: str
    says: str
    money_says: str
    why: str
    aria: str


def gap_figure(
    tier: str,
    share: Exact | None = None,
    *,
    share_low: Exact | None = None,
    share_high: Exact | None = None,
    tier_low: str = "",
    tier_high: str = "",
    missing_cents: int | None = None,
    cost_cents: int | None = None,
) -> GapFigure:
    """Present the share of five-year cost that nobody pays.

    :param tier: ``b0`` to ``b4`` or ``not_costed``; the staff gap may set it, so it
        is not always the tier of the share.
    :param share: 0 to 1; with ``not_costed`` it is not looked at.
    """
    if tier == NOT_COSTED or share is None:
        return _not_costed()
    low, high = _around(share, share_low, share_high)
    likely = _whole_percent(share)
    ends = (_whole_percent(low), _whole_percent(high))
    has_range = ends[0] != ends[1]
    label = str(GAP_NAMES[tier])
    return GapFigure(
        tier=tier,
        label=label,
        costed=True,
        share=f"{likely}%",
        share_percent=percent(share * 100),
        low_percent=percent(low * 100),
        high_percent=percent(high * 100),
        has_range=has_range,
        could=_could(tier, tier_low or tier, tier_high or tier),
        says=f"{likely}%, {label}",
        money_says=_money_says(missing_cents, cost_cents, ends if has_range else None),
        why=_why(tier, missing_cents, cost_cents),
        aria=_aria(likely, ends if has_range else None, label),
    )


def _around(
    share: Exact, share_low: Exact | None, share_high: Exact | None
) -> tuple[Exact, Exact]:
    """Both ends; cheaper is not always a smaller share missing."""
    given = (share, share_low, share_high)
    ends = sorted(Fraction(end) for end in given if end is not None)
    return ends[0], ends[-1]


def _not_costed() -> GapFigure:
    label = str(GAP_NAMES[NOT_COSTED])
    return GapFigure(
        tier=NOT_COSTED,
        label=label,
        costed=False,
        share="",
        share_percent="0.0",
        low_percent="0.0",
        high_percent="0.0",
        has_range=False,
        could="",
        says=label,
        money_says=_("No cost line has been entered."),
        why="",
        aria=_("Gap: not costed yet"),
    )


def _whole_percent(share: Exact) -> int:
    return round_half_up(share * 100)


def _could(tier: str, tier_low: str, tier_high: str) -> str:
    if tier_high == tier_low:
        return ""
    if tier_low == tier:
        return _("could be %(tier)s") % {"tier": GAP_NAMES[tier_high]}
    return _("%(low)s to %(high)s") % {
        "low": GAP_NAMES[tier_low],
        "high": GAP_NAMES[tier_high],
    }


def _money_says(
    missing_cents: int | None, cost_cents: int | None, ends: tuple[int, int] | None
) -> str:
    if missing_cents is None or cost_cents is None:
        return ""
    parts = {"missing": money(missing_cents), "cost": money(cost_cents)}
    if ends is None:
        return _("%(missing)s of %(cost)s") % parts
    return _("%(missing)s of %(cost)s, %(low)d–%(high)d%%") % {
        **parts,
        "low": ends[0],
        "high": ends[1],
    }


def _why(tier: str, missing_cents: int | None, cost_cents: int | None) -> str:
    """What made the tier, where the percent beside it did not."""
    if missing_cents is None or not cost_cents:
        return ""
    share = Fraction(missing_cents, cost_cents)
    cause = tier_cause(GapTier(tier), missing_cents, share)
    if cause is TierCause.SMALL_MONEY:
        limit = next(limit for limit, _tier in MATERIALITY if missing_cents < limit)
        return _("under %(limit)s in all") % {"limit": money(limit)}
    if cause is TierCause.BEYOND_SHARE:
        return _("running cost or staff")
    return ""


def _aria(likely: int, ends: tuple[int, int] | None, label: str) -> str:
    if ends is None:
        return _("Gap %(likely)d percent: %(tier)s") % {"likely": likely, "tier": label}
    return _("Gap %(likely)d percent, %(low)d to %(high)d: %(tier)s") % {
        "likely": likely,
        "low": ends[0],
        "high": ends[1],
        "tier": label,
    }
