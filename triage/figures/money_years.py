"""Money by fiscal year: one figure that is both the chart and the table beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from triage.figures.numbers import Exact, money, money_short, percent, round_half_up

# Pixels down the plot, as drawn in money_chart.html: bars stand on BASE, and the
# tallest leaves room above it for its label, and for the words of a turning point.
BASE = 252
TOP = 24
TOP_UNDER_TURN = 50
# A label needs this much bar behind it; shorter bars leave theirs to the table.
LABEL_HEIGHT = 22
BAR_SHARE = Fraction(3, 4)
WIDEST_PERCENT = Fraction(20)


@dataclass(frozen=True)
class MoneyYear:
    """One fiscal year's cost, exact, as the gap rules return it."""

    label: str
    cost_cents: int
    funded_cents: int
    missing_cents: int
    recurring_cents: int = 0
    hours_short: Exact = Decimal(0)


@dataclass(frozen=True)
class Bar:
    """One stacked bar: funded below, missing above. y and heights in pixels."""

    label: str
    left: str
    width: str
    middle: str
    fund_y: int
    fund_height: int
    fund_label: str
    fund_label_y: int
    gap_y: int
    gap_height: int
    gap_label: str
    gap_label_y: int
    total_label: str
    total_label_y: int


@dataclass(frozen=True)
class Scale:
    """How tall a bar is."""

    tallest_cents: int
    height: int

    def pixels(self, cents: int) -> int:
        return round_half_up(Fraction(cents * self.height, self.tallest_cents))


@dataclass(frozen=True)
class MoneyRow:
    """One row of the table; money in whole dollars without the sign."""

    label: str
    cost: str
    funded: str
    missing: str
    recurring: str
    hours_short: str
    is_turn: bool


@dataclass(frozen=True)
class Turn:
    """The rule where paying stops; its words stand on the roomier side of it."""

    x: str
    text_x: str
    on_left: bool
    says: str


@dataclass(frozen=True)
class MoneyFigure:
    """What ``money_chart.html`` and ``money_table.html`` print."""

    title: str
    spoken: str
    bars: tuple[Bar, ...]
    grid: tuple[int, ...]
    turn: Turn | None
    rows: tuple[MoneyRow, ...]
    total: MoneyRow
    first_gap: str


def money_years_figure(years: Sequence[MoneyYear]) -> MoneyFigure:
    """Present cost by fiscal year, oldest first, split into paid and missing.

    :raises ValueError: no year, or no cost at all; such a page says so in words.
    """
    if not any(year.cost_cents for year in years):
        raise ValueError("nothing to draw: no fiscal year has a cost")
    turn = _turning_year(years)
    scale = Scale(
        tallest_cents=max(year.cost_cents for year in years),
        height=BASE - (TOP if turn is None else TOP_UNDER_TURN),
    )
    return MoneyFigure(
        title=_finding(years, turn),
        spoken=_spoken(years),
        bars=_bars(years, scale),
        grid=_grid(scale),
        turn=_turn(years, turn) if turn is not None else None,
        rows=tuple(_row(year, is_turn=i == turn) for i, year in enumerate(years)),
        total=_total(years),
        first_gap=next((y.label for y in years if y.missing_cents > 0), ""),
    )


def _turning_year(years: Sequence[MoneyYear]) -> int | None:
    """Index of the first year from which nothing is paid, after years that were."""
    paid = [i for i, year in enumerate(years) if year.funded_cents > 0]
    unpaid_after = (
        [y for y in years[paid[-1] + 1 :] if y.cost_cents > 0] if paid else []
    )
    return paid[-1] + 1 if unpaid_after else None


def _turn(years: Sequence[MoneyYear], at: int) -> Turn:
    x = Fraction(100 * at, len(years))
    on_left = x > 50
    return Turn(
        x=percent(x),
        text_x=percent(x - Fraction(3, 2) if on_left else x + Fraction(3, 2)),
        on_left=on_left,
        says=_("From %(year)s: nobody pays") % {"year": years[at].label},
    )


