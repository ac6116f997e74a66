"""What is wrong with the money beside its sum."""

from collections.abc import Sequence
from enum import StrEnum

from triage.scoring.budget.funding import FundingLine
from triage.scoring.budget.gaps import BudgetGap
from triage.scoring.budget.lines import CostLine
from triage.scoring.budget.years import FiscalYears


class Flag(StrEnum):
    """In the order they are shown."""

    CLIFF = "CLIFF"
    MATCH = "MATCH"
    ONE_TIME_PAYS_RECURRING = "ONE-TIME-PAYS-RECURRING"
    NO_REPLACEMENT = "NO-REPLACEMENT"
    IT_NOT_IN_ASK = "IT-NOT-IN-ASK"
    REVENUE_BACKED = "REVENUE-BACKED"


def raised_flags(
    likely: BudgetGap,
    lines: Sequence[CostLine],
    funding: Sequence[FundingLine],
    fiscal_years: FiscalYears,
) -> tuple[Flag, ...]:
    """The flags of the likely scenario."""
    return ()
