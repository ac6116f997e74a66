"""The city's own prices and drivers."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from accounts.actors import Actor
from accounts.audit import history, sentence
from accounts.errors import Refused
from intake.models import CostDriver, DriverPrice
from intake.services import (
    AlreadyThere,
    DriverDetails,
    PriceChanged,
    PriceDetails,
    ThreePoint,
    add_driver,
    restore_driver,
    retire_driver,
    set_driver_price,
)
from tests.factories.drivers import DriverPriceFactory

pytestmark = pytest.mark.django_db

QUOTE = PriceDetails(
    price=ThreePoint.exactly(Decimal(2800)),
    base_year=2027,
    confidence="quote",
    source="Quote 4711 of the vendor",
    quoted_on=date(2026, 9, 15),
)
SENSOR = DriverDetails(
    code="PARK_SENSOR",
    name="Parking sensor",
    group="devices",
    counted="sensor",
    unit="sensor",
    timing="one_time",
    cost_type="capital",
    applies_to=("any",),
    life_years=7,
)


def set_price(driver: CostDriver, details: PriceDetails = QUOTE, **changes):
    seen = driver.prices.latest("version").version
    facts = {"reason": "Three-year contract.", "seen_version": seen, **changes}
    return set_driver_price(driver=driver, details=details, **facts)


@pytest.fixture
def by(manager) -> Actor:
    return Actor.of(manager)


@pytest.fixture
def driver(db) -> CostDriver:
    return DriverPriceFactory(driver__name="Plate reader").driver


def test_price_of_the_city_is_a_new_version(driver, by, manager, now):
    price = set_price(driver, by=by, now=now)

    assert (price.version, price.likely, price.confidence) == (2, 2800, "quote")
    assert (price.base_year, price.set_at, price.set_by) == (2027, now, manager)
    assert price.sources == [
        {"text": "Quote 4711 of the vendor", "url": "", "on": "2026-09-15"}
    ]
    assert price.release is None
    assert driver.prices.get(version=1).likely == 3000


def test_price_of_the_city_is_on_record(driver, by, now):
    set_price(driver, by=by, now=now)

    assert sentence(*history(driver)) == (
        "Y. Marsh set the price of Plate reader to $2,800, before $2,300–$3,600, "
        "likely $3,000: Three-year contract."
    )


def test_price_somebody_else_set_first_conflicts(driver, by, now):
    set_price(driver, by=by, now=now)

    with pytest.raises(PriceChanged):
        set_price(driver, by=by, now=now, seen_version=1)

    assert driver.prices.count() == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"price": ThreePoint(Decimal(3), Decimal(2), Decimal(4))}, "price"),
        ({"price": ThreePoint.exactly(Decimal(10**10))}, "price"),
        ({"base_year": 1999}, "given"),
        ({"base_year": 2029}, "given"),
        ({"confidence": "sure"}, "confidence"),
        ({"source": ""}, "source"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"confidence": "sourced"}, "url"),
    ],
)
def test_price_nobody_could_check_is_refused(driver, by, now, changes, field):
    with pytest.raises(Refused) as refused:
        set_price(driver, replace(QUOTE, **changes), by=by, now=now)

    assert set(refused.value.messages) == {field}
    assert driver.prices.count() == 1


def test_price_without_a_reason_is_refused(driver, by, now):
    with pytest.raises(Refused) as refused:
        set_price(driver, by=by, now=now, reason=" ")

    assert set(refused.value.messages) == {"reason"}


@pytest.mark.parametrize("who", ["requester", "triager", "leader", "records"])
def test_price_is_set_by_managers_and_administrators(driver, now, request, who):
    user = request.getfixturevalue(who)

    with pytest.raises(PermissionDenied):
        set_price(driver, by=Actor.of(user), now=now)


def test_driver_of_the_city_joins_the_catalog(driver, admin, now):
    added = add_driver(
        details=SENSOR, price=QUOTE, reason="We buy them.", by=Actor.of(admin), now=now
    )

    assert (added.code, added.per, added.applies_to) == ("PARK_SENSOR", 1, ["any"])
    assert added.position > driver.position
    assert DriverPrice.objects.get(driver=added).reason == "We buy them."
    assert "$2,800: We buy them." in sentence(history(added)[0])


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"code": "park sensor"}, "code"),
        ({"code": "new"}, "code"),
        ({"timing": "recurring", "repeat_years": 2}, "repeat_years"),
        ({"life_years": 51}, "life_years"),
        ({"per": 0}, "per"),
        ({"applies_to": ("flying_cars",)}, "applies_to"),
    ],
)
def test_driver_that_makes_no_sense_is_refused(by, now, changes, field):
    details = replace(SENSOR, **changes)

    with pytest.raises(Refused) as refused:
        add_driver(details=details, price=QUOTE, reason="So.", by=by, now=now)

    assert set(refused.value.messages) == {field}
    assert not CostDriver.objects.exists()


def test_driver_with_a_code_that_is_taken_is_refused(driver, by, now):
    details = replace(SENSOR, code=driver.code)

    with pytest.raises(Refused, match="has a driver with this code"):
        add_driver(details=details, price=QUOTE, reason="So.", by=by, now=now)


def test_driver_is_put_away_and_brought_back(driver, by, now):
    retire_driver(driver=driver, by=by, now=now)
    assert driver.retired_on == date(2026, 11, 23)

    restore_driver(driver=driver, by=by, now=now)
    assert driver.retired_on is None

    assert [entry.action for entry in history(driver)] == [
        "intake.driver_restored",
        "intake.driver_retired",
    ]


def test_driver_is_put_away_once(driver, by, now):
    retire_driver(driver=driver, by=by, now=now)

    with pytest.raises(AlreadyThere):
        retire_driver(driver=driver, by=by, now=now)


def test_driver_that_is_offered_is_not_brought_back(driver, by, now):
    with pytest.raises(AlreadyThere):
        restore_driver(driver=driver, by=by, now=now)


@pytest.mark.parametrize("act", [retire_driver, restore_driver])
def test_driver_is_put_away_by_those_who_keep_the_catalog(driver, triager, now, act):
    with pytest.raises(PermissionDenied):
        act(driver=driver, by=Actor.of(triager), now=now)
