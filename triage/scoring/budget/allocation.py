"""Spreading the money of one fiscal year over its cost."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from triage.scoring.budget.costing import Scenario
from triage.scoring.budget.funding import FundingLine, in_spending_order
from triage.scoring.budget.lines import (
    COST_CLASSES,
    CostClass,
    CostType,
    Payer,
    Timing,
)
from triage.scoring.budget.years import FiscalYears

# Who pays and what for: money of one payer pays the other's lines by memo only.
Purpose = tuple[Payer, CostClass]


@dataclass(frozen=True)
class Payment:
    """Cents one source pays for one payer's lines of one class in one fiscal year.

    `source` is the funding line's key, `payer` whose lines are paid.
    """

    source: str
    source_type: str
    payer: Payer
    timing: Timing
    cost_type: CostType
    cents: int

    @property
    def purpose(self) -> Purpose:
        return self.payer, (self.timing, self.cost_type)


def allocate(
    cost: Mapping[Purpose, int],
    funding: Sequence[FundingLine],
    year: int,
    fiscal_years: FiscalYears,
    scenario: Scenario,
) -> list[Payment]:
    """Who pays what, most restricted money first. What is not used in a year lapses.

    Within a source one-time comes before recurring and capital before operating; a
    source with a transfer memo pays its own payer's lines before the other's.

    :param cost: cents wanted for each purpose.
    """
    left = dict(cost)
    payments = []
    for source in in_spending_order(funding):
        money = source.cents_in(year, fiscal_years, scenario)
        for purpose in _may_pay(source):
            spent = min(money, left.get(purpose, 0))
            if spent > 0:
                left[purpose] -= spent
                money -= spent
                payer, (timing, cost_type) = purpose
                payments.append(
                    Payment(
                        source.key, source.source_type, payer, timing, cost_type, spent
                    )
                )
    return payments


def _may_pay(source: FundingLine) -> Iterator[Purpose]:
    own = source.payer
    others = [payer for payer in Payer if payer is not own and source.has_transfer_memo]
    for payer in (own, *others):
        for cost_class in COST_CLASSES:
            if cost_class in source.allows:
                yield payer, cost_class
