"""The city's hand in the catalog: its own prices, its own drivers, drivers put away."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit, city
from accounts.actors import Actor
from accounts.errors import Conflict, Refused
from accounts.permissions import check_permission
from accounts.roles import Permission
from intake.models import CostDriver, DriverPrice
from intake.price_words import price_says
from intake.services.driver_details import DriverDetails, PriceDetails
from intake.services.editing import hold_driver
from intake.services.repricing import start_repricing

audit.register(
    {
        "intake.driver_priced": gettext_lazy(
            "%(by)s set the price of %(subject)s to %(after)s, before %(before)s: "
            "%(reason)s"
        ),
        "intake.driver_added": gettext_lazy(
            "%(by)s added %(subject)s to the catalog, at %(after)s: %(reason)s"
        ),
        "intake.driver_retired": gettext_lazy(
            "%(by)s took %(subject)s off the catalog"
        ),
        "intake.driver_restored": gettext_lazy(
            "%(by)s put %(subject)s back into the catalog"
        ),
    }
)


class PriceChanged(Conflict):
    """Somebody else set the price first."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("Somebody else set the price of %s while you were at it.") % name
        )


class AlreadyThere(Conflict):
    """The driver is on or off the catalog as wanted."""


@transaction.atomic
def set_driver_price(
    *,
    driver: CostDriver,
    details: PriceDetails,
    reason: str,
    seen_version: int,
    by: Actor,
    now: datetime,
) -> DriverPrice:
    """Put a price in the place of the one that counts, which stays on record.

    Undecided requests that rest on it are marked in the same transaction and judged
    again by a worker.

    :raises Refused: by field of the details, or "reason".
    :raises PriceChanged: it is not the version seen.
    """
    check_permission(by, Permission.DRIVERS_EDIT)
    _check(details, reason, now)
    before = hold_price(driver)
    if before.version != seen_version:
        raise PriceChanged(driver.name)
    price = DriverPrice.objects.create(
        driver=driver,
        version=before.version + 1,
        set_at=now,
        set_by=by.user,
        reason=reason,
        **details.columns(),
    )
    cause = audit.record(
        "intake.driver_priced",
        subject=driver,
        by=by,
        now=now,
        before=price_says(before, driver.cost_type),
        after=price_says(price, driver.cost_type),
        reason=reason,
    )
    start_repricing(price=price, before=before, cause=cause, by=by, now=now)
    return price


@transaction.atomic
def add_driver(
    *,
    details: DriverDetails,
    price: PriceDetails,
    reason: str,
    by: Actor,
    now: datetime,
) -> CostDriver:
    """Add a driver the catalog does not have.

    :raises Refused: by field of the details, of the price, or "reason".
    """
    check_permission(by, Permission.DRIVERS_EDIT)
    details.check()
    _check(price, reason, now)
    last = CostDriver.objects.aggregate(last=Max("position"))["last"]
    driver = CostDriver.objects.create(
        position=0 if last is None else last + 1, **details.columns()
    )
    first = DriverPrice.objects.create(
        driver=driver, set_at=now, set_by=by.user, reason=reason, **price.columns()
    )
    after = price_says(first, driver.cost_type)
    audit.record(
        "intake.driver_added",
        subject=driver,
        by=by,
        now=now,
        after=after,
        reason=reason,
    )
    return driver


@transaction.atomic
def retire_driver(*, driver: CostDriver, by: Actor, now: datetime) -> None:
    """Offer it for new lines no more; lines that use it keep it and its price.

    :raises AlreadyThere: it is off the catalog.
    """
    check_permission(by, Permission.DRIVERS_EDIT)
    _move(driver, retired_on=city.day_of(now), was_retired=False)
    audit.record("intake.driver_retired", subject=driver, by=by, now=now)


@transaction.atomic
def restore_driver(*, driver: CostDriver, by: Actor, now: datetime) -> None:
    """:raises AlreadyThere: it is on the catalog."""
    check_permission(by, Permission.DRIVERS_EDIT)
    _move(driver, retired_on=None, was_retired=True)
    audit.record("intake.driver_restored", subject=driver, by=by, now=now)


def hold_price(driver: CostDriver) -> DriverPrice:
    """The price that counts, kept so until the caller's transaction ends.

    Lines that rest on it are not written meanwhile (`hold_driver`).
    """
    hold_driver(driver)
    return DriverPrice.objects.filter(driver=driver).latest("version")


def _check(details: PriceDetails, reason: str, now: datetime) -> None:
    if not reason.strip():
        raise Refused({"reason": _("Say why, in a sentence others can read.")})
    details.check(this_year=city.fiscal_year_of(city.day_of(now)))


def _move(driver: CostDriver, *, was_retired: bool, **columns: Any) -> None:
    rows = CostDriver.objects.filter(pk=driver.pk, retired_on__isnull=not was_retired)
    if not rows.update(**columns):
        raise AlreadyThere(
            _("%s is on the catalog already.") % driver.name
            if was_retired
            else _("%s is off the catalog already.") % driver.name
        )
    driver.refresh_from_db()
