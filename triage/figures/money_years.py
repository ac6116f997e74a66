"""Money by fiscal year: one figure that is both the chart and the table beside it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from triage.figures.money_bars import (
    BASE,
    TOP,
    TOP_UNDER_CLIFF,
    TOP_UNDER_TURN,
    Bar,
    MoneyYear,
    bars_of,
    grid_of,
    scale_for,
)
from triage.figures.numbers import Exact, money, money_short, percent, round_half_up

__all__ = [
    "BASE",
    "TOP",
    "TOP_UNDER_CLIFF",
    "TOP_UNDER_TURN",
    "Bar",
    "CliffFact",
    "MoneyFigure",
    "MoneyRow",
    "MoneyYear",
    "Turn",
    "money_years_figure",
]


@dataclass(frozen=True)
class CliffFact:
    """From `label` on grants pay nothing for `cents` a year of recurring cost."""

    label: str
    cents: int


@dataclass(frozen=True)
class MoneyRow:
    """One row of the table; money in whole dollars without the sign.

    `cost_span` and `hours_span` are the low and high end, empty where both are the same.
    """

    label: str
    cost: str
    funded: str
    missing: str
    recurring: str
    hours_short: str
    is_turn: bool
    cost_span: str = ""
    hours_span: str = ""


@dataclass(frozen=True)
class Turn:
    """The rule where paying stops; its words stand on the roomier side of it.

    `says` stands on the first line; what a cliff says besides on the two below it.
    """

    x: str
    text_x: str
    on_left: bool
    says: str
    because: str = ""
    amount: str = ""


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
    has_range: bool = False


def money_years_figure(
    years: Sequence[MoneyYear], cliff: CliffFact | None = None
) -> MoneyFigure:
    """Present cost by fiscal year, oldest first, split into paid and missing.

    :param cliff: the worst one, in one of the years.
    :raises ValueError: no year, or no cost at all; such a page says so in words.
    """
    if not any(year.cost_cents for year in years):
        raise ValueError("nothing to draw: no fiscal year has a cost")
    turn = _cliff_index(years, cliff)
    top = TOP_UNDER_CLIFF
    if turn is None:
        cliff, turn = None, _turning_year(years)
        top = TOP if turn is None else TOP_UNDER_TURN
    scale = scale_for(years, top=top)
    return MoneyFigure(
        title=_finding(years, turn, cliff),
        spoken=_spoken(years, cliff),
        bars=bars_of(years, scale),
        grid=grid_of(scale),
        turn=_turn(years, turn, cliff) if turn is not None else None,
        rows=tuple(_row(year, is_turn=i == turn) for i, year in enumerate(years)),
        total=_total(years),
        first_gap=next((y.label for y in years if y.missing_cents > 0), ""),
        has_range=any(year.has_range for year in years),
    )


def _cliff_index(years: Sequence[MoneyYear], cliff: CliffFact | None) -> int | None:
    labels = [year.label for year in years]
    return labels.index(cliff.label) if cliff and cliff.label in labels else None


def _turning_year(years: Sequence[MoneyYear]) -> int | None:
    """Index of the first year from which nothing is paid, after years that were."""
    paid = [i for i, year in enumerate(years) if year.funded_cents > 0]
    unpaid_after = (
        [y for y in years[paid[-1] + 1 :] if y.cost_cents > 0] if paid else []
    )
    return paid[-1] + 1 if unpaid_after else None


def _turn(years: Sequence[MoneyYear], at: int, cliff: CliffFact | None) -> Turn:
    x = Fraction(100 * at, len(years))
    on_left = x > 50
    words = {"year": years[at].label}
    return Turn(
        x=percent(x),
        text_x=percent(x - Fraction(3, 2) if on_left else x + Fraction(3, 2)),
        on_left=on_left,
        says=(_("Cliff: %(year)s") if cliff else _("From %(year)s: nobody pays"))
        % words,
        because=_("the grant pays nothing") if cliff else "",
        amount=_("%(amount)s a year missing") % {"amount": money_short(cliff.cents)}
        if cliff
        else "",
    )


def _finding(
    years: Sequence[MoneyYear], turn: int | None, cliff: CliffFact | None
) -> str:
    missing = sum(year.missing_cents for year in years)
    if cliff is not None:
        return _cliff_says(cliff)
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


def _cliff_says(cliff: CliffFact) -> str:
    return _("From %(year)s the grant pays nothing: %(amount)s a year missing") % {
        "year": cliff.label,
        "amount": money_short(cliff.cents),
    }


def _spoken(years: Sequence[MoneyYear], cliff: CliffFact | None) -> str:
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
    if cliff is not None:
        parts.append(f"{_cliff_says(cliff)}.")
    parts.append(_("Table below."))
    return " ".join(parts)


def _row(year: MoneyYear, *, is_turn: bool = False) -> MoneyRow:
    return MoneyRow(
        label=year.label,
        cost=_bare(year.cost_cents),
        funded=_bare(year.funded_cents),
        missing=_bare(year.missing_cents),
        recurring=_bare(year.recurring_cents),
        hours_short=_whole(year.hours_short),
        is_turn=is_turn,
        cost_span=_span(year.cost_low_cents, year.cost_high_cents, _bare),
        hours_span=_span(year.hours_short_low, year.hours_short_high, _whole),
    )


def _total(years: Sequence[MoneyYear]) -> MoneyRow:
    return _row(
        MoneyYear(
            label=_("All years"),
            cost_cents=sum(year.cost_cents for year in years),
            funded_cents=sum(year.funded_cents for year in years),
            missing_cents=sum(year.missing_cents for year in years),
            recurring_cents=sum(year.recurring_cents for year in years),
            hours_short=_sum([year.hours_short for year in years]) or 0,
            cost_low_cents=_whole_sum([year.cost_low_cents for year in years]),
            cost_high_cents=_whole_sum([year.cost_high_cents for year in years]),
            hours_short_low=_sum([year.hours_short_low for year in years]),
            hours_short_high=_sum([year.hours_short_high for year in years]),
        )
    )


def _sum(values: Sequence[Exact | None]) -> Fraction | None:
    """None where a part is not known."""
    known = [Fraction(value) for value in values if value is not None]
    return sum(known, Fraction(0)) if len(known) == len(values) else None


def _whole_sum(values: Sequence[int | None]) -> int | None:
    total = _sum(values)
    return None if total is None else int(total)


def _bare(cents: Exact) -> str:
    return money(int(cents)).replace("$", "")


def _whole(value: Exact) -> str:
    return f"{round_half_up(value):,}"


def _span(
    low: Exact | None, high: Exact | None, written: Callable[[Exact], str]
) -> str:
    if low is None or high is None or written(low) == written(high):
        return ""
    return f"{written(low)}–{written(high)}"
