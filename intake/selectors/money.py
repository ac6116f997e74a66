"""Cost lines and funding lines of one request, as its money page shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accounts import city
from intake.models import CostLine, ProjectRequest
from intake.selectors.cost_rows import CostRow, cost_rows
from intake.selectors.funding import FundingTable, funding_table

# The window that budget figures look at (budget.md §3).
YEARS_AHEAD = 5


@dataclass(frozen=True)
class MoneyPage:
    """What costs dollars, apart from it what costs hours, and where money comes from."""

    costs: tuple[CostRow, ...]
    staff: tuple[CostRow, ...]
    funding: FundingTable


def money_years(today: date, lines: Iterable[CostLine] = ()) -> tuple[int, ...]:
    """Five fiscal years from the current one, and whatever the lines hold besides."""
    current = city.fiscal_year_of(today)
    years = set(range(current, current + YEARS_AHEAD))
    years.update(amount.fiscal_year for line in lines for amount in line.amounts.all())
    return tuple(sorted(years))


def money_page(project_request: ProjectRequest) -> MoneyPage:
    """Cost and funding lines, in the same number of queries however many there are.

    :param project_request: with its category.
    """
    rows = cost_rows(project_request)
    return MoneyPage(
        costs=tuple(row for row in rows if not row.is_staff_time),
        staff=tuple(row for row in rows if row.is_staff_time),
        funding=funding_table(project_request),
    )
