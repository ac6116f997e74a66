"""Yearly money that ends, by fiscal quarter: the picture and the table beside it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from accounts.calendar import FiscalQuarter
from triage.figures.money_bars import (
    TOP,
    Bar,
    MoneyYear,
    bars_of,
    grid_of,
    scale_for,
)
from triage.figures.numbers import money, money_short

# More would leave no room for the amounts above the bars.
MOST_QUARTERS = 8


@dataclass(frozen=True)
class EndingQuarter:
    """Cents a year that go missing when the money of one quarter has ended."""

    quarter: FiscalQuarter
    cents: int = 0
    open_cents: int = 0

    def plus(self, cents: int, open_cents: int) -> "EndingQuarter":
        return replace(
            self, cents=self.cents + cents, open_cents=self.open_cents + open_cents
        )


@dataclass(frozen=True)
class EndingRow:
    label: str
    total: str
    named: str
    nobody: str


@dataclass(frozen=True)
class EndingBar:
    """One quarter; `year` stands under the first one of each fiscal year."""

    bar: Bar
    year: str


@dataclass(frozen=True)
class EndingFigure:
    """`bars` show the first quarters in a row, `rows` all that have anything."""

    title: str
    spoken: str
    bars: tuple[EndingBar, ...]
    grid: tuple[int, ...]
    rows: tuple[EndingRow, ...]
    later_says: str


def ending_quarters_figure(found: Sequence[EndingQuarter]) -> EndingFigure:
    """:param found: at least one quarter, in any order."""
    found = sorted(found, key=lambda item: item.quarter)
    shown = _in_a_row(found)
    bars = [
        MoneyYear(
            label=f"Q{item.quarter.number}",
            cost_cents=item.cents,
            funded_cents=item.cents - item.open_cents,
            missing_cents=item.open_cents,
        )
        for item in shown
    ]
    scale = scale_for(bars, top=TOP)
    return EndingFigure(
        title=_title(found),
        spoken=_spoken(found),
        bars=_bars(shown, bars_of(bars, scale)),
        grid=grid_of(scale),
        rows=tuple(map(_row, found)),
        later_says=_later(found, shown),
    )


def _bars(shown: Sequence[EndingQuarter], bars: Sequence[Bar]) -> tuple[EndingBar, ...]:
    """Without an amount where nothing ends, and with each fiscal year named once."""
    return tuple(
        EndingBar(
            bar=replace(bar, total_label=bar.total_label if item.cents else ""),
            year=_year_below(at, [one.quarter for one in shown]),
        )
        for at, (bar, item) in enumerate(zip(bars, shown, strict=True))
    )


def _year_below(at: int, quarters: Sequence[FiscalQuarter]) -> str:
    """The fiscal year of its first quarter shown, unless the next one's would touch it."""
    year = quarters[at].year
    if at > 0:
        return f"FY{year}" if quarters[at - 1].year != year else ""
    is_alone = len(quarters) > 1 and quarters[1].year != year
    return "" if is_alone else f"FY{year}"


def _in_a_row(found: Sequence[EndingQuarter]) -> list[EndingQuarter]:
    """From the first quarter on, those without anything too."""
    by_quarter = {item.quarter: item for item in found}
    first, last = found[0].quarter, found[-1].quarter
    shown = []
    for count in range(MOST_QUARTERS):
        quarter = first.later(count)
        if quarter > last:
            break
        shown.append(by_quarter.get(quarter, EndingQuarter(quarter)))
    return shown


def _title(found: Sequence[EndingQuarter]) -> str:
    worst = max(found, key=lambda item: (item.open_cents, item.cents))
    if not worst.open_cents:
        return _("For all that ends it is known what comes then")
    return _("Most ends unanswered in %(quarter)s: %(money)s a year") % {
        "quarter": worst.quarter,
        "money": money_short(worst.open_cents),
    }


def _spoken(found: Sequence[EndingQuarter]) -> str:
    parts = [_("Yearly cost that loses its money, by fiscal quarter.")]
    parts += [
        _("%(quarter)s: %(total)s a year, of it %(nobody)s with nobody named.")
        % {
            "quarter": item.quarter,
            "total": money(item.cents),
            "nobody": money(item.open_cents),
        }
        for item in found
    ]
    return " ".join([*parts, _("Table below.")])


def _row(item: EndingQuarter) -> EndingRow:
    return EndingRow(
        label=str(item.quarter),
        total=money(item.cents),
        named=money(item.cents - item.open_cents),
        nobody=money(item.open_cents),
    )


def _later(found: Sequence[EndingQuarter], shown: Sequence[EndingQuarter]) -> str:
    cents = sum(item.cents for item in found if item.quarter > shown[-1].quarter)
    if not cents:
        return ""
    return _("%(money)s a year more ends later; the table has all of it.") % {
        "money": money_short(cents)
    }
