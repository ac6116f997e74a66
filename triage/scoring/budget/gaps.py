"""The budget gap: what part of five years' cost has no money, and how bad that is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from triage.scoring.budget.allocation import Payment, Purpose, allocate
from triage.scoring.budget.cliff import Cliff, worst_cliff
from triage.scoring.budget.costing import Scenario
from triage.scoring.budget.funding import FundingLine
from triage.scoring.budget.lines import (
    COST_CLASSES,
    CostLine,
    CostType,
    Payer,
    Timing,
)
from triage.scoring.budget.spreading import SpreadLine, spread_lines
from triage.scoring.budget.staffing import (
    FreeHours,
    TeamHours,
    full_time_equivalents,
    team_hours,
)
from triage.scoring.budget.tiers import GapTier, dollar_tier, staff_tier
from triage.scoring.budget.years import FiscalYears
from triage.scoring.rules import Stage


class Scope(StrEnum):
    """Does the whole project close, and does IT's part of it?"""

    ALL = "all"
    IT = "it"

    @property
    def payers(self) -> frozenset[Payer]:
        """Whose lines count."""
        return frozenset(Payer) if self is Scope.ALL else frozenset({Payer.IT})


@dataclass(frozen=True)
class ClassGap:
    """Cents of one payer and cost class in one fiscal year."""

    payer: Payer
    timing: Timing
    cost_type: CostType
    cost: int
    funded: int

    @property
    def gap(self) -> int:
        return self.cost - self.funded


@dataclass(frozen=True)
class YearGap:
    """One fiscal year, in cents and hours. Every year lists the same classes."""

    year: int
    classes: tuple[ClassGap, ...]
    hours: tuple[TeamHours, ...]
    payments: tuple[Payment, ...] = ()

    @property
    def cost(self) -> int:
        return sum(item.cost for item in self.classes)

    @property
    def funded(self) -> int:
        return sum(item.funded for item in self.classes)

    @property
    def gap(self) -> int:
        return self.cost - self.funded

    @property
    def one_time(self) -> int:
        return sum(item.cost for item in self.classes if item.timing is Timing.ONE_TIME)

    @property
    def recurring(self) -> int:
        return sum(
            item.cost for item in self.classes if item.timing is Timing.RECURRING
        )

    @property
    def unfunded_recurring(self) -> int:
        return sum(item.gap for item in self.classes if item.timing is Timing.RECURRING)

    @property
    def hours_needed(self) -> Decimal:
        return sum((item.needed for item in self.hours), Decimal(0))

    @property
    def hours_gap(self) -> Decimal:
        return sum((item.gap for item in self.hours), Decimal(0))


@dataclass(frozen=True)
class BudgetGap:
    """The gap over the window. Shares are exact, 0 to 1; `tier` is the worse of the two."""

    years: tuple[YearGap, ...]
    dollar_tier: GapTier
    staff_tier: GapTier
    cliff: Cliff | None = None

    @property
    def tier(self) -> GapTier:
        return max(self.dollar_tier, self.staff_tier, key=lambda tier: tier.rank)

    @property
    def cost(self) -> int:
        return sum(year.cost for year in self.years)

    @property
    def funded(self) -> int:
        return sum(year.funded for year in self.years)

    @property
    def gap(self) -> int:
        return self.cost - self.funded

    @property
    def gap_share(self) -> Fraction:
        return share_of(self.gap, self.cost)

    @property
    def unfunded_recurring_share(self) -> Fraction:
        return unfunded_recurring_share(self.years)

    @property
    def first_unfunded_recurring(self) -> YearGap | None:
        """The first year with recurring cost nobody pays, `unfunded_recurring` its cents."""
        return next((year for year in self.years if year.unfunded_recurring), None)

    @property
    def worst_hours_year(self) -> YearGap | None:
        """The year with the largest hours gap, the first of equals; None without a gap."""
        worst = max(self.years, key=lambda year: year.hours_gap)
        return worst if worst.hours_gap else None

    @property
    def fte_gap(self) -> Fraction:
        """Full-time equivalents missing in the worst year."""
        return fte_gap(self.years)


