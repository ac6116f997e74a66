"""What may pay for a request, by fiscal year, in whole cents."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from triage.scoring.budget.costing import Scenario
from triage.scoring.budget.lines import CostClass, Payer
from triage.scoring.budget.years import FiscalYears, month_number
from triage.scoring.rounding import half_up_whole


class FundingError(ValueError):
    """Money that cannot be spread over years; the message names it."""


class Certainty(StrEnum):
    COMMITTED = "committed"
    AWARDED = "awarded"
    BUDGETED = "budgeted"
    REQUESTED = "requested"
    APPLIED = "applied"
    PLANNED = "planned"


class MatchOf(StrEnum):
    """What a grant's local match is a share of."""

    PROJECT = "project"
    AWARD = "award"


# Money that is as good as there, whatever the scenario.
CERTAIN = frozenset({Certainty.COMMITTED, Certainty.AWARDED, Certainty.BUDGETED})

# Share of uncertain money to count on. Applied: USDOT SMART grants, FY2022, funded 59 of
# 392 applications (15.1%), unless the grant's programme is known to do better or worse.
_SHARES: Mapping[Scenario, Mapping[Certainty, Fraction]] = {
    Scenario.LOW: {
        Certainty.REQUESTED: Fraction(1),
        Certainty.APPLIED: Fraction(1),
    },
    Scenario.LIKELY: {
        Certainty.REQUESTED: Fraction(1, 2),
        Certainty.APPLIED: Fraction(15, 100),
    },
    Scenario.HIGH: {},
}


@dataclass(frozen=True)
class FundingLine:
    """Money from one source, `end_on` included. It pays only lines of its payer.

    With a transfer memo what is left may pay the other payer's lines too. A grant that
    asks for a local match says how much of what; `matches` is the `key` of the grant
    whose match this line is. `win_share` is how often the programme grants what is
    applied for. The successor pays the recurring cost after `end_on`.
    """

    source_type: str
    cents: int
    start_on: date
    end_on: date
    certainty: Certainty
    allows: frozenset[CostClass]
    payer: Payer
    lump_sum: bool = False
    position: int = 0
    key: str = ""
    source: str = ""
    match_share: Fraction | None = None
    match_of: MatchOf = MatchOf.PROJECT
    matches: str = ""
    win_share: Fraction | None = None
    has_transfer_memo: bool = False
    successor_source: str = ""
    successor_owner: str = ""

    def __post_init__(self) -> None:
        if self.end_on < self.start_on:
            raise FundingError(
                f"money from {self.start_on} ends before it on {self.end_on}"
            )

    @property
    def pays_for(self) -> frozenset[Payer]:
        """Whose lines it may pay: its payer's, with a transfer memo everybody's."""
        return frozenset(Payer) if self.has_transfer_memo else frozenset({self.payer})

    @property
    def has_successor(self) -> bool:
        """Whether somebody is named who pays after it, and somebody who answers for that."""
        named = self.successor_source.strip() and self.successor_owner.strip()
        return bool(named)

    @property
    def likely_share(self) -> Fraction:
        return self.share_counted(Scenario.LIKELY)

    def share_counted(self, scenario: Scenario) -> Fraction:
        """How much of the amount the scenario counts on, 0 to 1."""
        if self.certainty in CERTAIN:
            return Fraction(1)
        is_usual_odds = scenario is Scenario.LIKELY and self.win_share is not None
        if is_usual_odds and self.certainty is Certainty.APPLIED:
            return self.win_share or Fraction(0)
        return _SHARES[scenario].get(self.certainty, Fraction(0))

    def cents_in(
        self,
        year: int,
        fiscal_years: FiscalYears,
        scenario: Scenario = Scenario.LIKELY,
    ) -> int:
        """Money for one fiscal year: by calendar months begun, or all in the first."""
        if self.lump_sum:
            part = Fraction(year == fiscal_years.year_of(self.start_on))
        else:
            months = month_number(self.end_on) - month_number(self.start_on) + 1
            overlap = fiscal_years.months_of(year, self.start_on, self.end_on)
            part = Fraction(overlap, months)
        if not part:
            return 0
        return half_up_whole(self.cents * self.share_counted(scenario) * part)


def in_spending_order(funding: Iterable[FundingLine]) -> list[FundingLine]:
    """Most restricted money first, then what ends earliest, then as entered."""
    return sorted(
        funding, key=lambda line: (len(line.allows), line.end_on, line.position)
    )
