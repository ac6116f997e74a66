"""Which money pays what goes on after the money has ended."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from triage.scoring.budget.cliff import first_full_year_after
from triage.scoring.budget.funding import CERTAIN, FundingLine
from triage.scoring.budget.gaps import BudgetGap, YearGap
from triage.scoring.budget.lines import Payer, Timing
from triage.scoring.budget.years import FiscalYears

# Nobody is written to about less a year: what budget.md §3 calls no gap, a fifth of it.
MATERIAL_CENTS = 2_000_00


@dataclass(frozen=True)
class EndingMoney:
    """Money that pays recurring cost until it ends, and what then falls on nobody.

    :param pays_cents: of recurring cost, in the fiscal year it pays most.
    :param missing_cents: of that, what nobody pays in `missing_year`, the first fiscal
        year without any of it.
    """

    key: str
    pays_cents: int
    missing_cents: int
    missing_year: int


def ending_money(
    gap: BudgetGap, funding: Sequence[FundingLine], fiscal_years: FiscalYears
) -> tuple[EndingMoney, ...]:
    """The certain money whose end leaves recurring cost on nobody, in the order entered.

    Planned or applied-for money does not end: it has not begun. Of a year beyond the
    window nothing is known, so the cost is taken to go on there, and nobody to pay it.
    Small sums are left out.
    """
    certain = [line for line in funding if line.certainty in CERTAIN]
    return tuple(item for line in certain for item in _ending(gap, line, fiscal_years))


def _ending(
    gap: BudgetGap, line: FundingLine, fiscal_years: FiscalYears
) -> Iterator[EndingMoney]:
    paid, payers = _recurring_paid(gap, line.key)
    after = first_full_year_after(line, fiscal_years)
    year = next((item for item in gap.years if item.year == after), None)
    missing = min(paid, _unfunded(year, payers)) if year else paid
    if missing >= MATERIAL_CENTS:
        yield EndingMoney(line.key, paid, missing, after)


def _recurring_paid(gap: BudgetGap, key: str) -> tuple[int, frozenset[Payer]]:
    """The most it pays of recurring cost in one year, and whose cost that is."""
    by_year, payers = {year.year: 0 for year in gap.years}, set()
    for year in gap.years:
        for payment in year.payments:
            if payment.source == key and payment.timing is Timing.RECURRING:
                by_year[year.year] += payment.cents
                payers.add(payment.payer)
    return max(by_year.values(), default=0), frozenset(payers)


def _unfunded(year: YearGap, payers: frozenset[Payer]) -> int:
    return sum(
        item.gap
        for item in year.classes
        if item.timing is Timing.RECURRING and item.payer in payers
    )
