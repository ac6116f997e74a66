"""Cost and funding lines of a request, as the budget rules take them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from accounts import city
from intake.models import (
    CostLine,
    DefaultQuantity,
    DriverPrice,
    FundingLine,
    ProjectRequest,
)
from intake.selectors.drivers import (
    counts_the_same,
    current_price,
    lines_with_prices,
    quantity_of,
)
from triage.scoring import budget
from triage.scoring.budget.costing import BASE_YEAR, starting_year

_NOBODY_KNOWS = budget.Estimate.exactly(Decimal(0))


@dataclass(frozen=True)
class ReadMoney:
    """What a request costs and who may pay. `free_hours` are those of the named teams."""

    lines: tuple[budget.CostLine, ...]
    funding: tuple[budget.FundingLine, ...]
    free_hours: dict[str, Decimal]
    fiscal_years: budget.FiscalYears


def read_money(project_request: ProjectRequest, *, today: date) -> ReadMoney:
    """Gather the money of one request.

    The five fiscal years begin with the first one that has any cost, else with the
    current one. A line without dates begins on the wanted start of the request, else on
    the date that cannot move, else today.
    """
    rows = list(lines_with_prices(project_request.cost_lines.all()))
    start_month = city.current().fiscal_year_start_month
    window = budget.FiscalYears(city.fiscal_year_of(today), start_month=start_month)
    starts_on = project_request.wanted_on or project_request.fixed_on or today
    usual = _usual_quantity(rows, project_request)
    lines = tuple(_cost_line(row, usual, starts_on, window) for row in rows)
    return ReadMoney(
        lines=lines,
        funding=tuple(
            _funding_line(row)
            for row in project_request.funding_lines.select_related("program")
        ),
        free_hours=_free_hours(rows),
        fiscal_years=budget.FiscalYears(
            _first_year(lines, window), start_month=start_month
        ),
    )


def _usual_quantity(
    rows: Sequence[CostLine], project_request: ProjectRequest
) -> DefaultQuantity | None:
    """What lines of unknown quantity fall back on; asked for only if there are any."""
    asks = any(
        row.basis == CostLine.Basis.PRICED and row.quantity_low is None for row in rows
    )
    return quantity_of(project_request.category) if asks else None


def line_key(line: CostLine) -> str:
    """How assessments name a cost line."""
    return f"cost:{line.pk}"


def source_key(line: FundingLine) -> str:
    """How assessments name a source of money."""
    return f"funding:{line.pk}"


def _cost_line(
    row: CostLine,
    usual: DefaultQuantity | None,
    starts_on: date,
    window: budget.FiscalYears,
) -> budget.CostLine:
    is_priced = row.basis == CostLine.Basis.PRICED
    amounts = [] if is_priced else list(row.amounts.all())
    return budget.CostLine(
        description=row.description,
        payer=budget.Payer(row.payer),
        timing=budget.Timing(row.timing),
        cost_type=budget.CostType(row.cost_type),
        team=row.team.code if row.team else None,
        cents_by_year={a.fiscal_year: a.cents for a in amounts if a.cents is not None},
        hours_by_year={a.fiscal_year: a.hours for a in amounts if a.hours is not None},
        priced=_priced(row, usual, starts_on, window) if is_priced else None,
        key=line_key(row),
        driver=row.driver.code if row.driver else "",
        is_reserve=row.is_reserve,
    )


def _priced(
    row: CostLine,
    usual: DefaultQuantity | None,
    starts_on: date,
    window: budget.FiscalYears,
) -> budget.Priced:
    drivers = (
        current_price(row.driver) if row.driver and row.price_low is None else None
    )
    return budget.Priced(
        quantity=_quantity(row, usual),
        price=_estimate(drivers) if drivers else _own(row, "price"),
        starts_on=row.from_on or starts_on,
        is_quoted=row.quoted_on is not None or _is_city_quote(drivers),
        per=row.driver.per if row.driver else 1,
        base_year=_base_year(row, drivers, window),
        ends_on=row.until_on,
        fiscal_years=tuple(row.fiscal_years),
        repeat_years=row.repeat_years,
        life_years=row.life_years,
    )


def _quantity(row: CostLine, usual: DefaultQuantity | None) -> budget.Estimate:
    if row.quantity_low is not None:
        return _own(row, "quantity")
    # The category was corrected since: pages say that the quantity is wanted.
    if not counts_the_same(usual, row.driver):
        return _NOBODY_KNOWS
    return budget.Estimate(
        Decimal(usual.low), Decimal(usual.likely), Decimal(usual.high)
    )


def _own(row: CostLine, name: str) -> budget.Estimate:
    low, likely, high = (
        getattr(row, f"{name}_{end}") for end in ("low", "likely", "high")
    )
    return budget.Estimate(low, likely, high)


def _estimate(price: DriverPrice) -> budget.Estimate:
    return budget.Estimate(price.low, price.likely, price.high)


def _is_city_quote(price: DriverPrice | None) -> bool:
    is_quote = price is not None and price.confidence == DriverPrice.Confidence.QUOTE
    return bool(is_quote and price and price.is_point)


def _base_year(
    row: CostLine, price: DriverPrice | None, window: budget.FiscalYears
) -> int:
    """The fiscal year whose prices these are: a quote's own, else the catalogue's."""
    if row.quoted_on is not None:
        return window.year_of(row.quoted_on)
    return price.base_year if price else BASE_YEAR


def _funding_line(row: FundingLine) -> budget.FundingLine:
    return budget.FundingLine(
        source_type=row.source_type,
        cents=row.cents,
        start_on=row.start_on,
        end_on=row.end_on,
        certainty=budget.Certainty(row.certainty),
        allows=frozenset(map(_cost_class, row.allows)),
        payer=budget.Payer(row.payer),
        lump_sum=row.lump_sum,
        position=row.position,
        key=source_key(row),
        source=row.source,
        match_share=_match_share(row),
        match_of=budget.MatchOf(row.match_of),
        matches=f"funding:{row.matches_id}" if row.matches_id else "",
        win_share=Fraction(row.program.win_share) if row.program else None,
        has_transfer_memo=bool(row.transfer_memo),
        successor_source=row.successor_source,
        successor_owner=row.successor_owner,
    )


def _match_share(row: FundingLine) -> Fraction | None:
    return None if row.match_share is None else Fraction(row.match_share)


def _cost_class(text: str) -> budget.CostClass:
    timing, cost_type = text.split(":")
    return budget.Timing(timing), budget.CostType(cost_type)


def _free_hours(rows: Sequence[CostLine]) -> dict[str, Decimal]:
    return {
        row.team.code: Decimal(row.team.project_hours_per_fiscal_year)
        for row in rows
        if row.team
    }


def _first_year(lines: Sequence[budget.CostLine], window: budget.FiscalYears) -> int:
    years = [year for line in lines if (year := _counted_from(line, window))]
    return min(years, default=window.first)


def _counted_from(line: budget.CostLine, window: budget.FiscalYears) -> int | None:
    """A price paid every year since long ago would hide the years ahead."""
    year = starting_year(line, window)
    runs = line.priced is not None and line.timing is budget.Timing.RECURRING
    return max(year, window.first) if runs and year is not None else year
