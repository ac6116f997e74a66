"""A driver's price and how sure it is, as pages draw it."""

from dataclasses import dataclass
from decimal import Decimal

from intake.models import CostDriver, DriverPrice
from intake.price_words import CONFIDENCE_MEANS, per_says, price_says


@dataclass(frozen=True)
class Confidence:
    """`code` chooses the mark beside the words."""

    code: str
    label: str
    means: str

    @classmethod
    def of(cls, code: str) -> "Confidence":
        kind = DriverPrice.Confidence(code)
        return cls(kind.value, str(kind.label), str(CONFIDENCE_MEANS[kind]))


@dataclass(frozen=True)
class PriceFigure:
    """`components/price_bar.html`: from nothing to the high end of this price alone.

    Percentages are numbers in SVG's own notation.
    """

    says: str
    per: str
    is_point: bool
    low_percent: str
    width_percent: str
    likely_percent: str

    @classmethod
    def of(cls, price: DriverPrice, driver: CostDriver) -> "PriceFigure":
        return cls(
            says=price_says(price, driver.cost_type),
            per=per_says(driver),
            is_point=price.is_point,
            low_percent=_percent(price.low, price.high),
            width_percent=_percent(price.high - price.low, price.high),
            likely_percent=_percent(price.likely, price.high),
        )


def _percent(part: Decimal, whole: Decimal) -> str:
    if not whole:
        return "0.0"
    return f"{(100 * part / whole).quantize(Decimal('0.1')):f}"
