"""The score line by line, and the rules that raise the tier."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _

from triage.figures.numbers import Exact, percent, round_half_up, tenths_that_add_up


@dataclass(frozen=True)
class OpenQuestion:
    """A question still open under a line, and where to answer it."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class LineAnswer:
    """One answer under a line: who said so and when, and what it weighs.

    `kind` is the answer's; `by` and `on` are empty while nobody said anything. `once_said`
    are the words of a choice that is no longer offered.
    """

    question: str
    label: str
    kind: str
    points: str
    by: str = ""
    on: date | None = None
    once_said: str = ""


@dataclass(frozen=True)
class LineValue:
    """One line of a score, exact: what it adds to the total at both ends."""

    label: str
    low: Exact
    high: Exact
    most: Exact = 0
    points_low: int | None = None
    points_high: int | None = None
    points_most: int | None = None
    open: tuple[OpenQuestion, ...] = ()
    why: str = ""
    answers: tuple[LineAnswer, ...] = ()


@dataclass(frozen=True)
class ScoreLine:
    """One printed line; an empty ``most_percent`` means it has no bar."""

    label: str
    why: str
    open: tuple[OpenQuestion, ...]
    answers: tuple[LineAnswer, ...]
    points: str
    adds: str
    most_percent: str
    low_percent: str
    width_percent: str

    @property
    def open_count(self) -> int:
        """How many of the answers under it are not settled."""
        return sum(answer.kind in ("unknown", "not_asked") for answer in self.answers)


@dataclass(frozen=True)
class ScoreLines:
    """What ``score_lines.html`` prints."""

    tier: str
    lines: tuple[ScoreLine, ...]
    total: str


@dataclass(frozen=True)
class RuleLine:
    """What ``rules.html`` prints for one rule; ``fired`` or else only possible."""

    label: str
    fired: bool
    why: str
    forces: str = ""


def score_lines_figure(
    values: Sequence[LineValue], *, low: Exact, high: Exact, tier: str
) -> ScoreLines:
    """Present the lines so that the printed tenths add up to the printed total.

    Bars share one scale: the longest track is the line that could add most.
    """
    lows = tenths_that_add_up([value.low for value in values], low)
    # Widths, not highs: a settled line must print the same at both ends, and rounding
    # the ends apart could even print its high below its low.
    widths = tenths_that_add_up(
        [Fraction(value.high) - Fraction(value.low) for value in values],
        Fraction(round_half_up(Fraction(high) * 10), 10) - Fraction(sum(lows)),
    )
    highs = [low_ + width for low_, width in zip(lows, widths, strict=True)]
    scale = max((Fraction(value.most) for value in values), default=Fraction(0))
    lines = tuple(
        _line(value, f"{low_:.1f}", f"{high_:.1f}", scale)
        for value, low_, high_ in zip(values, lows, highs, strict=True)
    )
    total = _ends(f"{sum(lows):.1f}", f"{sum(highs):.1f}")
    return ScoreLines(tier=tier, lines=lines, total=total)


def _line(value: LineValue, low: str, high: str, scale: Fraction) -> ScoreLine:
    def share(part: Exact) -> str:
        return percent(Fraction(part) * 100 / scale)

    return ScoreLine(
        label=value.label,
        why=value.why,
        open=value.open,
        answers=value.answers,
        points=_points(value),
        adds=_ends(low, high),
        most_percent=share(value.most) if value.most else "",
        low_percent=share(value.low) if value.most else "",
        width_percent=share(Fraction(value.high) - Fraction(value.low))
        if value.most
        else "",
    )


def _points(value: LineValue) -> str:
    if value.points_low is None or value.points_most is None:
        return ""
    return _("%(points)s of %(most)d") % {
        "points": _ends(str(value.points_low), str(value.points_high)),
        "most": value.points_most,
    }


def _ends(low: str, high: str) -> str:
    return low if low == high else f"{low}–{high}"
