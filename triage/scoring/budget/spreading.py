"""The lines of a request by fiscal year, in one scenario."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from triage.scoring.budget.allocation import Purpose
from triage.scoring.budget.costing import Scenario, cents_by_year, hours_by_year
from triage.scoring.budget.lines import CostLine
from triage.scoring.budget.years import FiscalYears
from triage.scoring.rules import Stage


@dataclass(frozen=True)
class SpreadLine:
    """A cost line's cents or hours by fiscal year, in one scenario."""

    purpose: Purpose
    is_staff_time: bool
    team: str | None
    cents_by_year: Mapping[int, int]
    hours_by_year: Mapping[int, Decimal]

    def cents_in(self, fiscal_years: FiscalYears) -> int:
        """What it costs over the window."""
        return sum(self.cents_by_year.get(year, 0) for year in fiscal_years.years)


def spread_lines(
    lines: Sequence[CostLine],
    scenario: Scenario,
    stage: Stage,
    fiscal_years: FiscalYears,
) -> tuple[SpreadLine, ...]:
    """Each line over the years, in the order of the lines."""
    return tuple(
        SpreadLine(
            purpose=(line.payer, line.cost_class),
            is_staff_time=line.is_staff_time,
            team=line.team,
            cents_by_year=cents_by_year(line, scenario, stage, fiscal_years),
            hours_by_year=hours_by_year(line, scenario, fiscal_years),
        )
        for line in lines
    )
