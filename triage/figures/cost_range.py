"""Five-year cost with how far it may be off: everything, four times in five, likely."""

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from triage.figures.numbers import money_short, percent
from triage.scoring.budget import Span

# Room left of the lowest and right of the highest end, as shares of the bar.
_LEFT, _ACROSS = Fraction(2), Fraction(96)


@dataclass(frozen=True)
class CostRange:
    """What ``cost_range.html`` prints; percents along the bar, unlocalised.

    Without a range (`has_range` false) only the likely cost is known.
    """

    likely: str
    has_range: bool
    usual_says: str = ""
    hard_says: str = ""
    aria: str = ""
    low_percent: str = ""
    high_percent: str = ""
    width_percent: str = ""
    usual_low_percent: str = ""
    usual_width_percent: str = ""
    likely_percent: str = ""


def cost_range_figure(
    likely: int, hard: Span | None = None, usual: Span | None = None
) -> CostRange:
    """Present a cost in cents.

    :param hard: were every line at its low, or at its high end at once.
    :param usual: the 80% range; an end beyond the hard one, where no cost can lie, is
        shown at the hard one.
    """
    says = money_short(likely)
    if hard is None or usual is None or hard.low == hard.high:
        return CostRange(says, has_range=False)
    usual = Span(max(usual.low, hard.low), min(usual.high, hard.high))
    return CostRange(
        likely=says,
        has_range=True,
        usual_says=_span_says(usual),
        hard_says=_span_says(hard),
        aria=_(
            "Five-year cost %(likely)s, four times in five %(usual)s, never outside "
            "%(hard)s"
        )
        % {
            "likely": says,
            "usual": _spoken(usual),
            "hard": _spoken(hard),
        },
        low_percent=percent(_at(hard.low, hard)),
        high_percent=percent(_at(hard.high, hard)),
        width_percent=percent(_ACROSS),
        usual_low_percent=percent(_at(usual.low, hard)),
        usual_width_percent=percent(_at(usual.high, hard) - _at(usual.low, hard)),
        likely_percent=percent(_at(likely, hard)),
    )


def _at(cents: int, hard: Span) -> Fraction:
    inside = min(max(cents, hard.low), hard.high)
    return _LEFT + _ACROSS * Fraction(inside - hard.low, hard.high - hard.low)


def _span_says(span: Span) -> str:
    return f"{money_short(span.low)}–{money_short(span.high)}"


def _spoken(span: Span) -> str:
    return _("%(low)s to %(high)s") % {
        "low": money_short(span.low),
        "high": money_short(span.high),
    }
