"""Recurring cost nobody pays, by fiscal year: what begins then and what went on."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from triage.figures.money_bars import (
    BAR_SHARE,
    BASE,
    LABEL_HEIGHT,
    TOP,
    WIDEST_PERCENT,
    Scale,
    Whisker,
    grid_of,
)
from triage.figures.numbers import money, money_short, percent


@dataclass(frozen=True)
class UnfundedYear:
    """Cents of one fiscal year; `low` and `high` bound both together."""

    label: str
    begins: int
    carried: int
    low: int
    high: int
    requests: int = 0

    @property
    def together(self) -> int:
        return self.begins + self.carried


@dataclass(frozen=True)
class UnfundedBar:
    """What went on below, what begins above it. y and heights in pixels."""

    label: str
    left: str
    width: str
    middle: str
    carried_y: int
    carried_height: int
    begins_y: int
    begins_height: int
    begins_label: str
    begins_label_y: int
    total_label: str
    total_label_y: int
    whisker: Whisker | None


@dataclass(frozen=True)
class UnfundedRow:
    label: str
    begins: str
    carried: str
    together: str
    span: str
    requests: str


@dataclass(frozen=True)
class UnfundedFigure:
    """What ``unfunded_chart.html`` prints, its table included."""

    title: str
    spoken: str
    bars: tuple[UnfundedBar, ...]
    grid: tuple[int, ...]
    rows: tuple[UnfundedRow, ...]


def unfunded_years_figure(years: Sequence[UnfundedYear]) -> UnfundedFigure | None:
    """Present the years, oldest first; None where every year is paid for."""
    if not any(year.high or year.together for year in years):
        return None
    tallest = max(max(year.high, year.together) for year in years)
    scale = Scale(tallest, BASE - TOP)
    slot = Fraction(100, len(years))
    return UnfundedFigure(
        title=_finding(years),
        spoken=_spoken(years),
        bars=tuple(_bar(year, at * slot, slot, scale) for at, year in enumerate(years)),
        grid=grid_of(scale),
        rows=tuple(map(_row, years)),
    )


def _finding(years: Sequence[UnfundedYear]) -> str:
    worst = max(years, key=lambda year: year.together)
    if not worst.together:
        return _("Likely paid for in every year, but not for certain")
    return _("%(amount)s of running cost has nobody to pay it in %(year)s") % {
        "amount": money_short(worst.together),
        "year": worst.label,
    }


def _spoken(years: Sequence[UnfundedYear]) -> str:
    parts = [_("Running cost nobody pays, by fiscal year.")]
    parts += [
        _("%(year)s %(amount)s, of which %(begins)s begins then.")
        % {
            "year": year.label,
            "amount": money(year.together),
            "begins": money(year.begins),
        }
        for year in years
    ]
    parts.append(_("Table below."))
    return " ".join(parts)


def _bar(
    year: UnfundedYear, left: Fraction, slot: Fraction, scale: Scale
) -> UnfundedBar:
    carried_y = BASE - scale.pixels(year.carried)
    begins_y = BASE - scale.pixels(year.together)
    width = min(slot * BAR_SHARE, WIDEST_PERCENT)
    start = left + (slot - width) / 2
    begins_height = carried_y - begins_y
    shows_label = year.carried > 0 and begins_height >= LABEL_HEIGHT
    return UnfundedBar(
        label=year.label,
        left=percent(start),
        width=percent(width),
        middle=percent(left + slot / 2),
        carried_y=carried_y,
        carried_height=BASE - carried_y,
        begins_y=begins_y,
        begins_height=begins_height,
        begins_label=f"+{money_short(year.begins)}" if shows_label else "",
        begins_label_y=begins_y + begins_height // 2,
        total_label=money_short(year.together),
        total_label_y=begins_y - 7,
        whisker=_whisker(year, start + width, scale),
    )


def _whisker(year: UnfundedYear, x: Fraction, scale: Scale) -> Whisker | None:
    if year.low == year.high:
        return None
    return Whisker(
        percent(x), BASE - scale.pixels(year.high), BASE - scale.pixels(year.low)
    )


def _row(year: UnfundedYear) -> UnfundedRow:
    return UnfundedRow(
        label=year.label,
        begins=_bare(year.begins),
        carried=_bare(year.carried),
        together=_bare(year.together),
        span=f"{_bare(year.low)}–{_bare(year.high)}",
        requests=f"{year.requests:,}",
    )


def _bare(cents: int) -> str:
    return money(cents).replace("$", "")
