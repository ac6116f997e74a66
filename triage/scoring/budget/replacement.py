"""When what was bought wears out, and whether it is bought again by then."""

from triage.scoring.budget.costing import bought_years
from triage.scoring.budget.lines import CostLine, CostType, Timing
from triage.scoring.budget.years import FiscalYears

# What wears out so soon after the window has to be saved for inside it. Design choice.
YEARS_AHEAD = 2


def without_replacement(line: CostLine, fiscal_years: FiscalYears) -> int | None:
    """The first fiscal year a capital line wears out in and is not bought again by then.

    Only years of the window and the two after it count; None without such a year.
    """
    priced = line.priced
    is_capital = line.cost_class == (Timing.ONE_TIME, CostType.CAPITAL)
    if priced is None or priced.life_years is None or not is_capital:
        return None
    life, first = priced.life_years, fiscal_years.first
    ahead = range(first, fiscal_years.years.stop + YEARS_AHEAD)
    bought = bought_years(priced, fiscal_years, range(first - life, ahead.stop))
    due = (year + life for year in bought if year + life in ahead)
    return next(
        (
            year
            for year in due
            if not any(year - life < again <= year for again in bought)
        ),
        None,
    )
