"""What a source of money says, as one value, and what it may not say."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.errors import Refused
from intake.differences import Difference, differences
from intake.models import CostType, FundingLine, GrantProgram, Payer, Timing
from intake.services.money_details import MOST_CENTS, dollars, not_in

# What money may be allowed to pay for. Staff time is hours and paid by nobody's grant.
COST_CLASSES = tuple(
    f"{timing}:{cost_type}"
    for timing in Timing
    for cost_type in (CostType.CAPITAL, CostType.OPERATING)
)
CLASS_LABELS = {
    f"{Timing.ONE_TIME}:{CostType.CAPITAL}": gettext_lazy("one-time purchases"),
    f"{Timing.ONE_TIME}:{CostType.OPERATING}": gettext_lazy("one-time services"),
    f"{Timing.RECURRING}:{CostType.CAPITAL}": gettext_lazy("recurring purchases"),
    f"{Timing.RECURRING}:{CostType.OPERATING}": gettext_lazy("recurring services"),
}
# Nobody's budget calendar reaches beyond these.
_BUDGET_YEARS = range(2000, 2101)
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
        wrong |= _wrong_match(self)
        if self.budget_call_year not in (None, *_BUDGET_YEARS):
            wrong["budget_call_year"] = _("Choose from the list.")
        if wrong:
            raise Refused(wrong)

    def differences_from(self, stored: "FundingDetails") -> tuple[Difference, ...]:
        """What is stored and what is wanted instead, field by field."""
        return differences(FundingLine, vars(stored), vars(self), words=_WORDS)


def classes_in_words(allows: Iterable[str]) -> str:
    """Such as “one-time purchases, recurring services”."""
    return ", ".join(str(CLASS_LABELS[code]) for code in COST_CLASSES if code in allows)


def share_in_words(share: Decimal) -> str:
    """A share as percent, such as “12.5%”."""
    return f"{(share * 100).normalize():f}%"


_WORDS: dict[str, Callable[[Any], str]] = {
    "cents": dollars,
    "allows": classes_in_words,
    "match_share": share_in_words,
    "budget_call_year": lambda year: f"FY{year}",
}


def _wrong_match(details: FundingDetails) -> dict[str, str]:
    """What is wrong with program and match, as far as the line itself says it."""
    wrong = {}
    if details.match_share is not None and not 0 < details.match_share < 1:
        wrong["match_share"] = _("Give a share between 0 and 100 percent.")
    if details.source_type == FundingLine.SourceType.GRANT:
        return wrong
    if details.match_share is not None:
        wrong["match_share"] = _("Only a grant asks for a match. Leave this empty.")
    if details.program is not None:
        wrong["program"] = _("Only a grant has a program. Choose none.")
    return wrong


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
