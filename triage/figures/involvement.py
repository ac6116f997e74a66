"""Early involvement by quarter: one figure that is both the chart and the table beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from triage.figures.lateness import spread
from triage.figures.numbers import Exact, percent, round_half_up

# Pixels down the plot, as drawn in involvement_trend.html.
BASE, TOP = 216, 24
BAR_SHARE = Fraction(3, 5)
WIDEST_PERCENT = Fraction(9)
# Bars leave the right end to the names of the lines.
BARS_PERCENT = 86


@dataclass(frozen=True)
class TrendPoint:
    """One quarter; `index` is the range of its median, None without any request."""

    label: str
    year: str
    spell: str
    count: int
    in_time: int
    index: tuple[Exact, Exact] | None


@dataclass(frozen=True)
class TrendBar:
    """Solid up to what is certain, dashed up to what it may be. y in pixels, x in percent."""

    label: str
    year: str
    left: str
    width: str
    middle: str
    known_y: int
    known_height: int
    open_y: int
    open_height: int
    says: str
    says_y: int


@dataclass(frozen=True)
class TrendLine:
    """From here on up a request came early, or in time."""

    y: int
    name: str


@dataclass(frozen=True)
class TrendRow:
    label: str
    spell: str
    count: int
    in_time: str
    index: str


@dataclass(frozen=True)
class TrendFigure:
    """What `involvement_trend.html` prints; `rows` newest first."""

    title: str
    spoken: str
    bars: tuple[TrendBar, ...]
    lines: tuple[TrendLine, ...]
    rows: tuple[TrendRow, ...]


def involvement_trend(
    points: Sequence[TrendPoint], *, lines: Sequence[tuple[Exact, str]] = ()
) -> TrendFigure:
    """Present quarters, oldest first.

    :param lines: index and name of what counts as early or in time, as the rubric says.
    """
    slot = Fraction(BARS_PERCENT, max(len(points), 1))
    return TrendFigure(
        title=_finding(points),
        spoken=_spoken(points),
        bars=tuple(_bar(point, i * slot, slot) for i, point in enumerate(points)),
        lines=tuple(TrendLine(_y(index), name) for index, name in lines),
        rows=tuple(map(_row, reversed(points))),
    )


def of(part: int, whole: int) -> str:
    """“5 of 13”, said rather than a share alone."""
    return _("%(part)d of %(whole)d") % {"part": part, "whole": whole}


def index_says(index: tuple[Exact, Exact] | None) -> str:
    """“56–74”, or empty."""
    return spread(*map(round_half_up, index)) if index else ""


def _finding(points: Sequence[TrendPoint]) -> str:
    told = [point for point in points if point.count]
    if not told:
        return _("No request in these quarters")
    words = {
        "index": index_says(told[-1].index),
        "quarter": f"{told[-1].label} {told[-1].year}",
    }
    if len(told) == 1:
        return _("Median of %(index)s in %(quarter)s") % words
    # Named, because it need not be the quarter just before.
    words["before"] = index_says(told[-2].index)
    words["earlier"] = f"{told[-2].label} {told[-2].year}"
    return (
        _("Median of %(index)s in %(quarter)s; in %(earlier)s it was %(before)s")
        % words
    )


def _spoken(points: Sequence[TrendPoint]) -> str:
    parts = [_("Median early involvement by quarter, of 100.")]
    parts += [
        _("%(quarter)s: %(index)s, %(share)s in time.")
        % {
            "quarter": f"{point.label} {point.year}",
            "index": index_says(point.index),
            "share": of(point.in_time, point.count),
        }
        for point in points
        if point.index
    ]
    return " ".join([*parts, _("Table below.")])


def _bar(point: TrendPoint, left: Fraction, slot: Fraction) -> TrendBar:
    low, high = point.index or (0, 0)
    # Heights from edges rather than one by one, so that roundings never leave a seam.
    known_y, open_y = _y(low), _y(high)
    width = min(slot * BAR_SHARE, WIDEST_PERCENT)
    return TrendBar(
        label=point.label,
        year=point.year if point.label == "Q1" or not left else "",
        left=percent(left + (slot - width) / 2),
        width=percent(width),
        middle=percent(left + slot / 2),
        known_y=known_y,
        known_height=BASE - known_y,
        open_y=open_y,
        open_height=known_y - open_y,
        says=index_says(point.index),
        says_y=open_y - 7,
    )


def _row(point: TrendPoint) -> TrendRow:
    return TrendRow(
        label=f"{point.label} {point.year}",
        spell=point.spell,
        count=point.count,
        in_time=of(point.in_time, point.count) if point.count else "",
        index=index_says(point.index),
    )


def _y(index: Exact) -> int:
    return BASE - round_half_up(Fraction(index) * (BASE - TOP) / 100)
