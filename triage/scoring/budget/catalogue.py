"""What a cost driver says about the lines that take their price from it."""

from collections.abc import Mapping
from dataclasses import dataclass

from triage.scoring.budget.lines import CostType, Estimate, Timing

RESERVE = "reserve"


@dataclass(frozen=True)
class Driver:
    """`price` is for each `per` units, in prices of fiscal year `base_year`.

    An hourly rate has no timing and no cost type: the line says what the hours are.
    """

    code: str
    name: str
    price: Estimate
    base_year: int
    timing: Timing | None = None
    cost_type: CostType | None = None
    group: str = ""
    per: int = 1
    is_quoted: bool = False
    repeat_years: int | None = None
    life_years: int | None = None


Catalogue = Mapping[str, Driver]
