"""What a cost line says, as one value, and what it may not say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from accounts.errors import Refused
from accounts.models import ITTeam
from intake.estimates import in_words
from intake.models import (
    STAFF_TYPES,
    CostDriver,
    CostLine,
    CostType,
    Payer,
    Timing,
)

# Slips of the hand, refused before sums leave 64 bits or an hours column's digits.
MOST_CENTS = 10**14
MOST_HOURS = 1_000_000
_MOST_UNITS = 10**9
_MOST_YEARS = 50
_YEARS_MEANT = range(2000, 2101)


# What a cost line stores under the same name as its details.
PRICED_FIELDS = (
    "basis",
    "driver",
    "counted",
    "quoted_on",
    "from_on",
    "until_on",
    "repeat_years",
    "life_years",
    "is_reserve",
)


def dollars(cents: int) -> str:
    return f"${cents / 100:,.0f}"


@dataclass(frozen=True)
class ThreePoint:
    """A number as well as it is known: low, likely and high, all equal where it is one."""

    low: Decimal
    likely: Decimal
    high: Decimal

    @classmethod
    def exactly(cls, value: Decimal) -> "ThreePoint":
        return cls(value, value, value)

    @property
    def is_point(self) -> bool:
        return self.low == self.likely == self.high

    @property
    def is_in_order(self) -> bool:
        return 0 <= self.low <= self.likely <= self.high

    @property
    def in_full(self) -> str:
        """All three numbers, as one types them."""
        return in_words(self.low, self.likely, self.high)

    def __str__(self) -> str:
        if self.is_point:
            return f"{self.likely.normalize():f}"
        return "–".join(f"{end.normalize():f}" for end in (self.low, self.high))


@dataclass(frozen=True)
class CostDetails:
    """One cost line, quantity times price or amounts by fiscal year (see `CostLine`).

    A quantity of None is unknown and takes the category's usual one; a price of None is
    the driver's. By-year lines hold cents, or for staff time hours.
    """

    description: str
    payer: str
    timing: str
    cost_type: str
    team: ITTeam | None = None
    source_note: str = ""
    cents_by_year: Mapping[int, int] = field(default_factory=dict)
    hours_by_year: Mapping[int, Decimal] = field(default_factory=dict)
    basis: str = CostLine.Basis.BY_YEAR
    driver: CostDriver | None = None
    counted: str = ""
    quantity: ThreePoint | None = None
    price: ThreePoint | None = None
    quoted_on: date | None = None
    from_on: date | None = None
    until_on: date | None = None
    fiscal_years: tuple[int, ...] = ()
    repeat_years: int | None = None
    life_years: int | None = None
    is_reserve: bool = False

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
            quantity=_three_point(line, "quantity"),
            price=_three_point(line, "price"),
            fiscal_years=tuple(line.fiscal_years),
            **{name: getattr(line, name) for name in PRICED_FIELDS},
        )

    @property
    def is_staff_time(self) -> bool:
        return self.cost_type in STAFF_TYPES

    @property
    def is_priced(self) -> bool:
        return self.basis == CostLine.Basis.PRICED

    def __str__(self) -> str:
        if self.is_priced:
            return self._priced_says()
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

    def _priced_says(self) -> str:
        words = {
            "what": self.description,
            "quantity": self.quantity or _("quantity unknown"),
            "price": self.price or _("the usual price"),
        }
        return _("“%(what)s” (%(quantity)s at %(price)s)") % words

    def check(self) -> None:
        """:raises Refused: by field; amounts as a whole are the field `amounts`."""
        wrong = _cost_choices(self)
        wrong |= _wrong_price(self) if self.is_priced else _wrong_amounts(self)
        if not self.description.strip():
            wrong["description"] = _("Say what has to be paid for.")
        if self.is_staff_time and self.team is None:
            wrong["team"] = _("Say which IT team's time it is.")
        if not self.is_staff_time and self.team is not None:
            wrong["team"] = _("Only staff time belongs to a team.")
        if wrong:
            raise Refused(wrong)


def _wrong_amounts(details: CostDetails) -> dict[str, str]:
    """What is wrong with amounts entered by fiscal year; the last complaint counts."""
    wrong = {}
    if details.is_staff_time and details.cents_by_year:
        wrong["amounts"] = _("Staff time is given in hours, not in dollars.")
    if not details.is_staff_time and details.hours_by_year:
        wrong["amounts"] = _("This is given in dollars, not in hours.")
    amounts: list[int | Decimal] = [
        *details.cents_by_year.values(),
        *details.hours_by_year.values(),
    ]
    if not amounts:
        wrong["amounts"] = _("Give an amount for at least one fiscal year.")
    if any(amount < 0 for amount in amounts):
        wrong["amounts"] = _("Give amounts of 0 or more.")
    if any(cents > MOST_CENTS for cents in details.cents_by_year.values()):
        wrong["amounts"] = _("This is more than any city has.")
    if any(hours > MOST_HOURS for hours in details.hours_by_year.values()):
        wrong["amounts"] = _("These are more hours than any IT team has in a year.")
    return wrong


def _wrong_price(details: CostDetails) -> dict[str, str]:
    """What is wrong with quantity, price and times."""
    wrong = {}
    if details.cents_by_year or details.hours_by_year:
        wrong["amounts"] = _("A line has a price or amounts by year, not both.")
    if details.driver is None and details.quantity is None:
        wrong["quantity"] = _("Say how many, or a range from the fewest to the most.")
    if details.driver is None and details.price is None:
        wrong["price"] = _("Give a price, or a range from the lowest to the highest.")
    for name, value in (("quantity", details.quantity), ("price", details.price)):
        if value is not None and not value.is_in_order:
            wrong[name] = _("Give low, likely and high in this order, from 0 up.")
        elif value is not None and value.high > _MOST_UNITS:
            wrong[name] = _("This is more than any city has.")
    if details.quoted_on and (details.price is None or not details.price.is_point):
        wrong["quoted_on"] = _("A quote is one price: give it, or no date of a quote.")
    if details.from_on and details.until_on and details.until_on < details.from_on:
        wrong["until_on"] = _("This is before it begins.")
    for name in ("from_on", "until_on"):
        day = getattr(details, name)
        if day is not None and day.year not in _YEARS_MEANT:
            wrong[name] = _("Give a date between 2000 and 2100.")
    for name in ("repeat_years", "life_years"):
        years = getattr(details, name)
        if years is not None and not 1 <= years <= _MOST_YEARS:
            wrong[name] = _("Give years from 1 to %(most)d.") % {"most": _MOST_YEARS}
    return wrong


def _three_point(line: CostLine, name: str) -> ThreePoint | None:
    low, likely, high = (
        getattr(line, f"{name}_{end}") for end in ("low", "likely", "high")
    )
    return None if likely is None else ThreePoint(low, likely, high)


def _cost_choices(details: CostDetails) -> dict[str, str]:
    return not_in(
        {
            "payer": (details.payer, Payer.values),
            "timing": (details.timing, Timing.values),
            "cost_type": (details.cost_type, CostType.values),
        }
    )


def not_in(choices: Mapping[str, tuple[str, list[str]]]) -> dict[str, str]:
    return {
        name: _("Choose from the list.")
        for name, (value, allowed) in choices.items()
        if value not in allowed
    }
