"""From quantity times price to cents and hours by fiscal year, in three scenarios."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cache

from triage.scoring.budget.lines import CostLine, CostType, Priced, Timing
from triage.scoring.budget.staffing import HOURS_PER_FTE, to_hundredths
from triage.scoring.budget.years import FiscalYears
from triage.scoring.rounding import half_up_whole
from triage.scoring.rules import Stage


class Scenario(StrEnum):
    """Low cost with the most money, what is likely, high cost with certain money only."""

    LOW = "low"
    LIKELY = "likely"
    HIGH = "high"


# How much dearer everything gets in a year (docs/budget.md).
ESCALATION: Mapping[Scenario, Fraction] = {
    Scenario.LOW: Fraction(102, 100),
    Scenario.LIKELY: Fraction(103, 100),
    Scenario.HIGH: Fraction(105, 100),
}
# Prices of the driver catalogue are those of this fiscal year.
BASE_YEAR = 2026


@dataclass(frozen=True)
class EstimateClass:
    """How far an estimate may be off at a stage.

    `contingency` is added to likely one-time cost without a quoted price; `range_high`
    bounds how far above likely such cost may end. Class names and ranges are those of
    AACE 17R-97 and 18R-97 as remembered, the contingencies a design choice (docs/budget.md).
    """

    contingency: Fraction
    range_low: Fraction
    range_high: Fraction
    aace_class: int | None


def _class(contingency: int, low: int, high: int, aace: int | None) -> EstimateClass:
    return EstimateClass(
        Fraction(contingency, 100), Fraction(low, 100), Fraction(high, 100), aace
    )


ESTIMATE_CLASSES: Mapping[Stage, EstimateClass] = {
    Stage.IDEA: _class(50, -50, 100, 5),
    Stage.NEED: _class(40, -50, 100, 5),
    Stage.BUDGET_DRAFT: _class(30, -30, 50, 4),
    Stage.BUDGET_SUBMITTED: _class(30, -30, 50, 4),
    Stage.SPEC: _class(20, -20, 30, 3),
    Stage.SOLICITATION: _class(15, -15, 20, 2),
    Stage.VENDOR_CHOSEN: _class(15, -15, 20, 2),
    Stage.CONTRACT: _class(10, -10, 15, 1),
    Stage.INSTALLED: _class(0, 0, 0, None),
}


def cents_by_year(
    line: CostLine, scenario: Scenario, stage: Stage, fiscal_years: FiscalYears
) -> Mapping[int, int]:
    """Cents of each fiscal year the line costs money in; empty for staff time.

    Each line-year is rounded half up to a cent, so that every sum is one of cents.
    """
    if line.is_staff_time:
        return {}
    if line.priced is None:
        return line.cents_by_year
    priced = line.priced
    # Factors that change with the year are the share of it in use, and escalation.
    units = _dollars(line, priced, scenario, stage) * 100
    return {
        year: half_up_whole(
            units * share * escalation(scenario, year - priced.base_year)
        )
        for year, share in _active(line, priced, fiscal_years)
    }


@cache
def escalation(scenario: Scenario, years: int) -> Fraction:
    """How many times dearer than in the base year, `years` before it below 0.

    Before the base year the fastest rise gives the lowest price, so low and high swap.
    """
    swapped = {Scenario.LOW: Scenario.HIGH, Scenario.HIGH: Scenario.LOW}
    counts = swapped.get(scenario, scenario) if years < 0 else scenario
    return ESCALATION[counts] ** years


def hours_by_year(
    line: CostLine, scenario: Scenario, fiscal_years: FiscalYears
) -> Mapping[int, Decimal]:
    """Hours of each fiscal year, to 0.01; empty for what costs money.

    Hours are neither escalated nor given contingency, and never become dollars.
    """
    if not line.is_staff_time:
        return {}
    if line.priced is None:
        return line.hours_by_year
    priced = line.priced
    hours = _product(priced, scenario)
    if line.cost_type is CostType.FTE:
        hours *= HOURS_PER_FTE
    return {
        year: to_hundredths(hours * share)
        for year, share in _active(line, priced, fiscal_years)
    }


def starting_year(line: CostLine, fiscal_years: FiscalYears) -> int | None:
    """The first fiscal year the line costs anything in; None if it never does."""
    if line.priced is None:
        return min([*line.cents_by_year, *line.hours_by_year], default=None)
    if line.priced.fiscal_years:
        return min(line.priced.fiscal_years)
    return fiscal_years.year_of(line.priced.starts_on)


def purchase_years(priced: Priced, fiscal_years: FiscalYears) -> list[int]:
    """Fiscal years of the window a one-time line is bought in, repeats included."""
    return bought_years(priced, fiscal_years, fiscal_years.years)


def bought_years(
    priced: Priced, fiscal_years: FiscalYears, years: Iterable[int]
) -> list[int]:
    """Which of the years a one-time line is bought in, repeats included."""
    bought = priced.fiscal_years or (fiscal_years.year_of(priced.starts_on),)
    return [
        year
        for year in years
        if any(_falls_on(year, first, priced.repeat_years) for first in bought)
    ]


def _falls_on(year: int, first: int, repeat_years: int | None) -> bool:
    if year == first:
        return True
    if repeat_years is None or year < first:
        return False
    return (year - first) % repeat_years == 0


def _active(
    line: CostLine, priced: Priced, fiscal_years: FiscalYears
) -> Iterator[tuple[int, Fraction]]:
    """Each fiscal year the line costs something in, with the share of it that counts."""
    if line.timing is Timing.ONE_TIME:
        for year in purchase_years(priced, fiscal_years):
            yield year, Fraction(1)
        return
    for year in fiscal_years.years:
        months = _months_in_use(priced, year, fiscal_years)
        if months and (not priced.fiscal_years or year in priced.fiscal_years):
            yield year, Fraction(months, 12)


def _months_in_use(priced: Priced, year: int, fiscal_years: FiscalYears) -> int:
    if priced.ends_on is not None:
        return fiscal_years.months_of(year, priced.starts_on, priced.ends_on)
    begins = fiscal_years.year_of(priced.starts_on)
    if year != begins:
        return 12 if year > begins else 0
    into = (priced.starts_on.month - fiscal_years.start_month) % 12
    return 12 - into


def _dollars(
    line: CostLine, priced: Priced, scenario: Scenario, stage: Stage
) -> Fraction:
    """quantity times price, with what the stage adds to one-time cost nobody quoted."""
    dollars = _product(priced, scenario)
    if line.timing is Timing.RECURRING or priced.is_quoted:
        return dollars
    of_stage = ESTIMATE_CLASSES[stage]
    if scenario is Scenario.LIKELY:
        return dollars * (1 + of_stage.contingency)
    if scenario is Scenario.HIGH:
        likely = _product(priced, Scenario.LIKELY)
        return max(dollars, likely * (1 + of_stage.range_high))
    return dollars


def _product(priced: Priced, scenario: Scenario) -> Fraction:
    quantity: Decimal = getattr(priced.quantity, scenario)
    price: Decimal = getattr(priced.price, scenario)
    return Fraction(quantity) * Fraction(price) / priced.per
