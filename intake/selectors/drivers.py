"""What a cost line falls back on: the driver's price and the category's usual quantity."""

from typing import TypeGuard

from django.db.models import Prefetch, QuerySet

from intake.models import Category, CostDriver, CostLine, DefaultQuantity, DriverPrice


def with_prices(drivers: QuerySet[CostDriver]) -> QuerySet[CostDriver]:
    """Drivers whose `prices` are read in one more query, the newest first."""
    return drivers.prefetch_related(
        Prefetch("prices", DriverPrice.objects.order_by("-version"))
    )


def lines_with_prices(lines: QuerySet[CostLine]) -> QuerySet[CostLine]:
    """Cost lines with team, driver, its prices and amounts by year (three queries)."""
    return lines.select_related("team", "driver").prefetch_related(
        "amounts", Prefetch("driver__prices", DriverPrice.objects.order_by("-version"))
    )


def current_price(driver: CostDriver) -> DriverPrice:
    """The newest price of a driver read by `with_prices` (no query then)."""
    return driver.prices.all()[0]


def quantity_of(category: Category | None) -> DefaultQuantity | None:
    """How many of its thing the category usually brings (one query)."""
    return DefaultQuantity.objects.filter(category=category).first()


def counts_the_same(
    usual: DefaultQuantity | None, driver: CostDriver | None
) -> TypeGuard[DefaultQuantity]:
    """Whether the category's usual quantity says how many of the driver there are."""
    if usual is None or driver is None:
        return False
    return usual.counted == driver.counted and driver.per == 1


def usual_quantity(
    driver: CostDriver | None, category: Category | None
) -> DefaultQuantity | None:
    """How many the category usually brings; None where the driver counts something else."""
    if driver is None or category is None:
        return None
    usual = quantity_of(category)
    return usual if counts_the_same(usual, driver) else None
