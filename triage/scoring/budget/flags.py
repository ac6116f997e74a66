"""What is wrong with the money beside its sum."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from triage.scoring.budget.allocation import Payment
from triage.scoring.budget.cliff import cliffs
from triage.scoring.budget.funding import CERTAIN, Certainty, FundingLine, MatchOf
from triage.scoring.budget.gaps import BudgetGap, Scope
from triage.scoring.budget.lines import CostLine, Payer, Timing
from triage.scoring.budget.replacement import without_replacement
from triage.scoring.budget.years import FiscalYears
from triage.scoring.rounding import half_up_whole

# From this part of a year's recurring cost on, a cliff is a flag. Design choice.
CLIFF_RATIO = Fraction(25, 100)
BOND = "bond"
REVENUE = "partner"


class Flag(StrEnum):
    """In the order they are shown."""

    CLIFF = "CLIFF"
    MATCH = "MATCH"
    ONE_TIME_PAYS_RECURRING = "ONE-TIME-PAYS-RECURRING"
    NO_REPLACEMENT = "NO-REPLACEMENT"
    IT_NOT_IN_ASK = "IT-NOT-IN-ASK"
    REVENUE_BACKED = "REVENUE-BACKED"


@dataclass(frozen=True)
class RaisedFlag:
    """What raised a flag, for the sentence that says it; a flag may be raised more than once.

    `cents` is what falls on nobody in `year` (CLIFF, `share` of that year's recurring
    cost), match that no source brings (MATCH), recurring cost paid over the window
    (ONE-TIME-PAYS-RECURRING), IT's cost over the window (IT-NOT-IN-ASK), or what such
    money pays (REVENUE-BACKED). `year` is when the cliff comes or the thing wears out.
    `sources` and `lines` are keys of funding and cost lines, `names` what they are called.
    """

    flag: Flag
    cents: int = 0
    year: int | None = None
    share: Fraction | None = None
    sources: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def raised_flags(
    likely: BudgetGap,
    lines: Sequence[CostLine],
    funding: Sequence[FundingLine],
    fiscal_years: FiscalYears,
    scope: Scope = Scope.ALL,
) -> tuple[RaisedFlag, ...]:
    """The flags of the likely scenario. Of IT's part: those of its lines and sources."""
    mine = [line for line in lines if line.payer in scope.payers]
    payments = [payment for year in likely.years for payment in year.payments]
    return (
        *_cliffs(likely, funding, fiscal_years),
        *_matches(funding, scope),
        *_one_time_pays_recurring(payments, funding),
        *_no_replacement(mine, lines, fiscal_years),
        *_it_not_in_ask(likely, funding),
        *_revenue_backed(payments, funding),
    )


def required_match(grant: FundingLine) -> int:
    """Cents of local money the grant asks for, whatever its certainty."""
    share = grant.match_share or Fraction(0)
    if grant.match_of is MatchOf.PROJECT:
        share /= 1 - share
    return half_up_whole(grant.cents * share)


def sourced_match(grant: FundingLine, funding: Sequence[FundingLine]) -> int:
    """Cents of its match that are likely: each source counted by how certain it is."""
    return sum(
        half_up_whole(line.cents * line.likely_share)
        for line in funding
        if grant.key and line.matches == grant.key
    )


def _cliffs(
    likely: BudgetGap, funding: Sequence[FundingLine], fiscal_years: FiscalYears
) -> Iterator[RaisedFlag]:
    succeeded = {line.key for line in funding if line.has_successor}
    for cliff in cliffs(likely.years, funding, fiscal_years):
        if cliff.ratio >= CLIFF_RATIO and not succeeded.issuperset(cliff.sources):
            lonely = [line for line in funding if line.key in cliff.sources]
            yield RaisedFlag(
                Flag.CLIFF,
                cents=cliff.cents,
                year=cliff.year,
                share=cliff.ratio,
                sources=tuple(x.key for x in lonely if not x.has_successor),
                names=tuple(x.source for x in lonely if not x.has_successor),
            )


def _matches(funding: Sequence[FundingLine], scope: Scope) -> Iterator[RaisedFlag]:
    for grant in funding:
        if scope.payers.isdisjoint(grant.pays_for):
            continue
        missing = required_match(grant) - sourced_match(grant, funding)
        if missing > 0:
            yield RaisedFlag(
                Flag.MATCH, cents=missing, sources=(grant.key,), names=(grant.source,)
            )


def _one_time_pays_recurring(
    payments: Sequence[Payment], funding: Sequence[FundingLine]
) -> Iterator[RaisedFlag]:
    recurring = [item for item in payments if item.timing is Timing.RECURRING]
    for line in funding:
        if line.source_type == BOND or line.lump_sum:
            yield from _paying(Flag.ONE_TIME_PAYS_RECURRING, line, recurring)


def _no_replacement(
    mine: Sequence[CostLine], lines: Sequence[CostLine], fiscal_years: FiscalYears
) -> Iterator[RaisedFlag]:
    if any(line.is_reserve for line in lines):
        return
    for line in mine:
        year = without_replacement(line, fiscal_years)
        if year is not None:
            yield RaisedFlag(
                Flag.NO_REPLACEMENT,
                year=year,
                lines=(line.key,),
                names=(line.description,),
            )


def _it_not_in_ask(
    likely: BudgetGap, funding: Sequence[FundingLine]
) -> Iterator[RaisedFlag]:
    """The department asks for money, IT has cost, and nothing certain may pay it."""
    cents = sum(
        item.cost
        for year in likely.years
        for item in year.classes
        if item.payer is Payer.IT
    )
    asked = [
        line
        for line in funding
        if line.payer is Payer.DEPARTMENT and line.certainty is not Certainty.PLANNED
    ]
    is_in_ask = any(
        Payer.IT in line.pays_for and line.certainty in CERTAIN for line in funding
    )
    if cents and asked and not is_in_ask:
        yield RaisedFlag(
            Flag.IT_NOT_IN_ASK,
            cents=cents,
            sources=tuple(line.key for line in asked),
            names=tuple(line.source for line in asked),
        )


def _revenue_backed(
    payments: Sequence[Payment], funding: Sequence[FundingLine]
) -> Iterator[RaisedFlag]:
    for line in funding:
        if line.source_type == REVENUE:
            yield from _paying(Flag.REVENUE_BACKED, line, payments)


def _paying(
    flag: Flag, source: FundingLine, payments: Sequence[Payment]
) -> Iterator[RaisedFlag]:
    cents = sum(item.cents for item in payments if item.source == source.key)
    if cents:
        yield RaisedFlag(
            flag, cents=cents, sources=(source.key,), names=(source.source,)
        )