def _finding(years: Sequence[MoneyYear], turn: int | None) -> str:
    missing = sum(year.missing_cents for year in years)
    if missing == 0:
        return _("Every year is paid for")
    if turn is not None:
        return _("From %(year)s nobody pays") % {"year": years[turn].label}
    if not any(year.funded_cents for year in years):
        return _("Nobody pays yet, in any year")
    first = next(year for year in years if year.missing_cents > 0)
    return _("%(missing)s is missing, first in %(year)s") % {
        "missing": money_short(missing),
        "year": first.label,
    }


def _spoken(years: Sequence[MoneyYear]) -> str:
    parts = [_("Cost by fiscal year, split into funded and missing.")]
    parts += [
        _("%(year)s costs %(cost)s, missing %(missing)s.")
        % {
            "year": year.label,
            "cost": money(year.cost_cents),
            "missing": money(year.missing_cents),
        }
        for year in years
    ]
    parts.append(_("Table below."))
    return " ".join(parts)


def _bars(years: Sequence[MoneyYear], scale: Scale) -> tuple[Bar, ...]:
    slot = Fraction(100, len(years))
    return tuple(_bar(year, i * slot, slot, scale) for i, year in enumerate(years))


def _bar(year: MoneyYear, left: Fraction, slot: Fraction, scale: Scale) -> Bar:
    # Heights from both edges rather than one by one, so that roundings never leave a seam.
    paid_cents = year.cost_cents - year.missing_cents
    fund_y = BASE - scale.pixels(paid_cents)
    gap_y = BASE - scale.pixels(year.cost_cents)
    fund_height, gap_height = BASE - fund_y, fund_y - gap_y
    width = min(slot * BAR_SHARE, WIDEST_PERCENT)
    return Bar(
        label=year.label,
        left=percent(left + (slot - width) / 2),
        width=percent(width),
        middle=percent(left + slot / 2),
        fund_y=fund_y,
        fund_height=fund_height,
        fund_label=money_short(paid_cents) if fund_height >= LABEL_HEIGHT else "",
        fund_label_y=fund_y + fund_height // 2 + 4,
        gap_y=gap_y,
        gap_height=gap_height,
        gap_label=money_short(year.missing_cents) if gap_height >= LABEL_HEIGHT else "",
        gap_label_y=gap_y + gap_height // 2,
        total_label=money_short(year.cost_cents),
        total_label_y=gap_y - 7,
    )


def _grid(scale: Scale) -> tuple[int, int]:
    """Two gridlines at round amounts: the largest 1, 2 or 5 times a power of ten that fits twice."""
    most = max(scale.tallest_cents, 2)
    unit = 1
    while unit * 20 <= most:
        unit *= 10
    step = max(unit * times for times in (1, 2, 5) if unit * times * 2 <= most)
    return BASE - scale.pixels(step), BASE - scale.pixels(step * 2)


def _row(year: MoneyYear, *, is_turn: bool = False) -> MoneyRow:
    return MoneyRow(
        label=year.label,
        cost=_bare(year.cost_cents),
        funded=_bare(year.funded_cents),
        missing=_bare(year.missing_cents),
        recurring=_bare(year.recurring_cents),
        hours_short=f"{round_half_up(year.hours_short):,}",
        is_turn=is_turn,
    )


def _total(years: Sequence[MoneyYear]) -> MoneyRow:
    return _row(
        MoneyYear(
            label=_("All years"),
            cost_cents=sum(year.cost_cents for year in years),
            funded_cents=sum(year.funded_cents for year in years),
            missing_cents=sum(year.missing_cents for year in years),
            recurring_cents=sum(year.recurring_cents for year in years),
            hours_short=sum((Fraction(y.hours_short) for y in years), Fraction(0)),
        )
    )


def _bare(cents: int) -> str:
    return money(cents).replace("$", "")
