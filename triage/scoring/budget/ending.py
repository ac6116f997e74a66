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
    unfunded = {year.year: _unfunded(year) for year in gap.years}
    return tuple(
        item
        for line in certain
        for item in _ending(
            line, gap, first_full_year_after(line, fiscal_years), unfunded
        )
    )


def _ending(
    line: FundingLine, gap: BudgetGap, after: int, unfunded: dict[int, dict[Payer, int]]
) -> Iterator[EndingMoney]:
    """:param unfunded: by year and payer; what the line leaves missing is taken off, so
    that two that end together never count the same cost twice.
    """
    paid, payers = _recurring_paid(gap, line.key)
    missing = paid
    if after in unfunded:
        missing = _take(unfunded[after], payers, paid)
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


def _unfunded(year: YearGap) -> dict[Payer, int]:
    """Recurring cost nobody pays, by whose it is."""
    cents = dict.fromkeys(Payer, 0)
    for item in year.classes:
        if item.timing is Timing.RECURRING:
            cents[item.payer] += item.gap
    return cents


def _take(unfunded: dict[Payer, int], payers: frozenset[Payer], most: int) -> int:
    """Take what the payers lack, up to so many cents; how many were there."""
    taken = 0
    for payer in Payer:
        if payer in payers:
            part = min(unfunded[payer], most - taken)
            unfunded[payer] -= part
            taken += part
    return taken
