"""When IT was told: the disc, its word and its index."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from triage.figures.numbers import Exact, round_half_up

# Keys are the bands as the `assess` command prints them.
BAND_NAMES: dict[str, str | Promise] = {
    "Early": gettext_lazy("Early"),
    "In time": gettext_lazy("In time"),
    "Late": gettext_lazy("Late"),
    "After the fact": gettext_lazy("After the fact"),
}
DISCS = dict(zip(BAND_NAMES, ("empty", "quarter", "half", "full"), strict=True))


@dataclass(frozen=True)
class LatenessFigure:
    """What ``lateness.html`` prints; ``disc`` is empty, quarter, half or full.

    ``involvement_says`` is the same index the other way round: 100 is earliest.
    """

    known: bool
    disc: str
    label: str
    could: str
    index: str
    index_says: str
    involvement_says: str


def lateness_figure(
    low: Exact | None,
    high: Exact | None,
    band_low: str | None,
    band_high: str | None,
) -> LatenessFigure:
    """Present the lateness index (0 to 100) and its bands; ``None`` when nothing is known.

    The disc shows the better end, which is proven; the worse one is said in words.
    """
    if low is None or high is None or not band_low or not band_high:
        return LatenessFigure(
            known=False,
            disc="",
            label=_("Don't know yet"),
            could="",
            index="",
            index_says=_("No dates recorded"),
            involvement_says="",
        )
    ends = (round_half_up(low), round_half_up(high))
    index = spread(*ends)
    could = ""
    if band_high != band_low:
        could = _("could be %(band)s") % {"band": BAND_NAMES[band_high]}
    return LatenessFigure(
        known=True,
        disc=DISCS[band_low],
        label=str(BAND_NAMES[band_low]),
        could=could,
        index=index,
        index_says=_("lateness %(index)s") % {"index": index},
        # From the printed ends, so that the two add up to 100 as they are read.
        involvement_says=_("early involvement %(index)s of 100")
        % {"index": spread(100 - ends[1], 100 - ends[0])},
    )


def spread(low: int, high: int) -> str:
    """One figure where both ends are the same, else ``56–70``."""
    return str(low) if low == high else f"{low}–{high}"
