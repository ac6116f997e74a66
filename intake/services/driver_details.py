"""What a driver and its price say, each as one value, and what they may not say."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from accounts.errors import Refused
from intake.models import ANY_CATEGORY, Category, CostDriver, CostType, DriverPrice
from intake.services.money_details import ThreePoint

_CODE = re.compile(r"^[A-Z][A-Z0-9_]{1,29}$")
_OLDEST_YEAR = 2000
_MOST_YEARS = 50
# The column's digits before the point, less one, as room for quantities.
_MOST = 10**9


@dataclass(frozen=True)
class PriceDetails:
    """A price and where it comes from.

    :ivar base_year: the fiscal year whose prices these are.
    :ivar quoted_on: the day of the quote, where there is one.
    """

    price: ThreePoint
    base_year: int
    confidence: str
    source: str
    url: str = ""
    quoted_on: date | None = None
    note: str = ""

    def check(self, *, this_year: int) -> None:
        """:raises Refused: by field."""
        wrong = {}
        if not self.price.is_in_order or self.price.high >= _MOST:
            wrong["price"] = _(
                "Write low, likely and high in this order, none too large."
            )
        if not _OLDEST_YEAR <= self.base_year <= this_year + 1:
            wrong["given"] = _("Prices of FY%(first)s to FY%(last)s can be used.") % {
                "first": _OLDEST_YEAR,
                "last": this_year + 1,
            }
        if self.confidence not in DriverPrice.Confidence:
            wrong["confidence"] = _("Say what kind of figure this is.")
        if not self.source:
            wrong["source"] = _(
                "Say where the figure stands, so that others can check."
            )
        if self.url and not self.url.startswith(("https://", "http://")):
            wrong["url"] = _("Write a web address that begins with https://.")
        if self.confidence == DriverPrice.Confidence.SOURCED and not self.url:
            wrong["url"] = _("A published figure needs the address where it stands.")
        if wrong:
            raise Refused(wrong)

    def columns(self) -> dict[str, Any]:
        """As `DriverPrice` stores them."""
        source = {"text": self.source, "url": self.url}
        if self.quoted_on:
            source["on"] = self.quoted_on.isoformat()
        return {
            "low": self.price.low,
            "likely": self.price.likely,
            "high": self.price.high,
            "base_year": self.base_year,
            "confidence": self.confidence,
            "sources": [source],
            "note": self.note,
        }


@dataclass(frozen=True)
class DriverDetails:
    """A driver of the city's own: the columns of `CostDriver` under the same names."""

    code: str
    name: str
    group: str
    counted: str
    unit: str
    timing: str
    cost_type: str
    per: int = 1
    applies_to: tuple[str, ...] = ()
    repeat_years: int | None = None
    life_years: int | None = None

    def check(self) -> None:
        """:raises Refused: by field."""
        wrong = {}
        if not _CODE.match(self.code):
            wrong["code"] = _(
                "Use capital letters, digits and underscores, such as LPR_SUB."
            )
        elif CostDriver.objects.filter(code=self.code).exists():
            wrong["code"] = _("The catalog has a driver with this code already.")
        if self.cost_type == CostType.FTE and self.repeat_years:
            wrong["repeat_years"] = _("A position is paid every year as it is.")
        if self.timing == "recurring" and self.repeat_years:
            wrong["repeat_years"] = _("What comes every year is not bought again.")
        for name in ("repeat_years", "life_years"):
            years = getattr(self, name)
            if years is not None and not 1 <= years <= _MOST_YEARS:
                wrong[name] = _("Write 1 to %s years.") % _MOST_YEARS
        if self.per < 1:
            wrong["per"] = _("Write 1 or more.")
        if not set(self.applies_to) <= _known_categories():
            wrong["applies_to"] = _("Choose from the categories.")
        if wrong:
            raise Refused(wrong)

    def columns(self) -> dict[str, Any]:
        names = DriverDetails.__annotations__
        return {name: getattr(self, name) for name in names} | {
            "applies_to": list(self.applies_to)
        }


def _known_categories() -> set[str]:
    return {ANY_CATEGORY, *Category.objects.values_list("code", flat=True)}
