"""What a request costs and what may pay for it, by fiscal year, in whole cents."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from triage.scoring.rounding import half_up_whole


class FundingError(ValueError):
    """Money that cannot be spread over years; the message names it."""


class Payer(StrEnum):
    DEPARTMENT = "department"
    IT = "it"


class Timing(StrEnum):
    """In the order money is spent: one-time before recurring."""

    ONE_TIME = "one_time"
    RECURRING = "recurring"


class CostType(StrEnum):
    """In the order money is spent: capital before operating."""

    CAPITAL = "capital"
    OPERATING = "operating"
    STAFF_HOURS = "staff_hours"
    FTE = "fte"


class Certainty(StrEnum):
    COMMITTED = "committed"
    AWARDED = "awarded"
    BUDGETED = "budgeted"
    REQUESTED = "requested"
    APPLIED = "applied"
    PLANNED = "planned"


CostClass = tuple[Timing, CostType]
COST_CLASSES: tuple[CostClass, ...] = tuple((t, c) for t in Timing for c in CostType)

# Share of the money to count on. Applied: USDOT SMART grants, FY2022, funded 59 of 392
# applications (15.1%).
LIKELY_SHARE: Mapping[Certainty, Fraction] = {
    Certainty.COMMITTED: Fraction(1),
    Certainty.AWARDED: Fraction(1),
    Certainty.BUDGETED: Fraction(1),
    Certainty.REQUESTED: Fraction(1, 2),
    Certainty.APPLIED: Fraction(15, 100),
    Certainty.PLANNED: Fraction(0),
}


@dataclass(frozen=True)
class FiscalYears:
    """A window of fiscal years, each named by the calendar year it ends in."""

    first: int
    count: int = 5
    start_month: int = 7

    @property
    def years(self) -> range:
        return range(self.first, self.first + self.count)

    def year_of(self, day: date) -> int:
        begins_the_next = self.start_month > 1 and day.month >= self.start_month
        return day.year + 1 if begins_the_next else day.year

    def months_of(self, year: int, start_on: date, end_on: date) -> int:
        """How many calendar months from start to end lie in the fiscal year."""
        begins_before = 1 if self.start_month > 1 else 0
        first_month = (year - begins_before) * 12 + self.start_month - 1
        overlap = (
            min(_month(end_on), first_month + 11)
            - max(_month(start_on), first_month)
            + 1
        )
        return max(0, overlap)


@dataclass(frozen=True)
class CostLine:
    """One thing to pay for, or one team's time.

    Cents are the likely amount of each fiscal year, already escalated and with
    contingency. Years outside the window are ignored.
    """

    description: str
    payer: Payer
    timing: Timing
    cost_type: CostType
    team: str | None = None
    cents_by_year: Mapping[int, int] = field(default_factory=dict)
    hours_by_year: Mapping[int, Decimal] = field(default_factory=dict)

    @property
    def cost_class(self) -> CostClass:
        return self.timing, self.cost_type


@dataclass(frozen=True)
class FundingLine:
    """Money from one source, `end_on` included. It pays only lines of its payer."""

    source_type: str
    cents: int
    start_on: date
    end_on: date
    certainty: Certainty
    allows: frozenset[CostClass]
    payer: Payer
    lump_sum: bool = False
    position: int = 0

    def __post_init__(self) -> None:
        if self.end_on < self.start_on:
            raise FundingError(
                f"money from {self.start_on} ends before it on {self.end_on}"
            )

    def cents_in(self, year: int, fiscal_years: FiscalYears) -> int:
        """Likely money for one fiscal year: by calendar months begun, or all in the first."""
        likely = self.cents * LIKELY_SHARE[self.certainty]
        if self.lump_sum:
            return (
                half_up_whole(likely)
                if year == fiscal_years.year_of(self.start_on)
                else 0
            )
        months = _month(self.end_on) - _month(self.start_on) + 1
        overlap = fiscal_years.months_of(year, self.start_on, self.end_on)
        return half_up_whole(likely * Fraction(overlap, months))


def in_spending_order(funding: Iterable[FundingLine]) -> list[FundingLine]:
    """Most restricted money first, then what ends earliest, then as entered."""
    return sorted(
        funding, key=lambda line: (len(line.allows), line.end_on, line.position)
    )


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1
