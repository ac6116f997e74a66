"""What a driver costs, in words: the amount, for what, and how sure. No queries."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from intake.estimates import number_in_words
from intake.models import CostDriver, CostType, DriverPrice, Timing

# What the class of a figure means for whoever relies on it.
CONFIDENCE_MEANS = {
    DriverPrice.Confidence.QUOTE: gettext_lazy(
        "The city's own quote, contract or invoice. One price is taken as it stands, "
        "without range and without contingency."
    ),
    DriverPrice.Confidence.SOURCED: gettext_lazy(
        "Published documents give it; they are linked below."
    ),
    DriverPrice.Confidence.MIXED: gettext_lazy(
        "Published in part: at least one of low, likely and high is what practitioners "
        "estimate."
    ),
    DriverPrice.Confidence.MEMORY: gettext_lazy(
        "What practitioners remember paying; nothing published stands behind it. A rough "
        "start until the city has a quote of its own."
    ),
}
_CENT = Decimal("0.01")


def price_says(price: DriverPrice, cost_type: str) -> str:
    """The range with its likely price, or the one price: "$2,300–$3,600, likely $3,000"."""
    if price.is_point:
        return amount_says(price.likely, cost_type)
    return _("%(range)s, likely %(likely)s") % {
        "range": range_says(price, cost_type),
        "likely": bare_amount(price.likely, cost_type),
    }


def range_says(price: DriverPrice, cost_type: str) -> str:
    """Both ends: "$2,300–$3,600", "80–320 hours"."""
    low = bare_amount(price.low, cost_type)
    return f"{low}–{amount_says(price.high, cost_type)}"


def amount_says(value: Decimal, cost_type: str) -> str:
    """Dollars, hours or full-time equivalents: "$2,300", "80 hours", "0.8 full-time staff"."""
    if cost_type == CostType.STAFF_HOURS:
        hours = ngettext("%(n)s hour", "%(n)s hours", 1 if value == 1 else 2)
        return hours % {"n": number_in_words(value)}
    if cost_type == CostType.FTE:
        return _("%(n)s full-time staff") % {"n": number_in_words(value)}
    return bare_amount(value, cost_type)


def bare_amount(value: Decimal, cost_type: str) -> str:
    """Without its unit but for dollars, as the low end of a range is written."""
    if cost_type in (CostType.STAFF_HOURS, CostType.FTE):
        return number_in_words(value)
    is_whole_cents = value == value.quantize(_CENT)
    if value != value.to_integral_value() and is_whole_cents:
        return f"${value:,.2f}"
    return f"${number_in_words(value)}"


def per_says(driver: CostDriver) -> str:
    """What the price is for, and how often: "per camera, every year"."""
    _unit, is_rate, what = driver.unit.partition(" per ")
    text = _("per %s") % (what if is_rate else driver.counted)
    often = timing_says(driver)
    return f"{text}, {often}" if often else text


def timing_says(driver: CostDriver) -> str:
    """How often it is paid; an hourly rate says nothing of that."""
    if driver.timing == Timing.RECURRING:
        return _("every year")
    if not driver.timing:
        return ""
    if driver.repeat_years:
        text = ngettext(
            "once, then again every year",
            "once, then again every %(n)s years",
            driver.repeat_years,
        )
        return text % {"n": driver.repeat_years}
    return _("once")


def difference_says(before: DriverPrice, after: DriverPrice, cost_type: str) -> str:
    """How far the likely price moved: "$200 less, −7%"."""
    by = after.likely - before.likely
    if not by:
        return _("likely price as before")
    amount = amount_says(abs(by), cost_type)
    text = _("%s more") % amount if by > 0 else _("%s less") % amount
    if not before.likely:
        return text
    share = (100 * by / before.likely).quantize(Decimal(1))
    return f"{text}, {'+' if share > 0 else '−'}{abs(share):,f}%"
