"""What a source of money says, as one value, and what it may not say."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from accounts.errors import Refused
from intake.models import CostType, FundingLine, GrantProgram, Payer, Timing
from intake.services.money_details import MOST_CENTS, dollars, not_in

# What money may be allowed to pay for. Staff time is hours and paid by nobody's grant.
COST_CLASSES = tuple(
    f"{timing}:{cost_type}"
    for timing in Timing
    for cost_type in (CostType.CAPITAL, CostType.OPERATING)
)
# A bond pays for what is built, never for subscriptions (budget.md §2).
BOND_CLASSES = (f"{Timing.ONE_TIME}:{CostType.CAPITAL}",)


@dataclass(frozen=True)
class FundingDetails:
    """One source of money; `allows` holds classes such as "one_time:capital"."""

    source: str
    source_type: str
    certainty: str
    cents: int
    start_on: date
    end_on: date
    payer: str
    allows: tuple[str, ...] = COST_CLASSES
    lump_sum: bool = False
    program: GrantProgram | None = None
    match_share: Decimal | None = None
    match_of: str = GrantProgram.MatchOf.PROJECT
    matches: FundingLine | None = None
    transfer_memo: str = ""
    successor_source: str = ""
    successor_owner: str = ""
    switch_off_plan: str = ""
    budget_call_year: int | None = None

    @classmethod
    def of(cls, line: FundingLine) -> "FundingDetails":
        values = {name: getattr(line, name) for name in cls.__annotations__}
        return cls(**{**values, "allows": tuple(line.allows)})

    def __str__(self) -> str:
        return _("the money “%(source)s” (%(dollars)s, %(certainty)s)") % {
            "source": self.source,
            "dollars": dollars(self.cents),
            "certainty": FundingLine.Certainty(self.certainty).label,
        }

    def check(self) -> None:
        """:raises Refused: by field."""
        wrong = _funding_choices(self)
        if not self.source.strip():
            wrong["source"] = _("Name the source.")
        if self.cents < 0:
            wrong["cents"] = _("Give an amount of 0 or more.")
        if self.cents > MOST_CENTS:
            wrong["cents"] = _("This is more than any city has.")
        if self.end_on < self.start_on:
            wrong["end_on"] = _("The money cannot stop before it starts.")
        if not self.allows:
            wrong["allows"] = _("Choose at least one thing it may pay for.")
        if self.match_share is not None and not 0 < self.match_share < 1:
            wrong["match_share"] = _("Give a share between 0 and 100 percent.")
        if wrong:
            raise Refused(wrong)


def _funding_choices(details: FundingDetails) -> dict[str, str]:
    wrong = not_in(
        {
            "source_type": (details.source_type, FundingLine.SourceType.values),
            "certainty": (details.certainty, FundingLine.Certainty.values),
            "payer": (details.payer, Payer.values),
            "match_of": (details.match_of, GrantProgram.MatchOf.values),
        }
    )
    if set(details.allows) - set(COST_CLASSES):
        wrong["allows"] = _("Choose from the list.")
    elif details.source_type == FundingLine.SourceType.BOND and (
        set(details.allows) - set(BOND_CLASSES)
    ):
        wrong["allows"] = _("A bond pays for one-time capital costs only.")
    return wrong
