"""Quantities and prices of cost lines in words."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from intake.estimates import number_in_words
from intake.models import (
    CostDriver,
    CostLine,
    CostType,
    DefaultQuantity,
    DriverPrice,
    Timing,
)
from intake.price_words import amount_says, bare_amount

KIND_SAYS = {
    CostType.CAPITAL: gettext_lazy("bought"),
    CostType.OPERATING: gettext_lazy("service"),
    CostType.STAFF_HOURS: gettext_lazy("staff hours"),
    CostType.FTE: gettext_lazy("staff positions"),
}
Ends = tuple[Decimal, Decimal, Decimal]


def ends_of(row: CostLine, name: str) -> Ends | None:
    """Low, likely and high of a line's `quantity` or `price`; None where it has none."""
    low, likely, high = (
        getattr(row, f"{name}_{end}") for end in ("low", "likely", "high")
    )
    return None if likely is None else (low, likely, high)


def span_says(ends: Ends, cost_type: str = "") -> str:
    """ "60", "15–200" or "$2,300–$3,600", in the unit of a kind of cost if one is given."""
    low, _likely, high = ends
    if low == high:
        return _amount_says(low, cost_type)
    return f"{_bare(low, cost_type)}–{_amount_says(high, cost_type)}"


def likely_says(ends: Ends, cost_type: str = "") -> str:
    """What a range says besides its ends; empty for a number."""
    low, likely, high = ends
    if low == high:
        return ""
    return _("likely %s") % _bare(likely, cost_type)


def _amount_says(amount: Decimal, cost_type: str) -> str:
    return amount_says(amount, cost_type) if cost_type else number_in_words(amount)


def _bare(amount: Decimal, cost_type: str) -> str:
    return bare_amount(amount, cost_type) if cost_type else number_in_words(amount)


def each_says(driver: CostDriver | None, counted: str) -> str:
    """What the price is for."""
    if driver is not None and driver.per > 1:
        return _("for %s") % driver.unit.removeprefix("FTE per ")
    one = driver.counted if driver else counted
    return _("for each %s") % one if one else ""


def usual_price_says(driver: CostDriver, price: DriverPrice) -> str:
    """What a driver usually costs and how sure that is, in one sentence."""
    ends = (price.low, price.likely, price.high)
    says = " ".join(
        filter(
            None,
            [
                span_says(ends, driver.cost_type or CostType.OPERATING),
                each_says(driver, ""),
            ],
        )
    )
    likely = likely_says(ends, driver.cost_type or CostType.OPERATING)
    return ", ".join(filter(None, [says, likely, str(price.get_confidence_display())]))


def usual_says(usual: DefaultQuantity) -> str:
    return _("%(low)s–%(high)s are usual, likely %(likely)s") % {
        "low": f"{usual.low:,}",
        "high": f"{usual.high:,}",
        "likely": f"{usual.likely:,}",
    }


def when_says(row: CostLine) -> str:
    """From when until when, and when again; empty where nothing was said."""
    is_once = row.timing == Timing.ONE_TIME
    parts = [
        _day(_("from %s"), row.from_on),
        _day(_("until %s"), row.until_on),
        _("in %s") % years_say(row.fiscal_years) if row.fiscal_years else "",
        _every(row.repeat_years) if is_once else "",
        _worn(row.life_years),
        _("money put aside for replacement") if row.is_reserve else "",
    ]
    return ", ".join(filter(None, parts))


def years_say(years: Sequence[int]) -> str:
    return ", ".join(f"FY{year}" for year in years)


def driver_url(driver: CostDriver) -> str:
    """Address of a driver's own page."""
    return reverse("intake:driver", args=[driver.code])


def _day(words: str, on: date | None) -> str:
    return words % date_format(on) if on else ""


def _every(years: int | None) -> str:
    if not years:
        return ""
    return ngettext("again every year", "again every %d years", years) % (
        () if years == 1 else years
    )


def _worn(years: int | None) -> str:
    if not years:
        return ""
    return ngettext("worn out after %d year", "worn out after %d years", years) % years
