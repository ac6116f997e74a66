"""Impact on IT: the range bar, the tier mark and the sentence beside them."""

from dataclasses import dataclass, replace
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from triage.figures.numbers import Exact, percent, round_half_up, span
from triage.scoring.rules import Rubric
from triage.scoring.score import Score

TIER_NAMES: dict[str, str | Promise] = {
    "low": gettext_lazy("Low"),
    "moderate": gettext_lazy("Moderate"),
    "high": gettext_lazy("High"),
    "critical": gettext_lazy("Critical"),
}
TIERS = tuple(TIER_NAMES)
# Rubric 2026.1; a page that shows another rubric passes its own.
CUTS: tuple[Exact, ...] = (25, 45, 65)
LAYER_TOPS = ("12.2", "8.4", "4.6", "0.8")
# Points between the planning bar and where the dotted line of a lift may begin.
LIFT_MARGIN = 2


@dataclass(frozen=True)
class TierLayer:
    """One of the four strata: ``on`` filled, ``may`` dashed, ``off`` empty."""

    state: str
    y: str


@dataclass(frozen=True)
class TierMark:
    """A tier's name with its strata, and the words that belong beside it."""

    tier: str
    label: str
    layers: tuple[TierLayer, ...]
    could: str
    raised: str
    note: str


@dataclass(frozen=True)
class Lift:
    """The dotted line from the figure to the edge of the tier a rule lifts it to."""

    start: str
    end: str
    edge: str


@dataclass(frozen=True)
class ImpactFigure:
    """What ``range_bar.html`` and ``impact.html`` print. Percents are unlocalised.

    ``tight`` is for a narrow column: low, planning, high, or planning alone when the
    ends print alike.
    """

    mark: TierMark
    low: str
    planning: str
    high: str
    low_percent: str
    planning_percent: str
    width_percent: str
    cut_percents: tuple[str, ...]
    tight: tuple[str, ...]
    settled: bool
    lift: Lift | None
    range_says: str
    tail: str
    says: str
    aria: str

    @property
    def tier(self) -> str:
        return self.mark.tier


def tier_mark(
    tier: str,
    tier_high: str = "",
    *,
    base_tier: str = "",
    rules: int = 0,
) -> TierMark:
    """Describe a tier.

    :param tier_high: the worst it could still be; the same or empty when settled.
    :param base_tier: the tier by points alone, before rules raised it.
    :param rules: how many fired rules raise it; 0 where nobody counted them.
    """
    reach = TIERS.index(tier_high or tier)
    here = TIERS.index(tier)
    layers = tuple(
        TierLayer("on" if i <= here else "may" if i <= reach else "off", y)
        for i, y in enumerate(LAYER_TOPS)
    )
    return TierMark(
        tier=tier,
        label=str(TIER_NAMES[tier]),
        layers=layers,
        could=_("could be %(tier)s") % {"tier": TIER_NAMES[tier_high]}
        if reach > here
        else "",
        raised=_raised(tier, base_tier, rules),
        note="",
    )


def set_by_hand(tier: str, set_by: str, computed: TierMark) -> TierMark:
    """“Moderate, set by I. Fontaine; computed High, could be Critical”."""
    words = {"person": set_by, "computed": f"{computed.label}{_tail(computed)}"}
    return replace(
        tier_mark(tier),
        note=_("set by %(person)s; computed %(computed)s") % words,
    )


def _raised(tier: str, base_tier: str, rules: int) -> str:
    if not base_tier or TIERS.index(base_tier) >= TIERS.index(tier):
        return ""
    if not rules:
        return _("raised from %(tier)s by a rule") % {"tier": TIER_NAMES[base_tier]}
    if rules == 1:
        return _("raised from %(tier)s by one rule") % {"tier": TIER_NAMES[base_tier]}
    return ngettext(
        "raised from %(tier)s by %(count)d rule",
        "raised from %(tier)s by %(count)d rules",
        rules,
    ) % {"tier": TIER_NAMES[base_tier], "count": rules}


