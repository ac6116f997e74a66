"""Three scenarios of one request's money: what is likely, and how far it may be off."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from triage.scoring.budget.cliff import Cliff
from triage.scoring.budget.costing import Scenario
from triage.scoring.budget.flags import Flag, RaisedFlag, raised_flags
from triage.scoring.budget.funding import FundingLine
from triage.scoring.budget.gaps import BudgetGap, Scope, gaps_by_scope
from triage.scoring.budget.lines import CostLine
from triage.scoring.budget.ranges import (
    LineTotal,
    NextNumber,
    Span,
    cost_80,
    next_number,
)
from triage.scoring.budget.spreading import SpreadLine, spread_lines
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
    the tier over all three scenarios. `flag_facts` says of each flag what raised it.
    """

    stage: Stage
    low: ScenarioGap
    high: ScenarioGap
    tier_low: GapTier
    tier_high: GapTier
    cost_80: Span
    flags: tuple[Flag, ...] = ()
    next_number: NextNumber | None = None
    flag_facts: tuple[RaisedFlag, ...] = ()


@dataclass(frozen=True)
class Forecast:
    likely: BudgetGap
    range: BudgetRange


def forecast(money: Money, scope: Scope = Scope.ALL) -> Forecast:
    """Reckon a request's cost, funding and gap; the same money gives the same for ever."""
    return forecasts(money)[scope]


def forecasts(money: Money) -> Mapping[Scope, Forecast]:
    """Both scopes at once: what they share is reckoned once."""
    spread = {
        scenario: spread_lines(money.lines, scenario, money.stage, money.fiscal_years)
        for scenario in Scenario
    }
    gaps = {
        scenario: gaps_by_scope(
            lines, money.funding, money.free_hours, money.fiscal_years, scenario
        )
        for scenario, lines in spread.items()
    }
    totals = _totals(money, spread)
    return {
        scope: _forecast(
            money,
            scope,
            {scenario: by_scope[scope] for scenario, by_scope in gaps.items()},
            [item for item in totals if item.line.payer in scope.payers],
        )
        for scope in Scope
    }


def _totals(
    money: Money, spread: Mapping[Scenario, Sequence[SpreadLine]]
) -> list[LineTotal]:
    """Every line that costs money, over the window."""
    in_each = zip(
        money.lines, *(spread[scenario] for scenario in Scenario), strict=True
    )
    return [
        LineTotal(line, *(item.cents_in(money.fiscal_years) for item in scenarios))
        for line, *scenarios in in_each
        if not line.is_staff_time
    ]


def _forecast(
    money: Money,
    scope: Scope,
    gaps: Mapping[Scenario, BudgetGap],
    totals: Sequence[LineTotal],
) -> Forecast:
    likely = gaps[Scenario.LIKELY]
    tiers = sorted((gap.tier for gap in gaps.values()), key=lambda tier: tier.rank)
    raised = raised_flags(likely, money.lines, money.funding, money.fiscal_years, scope)
    return Forecast(
        likely,
        BudgetRange(
            stage=money.stage,
            low=ScenarioGap.of(gaps[Scenario.LOW]),
            high=ScenarioGap.of(gaps[Scenario.HIGH]),
            tier_low=tiers[0],
            tier_high=tiers[-1],
            cost_80=cost_80(totals),
            flags=tuple(dict.fromkeys(item.flag for item in raised)),
            next_number=next_number(totals),
            flag_facts=raised,
        ),
    )
