"""The year a grant stops paying for what goes on."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from triage.scoring.budget.allocation import Payment
from triage.scoring.budget.funding import FundingLine
from triage.scoring.budget.lines import Timing
from triage.scoring.budget.years import FiscalYears

GRANT = "grant"


@dataclass(frozen=True)
class Cliff:
    """Cents of recurring cost that fall on nobody in the first full year without grant.

    `sources` are the keys of the grants that end into this year and paid some of it.
    """

    year: int
    cents: int
    recurring_cents: int
    sources: tuple[str, ...] = ()

    @property
    def ratio(self) -> Fraction:
        """Of that year's recurring cost, how much falls away: 0 to 1."""
        return (
            Fraction(self.cents, self.recurring_cents)
            if self.recurring_cents
            else Fraction(0)
        )


class Year(Protocol):
    @property
    def year(self) -> int: ...

    @property
    def recurring(self) -> int: ...

    @property
    def unfunded_recurring(self) -> int: ...

    @property
    def payments(self) -> tuple[Payment, ...]: ...


def worst_cliff(
    years: Sequence[Year], funding: Sequence[FundingLine], fiscal_years: FiscalYears
) -> Cliff | None:
    """The largest cliff of the window, the earliest of equals; None without one."""
    return max(
        cliffs(years, funding, fiscal_years),
        key=lambda cliff: cliff.cents,
        default=None,
    )


def cliffs(
    years: Sequence[Year], funding: Sequence[FundingLine], fiscal_years: FiscalYears
) -> list[Cliff]:
    """Every cliff of the window, the earliest first.

    Of grants that end into the same year, what they paid together in their best year,
    but no more than nobody pays in that first full year after them. Only the grants'
    own money counts, not their match.
    """
    by_year = {year.year: year for year in years}
    ending: dict[int, list[str]] = {}
    for source in funding:
        if source.source_type == GRANT:
            after = first_full_year_after(source, fiscal_years)
            ending.setdefault(after, []).append(source.key)
    found = (
        _cliff(by_year[year], keys, years)
        for year, keys in sorted(ending.items())
        if year in by_year
    )
    return [cliff for cliff in found if cliff.cents]


def first_full_year_after(source: FundingLine, fiscal_years: FiscalYears) -> int:
    """The first fiscal year that has no month of the source's time."""
    return fiscal_years.year_of(source.end_on) + 1


def _cliff(after: Year, keys: Sequence[str], years: Sequence[Year]) -> Cliff:
    paid = {
        year.year: [
            payment
            for payment in year.payments
            if payment.source in keys and payment.timing is Timing.RECURRING
        ]
        for year in years
    }
    best = max(sum(payment.cents for payment in items) for items in paid.values())
    paying = {payment.source for items in paid.values() for payment in items}
    return Cliff(
        after.year,
        min(best, after.unfunded_recurring),
        after.recurring,
        tuple(key for key in keys if key in paying),
    )