def budget_gap(
    lines: Sequence[CostLine],
    funding: Sequence[FundingLine],
    free_hours: FreeHours,
    fiscal_years: FiscalYears,
    scope: Scope = Scope.ALL,
    *,
    stage: Stage = Stage.IDEA,
    scenario: Scenario = Scenario.LIKELY,
) -> BudgetGap:
    """Spread one scenario's money over its cost, year by year."""
    spread = spread_lines(lines, scenario, stage, fiscal_years)
    return gaps_by_scope(spread, funding, free_hours, fiscal_years, scenario)[scope]


def gaps_by_scope(
    lines: Sequence[SpreadLine],
    funding: Sequence[FundingLine],
    free_hours: FreeHours,
    fiscal_years: FiscalYears,
    scenario: Scenario,
) -> Mapping[Scope, BudgetGap]:
    """The whole project's gap, and what of it is IT's: the same payments looked at twice.

    Staff hours are IT's whoever pays, so both scopes count them.
    """
    hours = team_hours(lines, free_hours, fiscal_years.years)
    whole = tuple(
        _year(year, lines, funding, hours, fiscal_years, scenario)
        for year in fiscal_years.years
    )
    of_it = tuple(_of_payers(year, Scope.IT.payers) for year in whole)
    return {
        Scope.ALL: _judged(whole, funding, fiscal_years),
        Scope.IT: _judged(of_it, funding, fiscal_years),
    }


def _year(
    year: int,
    lines: Sequence[SpreadLine],
    funding: Sequence[FundingLine],
    hours: Sequence[TeamHours],
    fiscal_years: FiscalYears,
    scenario: Scenario,
) -> YearGap:
    cost: dict[Purpose, int] = {}
    for line in lines:
        if not line.is_staff_time:
            cents = line.cents_by_year.get(year, 0)
            cost[line.purpose] = cost.get(line.purpose, 0) + cents
    payments = allocate(cost, funding, year, fiscal_years, scenario)
    paid = dict.fromkeys(cost, 0)
    for payment in payments:
        paid[payment.purpose] += payment.cents
    return YearGap(
        year=year,
        classes=tuple(
            ClassGap(payer, timing, cost_type, cost[purpose], paid[purpose])
            for payer in Payer
            for timing, cost_type in COST_CLASSES
            if (purpose := (payer, (timing, cost_type))) in cost
        ),
        hours=tuple(item for item in hours if item.year == year),
        payments=tuple(payments),
    )


def _of_payers(year: YearGap, payers: frozenset[Payer]) -> YearGap:
    return YearGap(
        year=year.year,
        classes=tuple(item for item in year.classes if item.payer in payers),
        hours=year.hours,
        payments=tuple(item for item in year.payments if item.payer in payers),
    )


def _judged(
    years: tuple[YearGap, ...],
    funding: Sequence[FundingLine],
    fiscal_years: FiscalYears,
) -> BudgetGap:
    # Every year lists the same classes, and the same teams.
    if not any(year.classes or year.hours for year in years):
        return BudgetGap(years, GapTier.NOT_COSTED, GapTier.NOT_COSTED)
    gap, cost = (sum(year.gap for year in years), sum(year.cost for year in years))
    return BudgetGap(
        years,
        dollar_tier(gap, share_of(gap, cost), unfunded_recurring_share(years)),
        staff_tier(fte_gap(years)),
        cliff=worst_cliff(years, funding, fiscal_years),
    )


def fte_gap(years: Sequence[YearGap]) -> Fraction:
    return full_time_equivalents(
        max((year.hours_gap for year in years), default=Decimal(0))
    )


def unfunded_recurring_share(years: Sequence[YearGap]) -> Fraction:
    return share_of(
        sum(year.unfunded_recurring for year in years),
        sum(year.recurring for year in years),
    )


def share_of(part: int, whole: int) -> Fraction:
    return Fraction(part, whole) if whole else Fraction(0)
