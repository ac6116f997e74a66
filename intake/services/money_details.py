"""What a cost line or a funding line says, as one value, and what it may not say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from accounts.errors import Refused
from accounts.models import ITTeam
from intake.models import (
    STAFF_TYPES,
    CostLine,
    CostType,
    FundingLine,
    Payer,
    Timing,
)

# What money may be allowed to pay for. Staff time is hours and paid by nobody's grant.
COST_CLASSES = tuple(
    f"{timing}:{cost_type}"
    for timing in Timing
    for cost_type in (CostType.CAPITAL, CostType.OPERATING)
)
# Slips of the hand, refused before sums leave 64 bits or an hours column's digits.
MOST_CENTS = 10**14
_MOST_HOURS = 1_000_000
# A bond pays for what is built, never for subscriptions (budget.md §2).
BOND_CLASSES = (f"{Timing.ONE_TIME}:{CostType.CAPITAL}",)


def dollars(cents: int) -> str:
    return f"${cents / 100:,.0f}"


@dataclass(frozen=True)
class CostDetails:
    """One cost line: cents by fiscal year, or for staff time hours by fiscal year."""

    description: str
    payer: str
    timing: str
    cost_type: str
    team: ITTeam | None = None
    source_note: str = ""
    cents_by_year: Mapping[int, int] = field(default_factory=dict)
    hours_by_year: Mapping[int, Decimal] = field(default_factory=dict)

    @classmethod
    def of(cls, line: CostLine) -> "CostDetails":
        amounts = list(line.amounts.all())
        return cls(
            description=line.description,
            payer=line.payer,
            timing=line.timing,
            cost_type=line.cost_type,
            team=line.team,
            source_note=line.source_note,
            cents_by_year={
                a.fiscal_year: a.cents for a in amounts if a.cents is not None
            },
            hours_by_year={
                a.fiscal_year: a.hours for a in amounts if a.hours is not None
            },
        )

    @property
    def is_staff_time(self) -> bool:
        return self.cost_type in STAFF_TYPES

    def __str__(self) -> str:
        if self.is_staff_time:
            hours = sum(self.hours_by_year.values(), Decimal(0))
            return _("“%(what)s” (%(hours)s hours)") % {
                "what": self.description,
                "hours": f"{hours:,.0f}",
            }
        return _("“%(what)s” (%(dollars)s)") % {
            "what": self.description,
            "dollars": dollars(sum(self.cents_by_year.values())),
        }

    def check(self) -> None:
        """:raises Refused: by field; amounts as a whole are the field `amounts`."""
        wrong = _cost_choices(self)
        if not self.description.strip():
            wrong["description"] = _("Say what has to be paid for.")
        if self.is_staff_time and self.team is None:
            wrong["team"] = _("Say which IT team's time it is.")
        if not self.is_staff_time and self.team is not None:
            wrong["team"] = _("Only staff time belongs to a team.")
        if self.is_staff_time and self.cents_by_year:
            wrong["amounts"] = _("Staff time is given in hours, not in dollars.")
        if not self.is_staff_time and self.hours_by_year:
            wrong["amounts"] = _("This is given in dollars, not in hours.")
        amounts: list[int | Decimal] = [
            *self.cents_by_year.values(),
            *self.hours_by_year.values(),
        ]
        if not amounts:
            wrong["amounts"] = _("Give an amount for at least one fiscal year.")
        if any(amount < 0 for amount in amounts):
            wrong["amounts"] = _("Give amounts of 0 or more.")
        if any(cents > MOST_CENTS for cents in self.cents_by_year.values()):
            wrong["amounts"] = _("This is more than any city has.")
        if any(hours > _MOST_HOURS for hours in self.hours_by_year.values()):
            wrong["amounts"] = _("These are more hours than any IT team has in a year.")
        if wrong:
            raise Refused(wrong)


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

    @classmethod
    def of(cls, line: FundingLine) -> "FundingDetails":
        return cls(
            source=line.source,
            source_type=line.source_type,
            certainty=line.certainty,
            cents=line.cents,
            start_on=line.start_on,
            end_on=line.end_on,
            payer=line.payer,
            allows=tuple(line.allows),
            lump_sum=line.lump_sum,
        )

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
        if wrong:
            raise Refused(wrong)


def _cost_choices(details: CostDetails) -> dict[str, str]:
    return _not_in(
        {
            "payer": (details.payer, Payer.values),
            "timing": (details.timing, Timing.values),
            "cost_type": (details.cost_type, CostType.values),
        }
    )


def _funding_choices(details: FundingDetails) -> dict[str, str]:
    wrong = _not_in(
        {
            "source_type": (details.source_type, FundingLine.SourceType.values),
            "certainty": (details.certainty, FundingLine.Certainty.values),
            "payer": (details.payer, Payer.values),
        }
    )
    if set(details.allows) - set(COST_CLASSES):
        wrong["allows"] = _("Choose from the list.")
    elif details.source_type == FundingLine.SourceType.BOND and (
        set(details.allows) - set(BOND_CLASSES)
    ):
        wrong["allows"] = _("A bond pays for one-time capital costs only.")
    return wrong


def _not_in(choices: Mapping[str, tuple[str, list[str]]]) -> dict[str, str]:
    return {
        name: _("Choose from the list.")
        for name, (value, allowed) in choices.items()
        if value not in allowed
    }
