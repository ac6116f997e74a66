"""Three scenarios of one request's money: what is likely, and how far it may be off."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from triage.scoring.budget.cliff import Cliff
from triage.scoring.budget.costing import Scenario
from triage.scoring.budget.flags import Flag, raised_flags
from triage.scoring.budget.funding import FundingLine
from triage.scoring.budget.gaps import BudgetGap, Scope, budget_gap
from triage.scoring.budget.lines import CostLine
from triage.scoring.budget.ranges import NextNumber, Span
from triage.scoring.budget.staffing import FreeHours
from triage.scoring.budget.tiers import GapTier
from triage.scoring.budget.years import FiscalYears
from triage.scoring.rules import Stage


@dataclass(frozen=True)
class Money:
    """Everything the budget figures of one request rest on."""

    lines: Sequence[CostLine]
    funding: Sequence[FundingLine]
    free_hours: FreeHours
    fiscal_years: FiscalYears
    stage: Stage = Stage.IDEA


@dataclass(frozen=True)
class ScenarioYear:
    """One fiscal year of a scenario, in cents and hours."""

    year: int
    one_time: int
    recurring: int
    funded: int
    gap: int
    unfunded_recurring: int
    hours: Decimal
    hours_gap: Decimal

    @property
    def cost(self) -> int:
        return self.one_time + self.recurring


@dataclass(frozen=True)
class ScenarioGap:
    """A scenario's figures, summed over classes and teams. Shares are exact, 0 to 1."""

    years: tuple[ScenarioYear, ...]
    tier: GapTier
    gap_share: Fraction
    unfunded_recurring_share: Fraction
    fte_gap: Fraction
    cliff: Cliff | None

    @classmethod
    def of(cls, gap: BudgetGap) -> "ScenarioGap":
        return cls(
            years=tuple(
                ScenarioYear(
                    year=year.year,
                    one_time=year.one_time,
                    recurring=year.recurring,
                    funded=year.funded,
                    gap=year.gap,
                    unfunded_recurring=year.unfunded_recurring,
                    hours=year.hours_needed,
                    hours_gap=year.hours_gap,
                )
                for year in gap.years
            ),
            tier=gap.tier,
            gap_share=gap.gap_share,
            unfunded_recurring_share=gap.unfunded_recurring_share,
            fte_gap=gap.fte_gap,
            cliff=gap.cliff,
        )

    @property
    def cost(self) -> int:
        return sum(year.cost for year in self.years)

    @property
    def gap(self) -> int:
        return sum(year.gap for year in self.years)


@dataclass(frozen=True)
class BudgetRange:
    """How far the likely figures may be off, and what is wrong beside them.

    `low` is low cost with the most money, `high` high cost with certain money only.
    `cost_80` is the 80% range of the five-year cost. `tier_low` and `tier_high` bound
    the tier over all three scenarios.
    """

    stage: Stage
    low: ScenarioGap
    high: ScenarioGap
    tier_low: GapTier
    tier_high: GapTier
    cost_80: Span
    flags: tuple[Flag, ...] = ()
    next_number: NextNumber | None = None


@dataclass(frozen=True)
class Forecast:
    likely: BudgetGap
    range: BudgetRange


def forecast(money: Money, scope: Scope = Scope.ALL) -> Forecast:
    """Reckon a request's cost, funding and gap; the same money gives the same for ever."""
    low, likely, high = (
        budget_gap(
            money.lines,
            money.funding,
            money.free_hours,
            money.fiscal_years,
            scope,
            stage=money.stage,
            scenario=scenario,
        )
        for scenario in (Scenario.LOW, Scenario.LIKELY, Scenario.HIGH)
    )
    tiers = sorted((low.tier, likely.tier, high.tier), key=lambda tier: tier.rank)
    return Forecast(
        likely,
        BudgetRange(
            stage=money.stage,
            low=ScenarioGap.of(low),
            high=ScenarioGap.of(high),
            tier_low=tiers[0],
            tier_high=tiers[-1],
            cost_80=Span(low.cost, high.cost),
            flags=raised_flags(likely, money.lines, money.funding, money.fiscal_years),
        ),
    )