def impact_figure(
    low: Exact,
    planning: Exact,
    high: Exact,
    *,
    tier: str,
    tier_low: str,
    tier_high: str,
    base_tier: str,
    rules: int = 0,
    cuts: tuple[Exact, ...] = CUTS,
    tier_set: str = "",
    set_by: str = "",
) -> ImpactFigure:
    """Present a score on 0 to 100 with its range.

    A figure that would round up to a tier's edge it has not reached says “just
    under” it, so that the number never contradicts the tier (scoring.md §2).

    :param base_tier: the tier by points alone, before rules raised it.
    :param rules: how many fired rules raise the tier; 0 where nobody counted them.
    :param tier_set: the tier `set_by` set by hand, shown first; the computed one stays
        beside it.
    """
    computed = tier_mark(tier, tier_high, base_tier=base_tier, rules=rules)
    mark = set_by_hand(tier_set, set_by, computed) if tier_set else computed
    words = [_whole(value, cuts) for value in (low, planning, high)]
    settled = low == high and tier_low == tier_high
    range_says = _range_says(*words)
    return ImpactFigure(
        mark=mark,
        low=words[0],
        planning=words[1],
        high=words[2],
        low_percent=percent(low),
        planning_percent=percent(planning),
        width_percent=percent(Fraction(high) - Fraction(low)),
        cut_percents=tuple(percent(cut) for cut in cuts),
        tight=_tight((low, planning, high), cuts),
        settled=settled,
        lift=_lift(tier, high, cuts),
        range_says=range_says,
        tail=_tail(mark),
        says=f"{range_says}: {mark.label}{_tail(mark)}",
        aria=_aria(words, mark, settled=settled),
    )


def score_figure(
    score: Score, rubric: Rubric, *, rules: int, tier_set: str = "", set_by: str = ""
) -> ImpactFigure:
    """`impact_figure` of a whole score, by the rubric that made it."""
    return impact_figure(
        score.low,
        score.planning,
        score.high,
        tier=score.tier,
        tier_low=score.tier_low,
        tier_high=score.tier_high,
        base_tier=score.base_tier,
        rules=rules,
        cuts=rubric.cuts,
        tier_set=tier_set,
        set_by=set_by,
    )


def _whole(value: Exact, cuts: tuple[Exact, ...]) -> str:
    rounded = round_half_up(value)
    if _is_just_under(value, cuts):
        return _("just under %(edge)d") % {"edge": rounded}
    return str(rounded)


def _is_just_under(value: Exact, cuts: tuple[Exact, ...]) -> bool:
    rounded = round_half_up(value)
    return rounded in cuts and value < rounded


def _tight(values: tuple[Exact, ...], cuts: tuple[Exact, ...]) -> tuple[str, ...]:
    shown = tuple(
        f"{'<' if _is_just_under(value, cuts) else ''}{round_half_up(value)}"
        for value in values
    )
    return shown if shown[0] != shown[-1] else shown[1:2]


def _range_says(low: str, planning: str, high: str) -> str:
    if low == high:
        return planning
    return _("%(range)s, planning %(planning)s") % {
        "range": span(low, high),
        "planning": planning,
    }


def _tail(mark: TierMark) -> str:
    return "".join(f", {part}" for part in (mark.note, mark.raised, mark.could) if part)


def _aria(words: list[str], mark: TierMark, *, settled: bool) -> str:
    low, planning, high = words
    if settled:
        spoken = _("Impact %(planning)s, settled") % {"planning": planning}
    elif low == high:
        spoken = _("Impact %(planning)s") % {"planning": planning}
    else:
        spoken = _("Impact %(low)s to %(high)s, planning %(planning)s") % {
            "low": low,
            "high": high,
            "planning": planning,
        }
    return f"{spoken}: {mark.label}{_tail(mark)}"


def _lift(tier: str, high: Exact, cuts: tuple[Exact, ...]) -> Lift | None:
    """The arrow to the tier's edge, when rules hold the tier beyond the whole range."""
    edge = cuts[TIERS.index(tier) - 1] if tier != TIERS[0] else 0
    if high >= edge:
        return None
    start = min(Fraction(high) + LIFT_MARGIN, Fraction(edge))
    end = max(Fraction(edge) - Fraction(3, 2), start)
    return Lift(percent(start), percent(end), percent(edge))
