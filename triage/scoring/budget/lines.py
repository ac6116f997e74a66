"""One thing a request has to pay for, or one team's time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Payer(StrEnum):
    DEPARTMENT = "department"
    IT = "it"


class Timing(StrEnum):
    """In the order money is spent: one-time before recurring."""

    ONE_TIME = "one_time"
    RECURRING = "recurring"


class CostType(StrEnum):
    """In the order money is spent: capital before operating."""

    CAPITAL = "capital"
    OPERATING = "operating"
    STAFF_HOURS = "staff_hours"
    FTE = "fte"


STAFF_TYPES = frozenset({CostType.STAFF_HOURS, CostType.FTE})

CostClass = tuple[Timing, CostType]
COST_CLASSES: tuple[CostClass, ...] = tuple((t, c) for t in Timing for c in CostType)


@dataclass(frozen=True)
class Estimate:
    """A number as well as it is known: a range, or a point where all three are equal."""

    low: Decimal
    likely: Decimal
    high: Decimal

    @classmethod
    def exactly(cls, value: Decimal) -> "Estimate":
        return cls(value, value, value)

    @property
    def is_point(self) -> bool:
        return self.low == self.likely == self.high


@dataclass(frozen=True)
class Priced:
    """How a line's amounts come about: quantity times price, over time.

    `price` is dollars, hours or full-time equivalents for each `per` units, in prices of
    fiscal year `base_year`. Recurring lines run from `starts_on` to `ends_on` included, for ever without
    one. One-time lines are bought in the year of `starts_on`. With `fiscal_years` only
    those count: a one-time line is bought in each of them, and again `repeat_years`
    later. `life_years` is after how long something bought wears out.
    """

    quantity: Estimate
    price: Estimate
    starts_on: date
    is_quoted: bool = False
    per: int = 1
    base_year: int = 2026
    ends_on: date | None = None
    fiscal_years: tuple[int, ...] = ()
    repeat_years: int | None = None
    life_years: int | None = None


@dataclass(frozen=True)
class CostLine:
    """One thing to pay for, or one team's time.

    A line is `priced`, or its amounts by fiscal year were entered as they are: cents,
    or for staff time hours, taken without escalation, contingency or range. Years
    outside the window are ignored. `key` finds the line again ("HB-2026-001:12", or
    a driver's code); `driver` is the code of the driver its price comes from.
    """

    description: str
    payer: Payer
    timing: Timing
    cost_type: CostType
    team: str | None = None
    cents_by_year: Mapping[int, int] = field(default_factory=dict)
    hours_by_year: Mapping[int, Decimal] = field(default_factory=dict)
    priced: Priced | None = None
    key: str = ""
    driver: str = ""
    is_reserve: bool = False

    @property
    def cost_class(self) -> CostClass:
        return self.timing, self.cost_type

    @property
    def is_staff_time(self) -> bool:
        return self.cost_type in STAFF_TYPES
