"""Prices of one driver set at the same moment."""

from collections import Counter
from functools import partial
from threading import Barrier

import pytest
from django.urls import reverse

from intake.models import CostDriver, DriverPrice
from intake.services import driver_prices
from tests.factories.drivers import DriverPriceFactory
from tests.intake.views.test_drivers import TYPED
from tests.racing import MARKS, at_once, press

TABS = 4

pytestmark = MARKS


@pytest.fixture
def driver(transactional_db) -> CostDriver:
    return DriverPriceFactory(driver__code="LPR_SUB").driver


def test_of_many_who_set_a_price_one_does(driver, manager, monkeypatch):
    barrier, hold = Barrier(TABS, timeout=60), driver_prices.hold_price

    def wait_and_hold(priced: CostDriver) -> DriverPrice:
        barrier.wait()
        return hold(priced)

    monkeypatch.setattr(driver_prices, "hold_price", wait_and_hold)
    path = reverse("intake:driver_price", args=["LPR_SUB"])

    responses = at_once([partial(press, path, TYPED, manager)] * TABS)

    assert Counter(r.status_code for r in responses) == {302: 1, 409: TABS - 1}
    assert driver.prices.count() == 2
