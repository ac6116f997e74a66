"""The prices a driver had, and what the newest one did to requests."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from accounts.audit import subject_type
from intake.models import CostDriver, DriverPrice
from intake.price_words import difference_says, price_says
from intake.selectors.driver_figures import Confidence
from notifications.models import LongWork


@dataclass(frozen=True)
class PriceVersion:
    """`who` is empty for what the catalogue brought; `change` for the first."""

    number: int
    says: str
    base_year: str
    confidence: Confidence
    set_at: datetime
    who: str
    why: str
    change: str


@dataclass(frozen=True)
class Repricing:
    """What became of the requests that rested on the price before."""

    total: int
    done: int
    is_over: bool
    url: str


def price_versions(
    prices: Sequence[DriverPrice], driver: CostDriver
) -> tuple[PriceVersion, ...]:
    """:param prices: all of the driver's, the newest first, with who set them."""
    before = [*prices[1:], None]
    return tuple(
        _version(price, older, driver)
        for price, older in zip(prices, before, strict=True)
    )


def newest_version(driver: CostDriver) -> PriceVersion:
    """The price that counts, as the pages that change it show it."""
    newest = driver.prices.select_related("set_by").order_by("-version")[:1]
    return price_versions(list(newest), driver)[0]


def repricing_of(price: DriverPrice) -> Repricing | None:
    """What became of the requests that rest on the price; None where there were none."""
    work = LongWork.objects.filter(
        kind="repricing", subject_type=subject_type(price), subject_id=price.pk
    ).first()
    if work is None:
        return None
    return Repricing(
        total=work.total,
        done=work.done,
        is_over=work.finished_at is not None,
        url=reverse("notifications:progress", args=[work.pk]),
    )


def _version(
    price: DriverPrice, older: DriverPrice | None, driver: CostDriver
) -> PriceVersion:
    return PriceVersion(
        number=price.version,
        says=price_says(price, driver.cost_type),
        base_year=f"FY{price.base_year}",
        confidence=Confidence.of(price.confidence),
        set_at=price.set_at,
        who=price.set_by.name if price.set_by else "",
        why=price.reason,
        change=difference_says(older, price, driver.cost_type) if older else "",
    )
