"""Cost lines and funding lines of one request, as its money page shows them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts import city
from intake.models import CostAmount, CostLine, FundingLine, ProjectRequest

# The window that budget figures look at (budget.md §3).
YEARS_AHEAD = 5


@dataclass(frozen=True)
class CostRow:
    """One line; `cells` are its years in words, empty where it says nothing."""

    pk: int
    version: int
    description: str
    detail: str
    source_note: str
    cells: tuple[str, ...]
    total: str


@dataclass(frozen=True)
class CostTable:
    """Lines of one unit, dollars or hours, with totals by fiscal year."""

    years: tuple[str, ...]
    rows: tuple[CostRow, ...]
    totals: tuple[str, ...]
    total: str


@dataclass(frozen=True)
class FundingRow:
    pk: int
    version: int
    source: str
    detail: str
    amount: str
    span: str


@dataclass(frozen=True)
class MoneyPage:
    costs: CostTable
    staff: CostTable
    funding: tuple[FundingRow, ...]
    funding_total: str


def money_years(today: date, lines: Iterable[CostLine] = ()) -> tuple[int, ...]:
    """Five fiscal years from the current one, and whatever the lines hold besides."""
    current = city.fiscal_year_of(today)
    years = set(range(current, current + YEARS_AHEAD))
    years.update(amount.fiscal_year for line in lines for amount in line.amounts.all())
    return tuple(sorted(years))


def money_page(project_request: ProjectRequest, *, today: date) -> MoneyPage:
    """Cost and funding lines (three queries and the city's settings)."""
    lines = list(
        project_request.cost_lines.select_related("team").prefetch_related("amounts")
    )
    years = money_years(today, lines)
    funding = list(project_request.funding_lines.all())
    return MoneyPage(
        costs=_table([row for row in lines if row.team_id is None], years, _cents),
        staff=_table([row for row in lines if row.team_id is not None], years, _hours),
        funding=tuple(map(_funding_row, funding)),
        funding_total=_dollars(sum(line.cents for line in funding)),
    )


Unit = Callable[[CostAmount], Decimal]


def _cents(amount: CostAmount) -> Decimal:
    return Decimal(amount.cents or 0) / 100


def _hours(amount: CostAmount) -> Decimal:
    return amount.hours or Decimal(0)


def _table(lines: Sequence[CostLine], years: Sequence[int], unit: Unit) -> CostTable:
    by_year = dict.fromkeys(years, Decimal(0))
    rows = []
    for line in lines:
        amounts = {amount.fiscal_year: unit(amount) for amount in line.amounts.all()}
        for year, amount in amounts.items():
            by_year[year] += amount
        rows.append(_cost_row(line, amounts, years))
    return CostTable(
        years=tuple(f"FY{year}" for year in years),
        rows=tuple(rows),
        totals=tuple(map(_whole, by_year.values())),
        total=_whole(sum(by_year.values(), Decimal(0))),
    )


def _cost_row(
    line: CostLine, amounts: dict[int, Decimal], years: Sequence[int]
) -> CostRow:
    parts = [
        line.team.name if line.team else line.get_cost_type_display(),
        line.get_timing_display(),
        _("paid by %s") % line.get_payer_display(),
    ]
    return CostRow(
        pk=line.pk,
        version=line.version,
        description=line.description,
        detail=", ".join(map(str, parts)),
        source_note=line.source_note,
        cells=tuple(_whole(amounts[year]) if year in amounts else "" for year in years),
        total=_whole(sum(amounts.values(), Decimal(0))),
    )


def _funding_row(line: FundingLine) -> FundingRow:
    parts = [
        line.get_source_type_display(),
        line.get_certainty_display(),
        _("for costs of %s") % line.get_payer_display(),
        *([_("lump sum")] if line.lump_sum else []),
    ]
    return FundingRow(
        pk=line.pk,
        version=line.version,
        source=line.source,
        detail=", ".join(map(str, parts)),
        amount=_dollars(line.cents),
        span=_("%(start)s to %(end)s")
        % {"start": date_format(line.start_on), "end": date_format(line.end_on)},
    )


def _dollars(cents: int) -> str:
    return f"${_whole(Decimal(cents) / 100)}"


def _whole(amount: Decimal) -> str:
    return f"{amount:,.0f}"
