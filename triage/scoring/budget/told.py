"""A forecast as JSON: cents, shares to four decimals, hours to 0.01."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from triage.scoring.budget.cliff import Cliff
from triage.scoring.budget.forecast import Forecast, ScenarioGap
from triage.scoring.budget.ranges import NextNumber
from triage.scoring.budget.tiers import GapTier
from triage.scoring.rounding import half_up


def told(forecast: Forecast) -> dict[str, Any]:
    """The result of the `budget` contract (docs/budget.md)."""
    likely, reach = ScenarioGap.of(forecast.likely), forecast.range
    scenarios = {"low": reach.low, "likely": likely, "high": reach.high}
    return {
        "years": [_year(year.year) for year in likely.years],
        "scenarios": {name: _scenario(gap) for name, gap in scenarios.items()},
        "range": [reach.low.cost, reach.high.cost],
        "range_80": [reach.cost_80.low, reach.cost_80.high],
        "tier": _tier(likely.tier),
        "tier_low": _tier(reach.tier_low),
        "tier_high": _tier(reach.tier_high),
        "flags": [str(flag) for flag in reach.flags],
        "next_number": _next_number(reach.next_number),
    }


def _scenario(gap: ScenarioGap) -> dict[str, Any]:
    years = gap.years
    return {
        "cost": [year.cost for year in years],
        "one_time": [year.one_time for year in years],
        "recurring": [year.recurring for year in years],
        "funded": [year.funded for year in years],
        "gap": [year.gap for year in years],
        "hours": _hours([year.hours for year in years]),
        "hours_gap": _hours([year.hours_gap for year in years]),
        "total_cost": gap.cost,
        "total_gap": gap.gap,
        "gap_share": _share(gap.gap_share),
        "unfunded_recurring_share": _share(gap.unfunded_recurring_share),
        "cliff": _cliff(gap.cliff),
        "worst_fte_gap": _share(gap.fte_gap),
        "tier": _tier(gap.tier),
    }


def _cliff(cliff: Cliff | None) -> dict[str, Any] | None:
    if cliff is None:
        return None
    return {
        "year": _year(cliff.year),
        "amount": cliff.cents,
        "ratio": _share(cliff.ratio),
    }


def _next_number(number: NextNumber | None) -> dict[str, Any] | None:
    """A line without driver is named by its description."""
    if number is None:
        return None
    named = number.driver or number.description or number.line
    return {"driver": named, "share": _share(number.share)}


def _tier(tier: GapTier) -> str:
    return tier.value if tier is GapTier.NOT_COSTED else tier.value.upper()


def _year(year: int) -> str:
    return f"FY{year}"


def _hours(hours: Sequence[Decimal]) -> list[float]:
    return [float(item) for item in hours]


def _share(value: Fraction) -> float:
    """A JSON number; the exact value is rounded first, so the float only carries it."""
    return float(half_up(value, 4))
