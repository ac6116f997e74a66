"""What a request costs over five fiscal years, who pays, and what nobody pays.

Read in this order: lines and years (what goes in), costing (cents and hours by year),
funding and allocation (who pays), staffing, gaps and tiers (what is missing), cliff,
flags and ranges (what to beware of), forecast (all of it for one request).
"""

from triage.scoring.budget.cliff import Cliff
from triage.scoring.budget.costing import Scenario
from triage.scoring.budget.flags import Flag, RaisedFlag
from triage.scoring.budget.forecast import (
    BudgetRange,
    Forecast,
    Money,
    ScenarioGap,
    ScenarioYear,
    forecast,
    forecasts,
)
from triage.scoring.budget.funding import Certainty, FundingLine, MatchOf
from triage.scoring.budget.gaps import BudgetGap, Scope, YearGap, budget_gap
from triage.scoring.budget.lines import (
    COST_CLASSES,
    CostClass,
    CostLine,
    CostType,
    Estimate,
    Payer,
    Priced,
    Timing,
)
from triage.scoring.budget.ranges import NextNumber, Span
from triage.scoring.budget.staffing import FreeHours, TeamHours, same_every_year
from triage.scoring.budget.tiers import MATERIALITY, GapTier, TierCause, tier_cause
from triage.scoring.budget.years import FiscalYears

__all__ = [
    "COST_CLASSES",
    "MATERIALITY",
    "BudgetGap",
    "BudgetRange",
    "Certainty",
    "Cliff",
    "CostClass",
    "CostLine",
    "CostType",
    "Estimate",
    "FiscalYears",
    "Flag",
    "Forecast",
    "FreeHours",
    "FundingLine",
    "GapTier",
    "MatchOf",
    "Money",
    "NextNumber",
    "Payer",
    "Priced",
    "RaisedFlag",
    "Scenario",
    "ScenarioGap",
    "ScenarioYear",
    "Scope",
    "Span",
    "TeamHours",
    "TierCause",
    "Timing",
    "YearGap",
    "budget_gap",
    "forecast",
    "forecasts",
    "same_every_year",
    "tier_cause",
]
