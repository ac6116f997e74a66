"""Figures of an assessment as people read them, row by row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from intake.models import CostType, Payer, Timing
from intake.models import FundingLine as FundingRow
from triage.figures import money, round_half_up
from triage.scoring.budget import CostLine, Estimate, FundingLine, Scenario
from triage.selectors.money_told import line_url
from triage.selectors.reckoned.rows import (
    Missing,
    Number,
    Of,
    Paid,
    Reckoned,
    ReckonedRow,
    Triple,
)
from triage.selectors.reckoned.sources import WhereFrom, no_longer_there

Written = Callable[[Number], str]


@dataclass(frozen=True)
class Cell:
    """The likely amount, and low to high where they differ."""

    says: str
    span: str


Cells = tuple[Cell, ...]


@dataclass(frozen=True)
class GridRow:
    """`how` is the sum in words; `source` where its number comes from.

    The last of the cells is over all years.
    """

    name: str
    detail: str
    cells: Cells
    url: str = ""
    how: str = ""
    source: WhereFrom | None = None


@dataclass(frozen=True)
class Grid:
    rows: tuple[GridRow, ...]
    totals: Cells = ()
    """Of all rows; empty where there is one at most."""


@dataclass(frozen=True)
class Words:
    """Rows as people read them. Without a number nothing links to its line."""

    number: str
    where: Mapping[str, WhereFrom]
    teams: Mapping[str, str]

    def grids(self, apart: Reckoned) -> dict[str, Grid]:
        return {
            "costs": _grid(apart.costs, self._cost, _dollars),
            "hours": _grid(apart.hours, self._cost, _hours),
            "funding": _grid(apart.funding, self._source, _dollars),
            "paid": _grid(apart.paid, _paid, _dollars),
            "missing": _grid(apart.missing, _missing, _dollars),
        }

    def _url(self, key: str) -> str:
        return line_url(self.number, key) if self.number else ""

    def _cost(self, line: CostLine, cells: Cells) -> GridRow:
        source = self.where.get(line.key) or no_longer_there()
        return GridRow(
            name=line.description,
            detail=self._detail(line),
            cells=cells,
            url=self._url(line.key) if line.key in self.where else "",
            how=_how(line, source.counted),
            source=source,
        )

    def _detail(self, line: CostLine) -> str:
        if line.is_staff_time:
            team = self.teams.get(line.team or "", line.team or "")
            return f"{team}, {Timing(line.timing).label}"
        return _class_says(line.payer, line.timing, line.cost_type)

    def _source(self, line: FundingLine, cells: Cells) -> GridRow:
        kind = FundingRow.SourceType(line.source_type).label
        return GridRow(
            name=line.source or str(kind),
            detail=_("%(kind)s, %(certainty)s, for costs of %(payer)s")
            % {
                "kind": kind,
                "certainty": FundingRow.Certainty(line.certainty).label,
                "payer": Payer(line.payer).label,
            },
            cells=cells,
            url=self._url(line.key),
            how=_counted_says(line),
        )


def _counted_says(line: FundingLine) -> str:
    """“$40,000, by months; counted 50% likely, 100% at best, 0% at worst”."""
    low, likely, high = (
        f"{round_half_up(line.share_counted(scenario) * 100)}%" for scenario in Scenario
    )
    return _(
        "%(amount)s, %(spread)s; counted %(likely)s likely, %(low)s at best, %(high)s "
        "at worst"
    ) % {
        "amount": money(line.cents),
        "spread": _("all in its first year") if line.lump_sum else _("by months"),
        "low": low,
        "likely": likely,
        "high": high,
    }


def _paid(of: Paid, cells: Cells) -> GridRow:
    part = of.payment
    what = _class_says(part.payer, part.timing, part.cost_type)
    return GridRow(
        name=of.source.source if of.source else part.source_type,
        detail=_("pays %(what)s") % {"what": what},
        cells=cells,
    )


def _missing(of: Missing, cells: Cells) -> GridRow:
    part = of.of
    return GridRow(
        name=capfirst(_class_says(part.payer, part.timing, part.cost_type)),
        detail=_("of %(cost)s") % {"cost": money(of.cost)},
        cells=cells,
    )


def _class_says(payer: str, timing: str, cost_type: str) -> str:
    """“department, recurring, operating”."""
    parts = (Payer(payer).label, Timing(timing).label, CostType(cost_type).label)
    return ", ".join(map(str, parts))


def _grid(
    rows: Sequence[ReckonedRow[Of]],
    words: Callable[[Of, Cells], GridRow],
    written: Written,
) -> Grid:
    table = [[*row.amounts, row.total] for row in rows]
    made = [
        words(row.of, tuple(_cell(amount, written) for amount in amounts))
        for row, amounts in zip(rows, table, strict=True)
    ]
    columns = zip(*table, strict=True) if len(rows) > 1 else ()
    totals = [_cell(_sum(column), written) for column in columns]
    return Grid(tuple(made), tuple(totals))


def _sum(amounts: Sequence[Triple]) -> Triple:
    return Triple(
        sum(item.low for item in amounts),
        sum(item.likely for item in amounts),
        sum(item.high for item in amounts),
    )


def _cell(amount: Triple, written: Written) -> Cell:
    # Of money there is, the low scenario has the most.
    low, high = sorted((amount.low, amount.high))
    is_known = written(low) == written(high)
    return Cell(
        written(amount.likely), "" if is_known else f"{written(low)}–{written(high)}"
    )


def _dollars(cents: Number) -> str:
    return money(int(cents)).replace("$", "")


def _hours(hours: Number) -> str:
    return f"{round_half_up(hours):,}"


def _how(line: CostLine, counted: str) -> str:
    """“$3,000 per camera, times 60”; empty where amounts were entered year by year."""
    priced = line.priced
    if priced is None:
        return ""
    counted = counted or _("one")
    return _("%(price)s per %(counted)s, times %(quantity)s") % {
        "price": _price(line.cost_type, priced.price),
        "counted": counted if priced.per == 1 else f"{priced.per} {counted}",
        "quantity": _estimate(priced.quantity),
    }


def _price(cost_type: str, price: Estimate) -> str:
    if cost_type == CostType.STAFF_HOURS:
        return _("%(hours)s hours") % {"hours": _estimate(price)}
    if cost_type == CostType.FTE:
        return _("%(people)s full-time people") % {"people": _estimate(price)}
    return _estimate(price, sign="$")


def _estimate(estimate: Estimate, sign: str = "") -> str:
    """A point as one number, else “60 (15–200)”."""

    def written(value: Decimal) -> str:
        # Without trailing zeros, and never as 3E+3.
        return f"{sign}{value.normalize():,f}"

    if estimate.is_point:
        return written(estimate.likely)
    return _("%(likely)s (%(low)s–%(high)s)") % {
        "likely": written(estimate.likely),
        "low": written(estimate.low),
        "high": written(estimate.high),
    }
