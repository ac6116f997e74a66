"""The catalog as its file brings it, again and again."""

from copy import deepcopy
from decimal import Decimal

import pytest

from accounts.actors import Actor
from accounts.errors import Refused
from accounts.models import AuditEntry
from intake.models import CostDriver, DefaultQuantity, DriverPrice, GrantProgram
from intake.services import load_cost_drivers, retire_driver
from intake.services.drivers import counted_by
from notifications.models import LongWork
from tests.factories.drivers import PricedLineFactory
from tests.intake.conftest import read_json
from tests.intake.services.test_driver_prices import QUOTE, set_price

pytestmark = pytest.mark.django_db

# Every unit of the file, with what the quantity of a line then counts.
COUNTED = {
    "camera-year": (1, "camera"),
    "camera": (1, "camera"),
    "device-year": (1, "device"),
    "device": (1, "device"),
    "node-year": (1, "node"),
    "intersection": (1, "intersection"),
    "intersection-year": (1, "intersection"),
    "FTE per 100 intersections": (100, "intersection"),
    "account": (1, "account"),
    "sensor": (1, "sensor"),
    "gateway": (1, "gateway"),
    "SIM-year": (1, "SIM"),
    "site": (1, "site"),
    "camera-day-of-retention-year": (1, "camera day of retention"),
    "GB-year": (1, "GB"),
    "user-year": (1, "user"),
    "system-year": (1, "system"),
    "assistant": (1, "assistant"),
    "assistant-year": (1, "assistant"),
    "square-mile-year": (1, "square mile"),
    "center": (1, "center"),
    "unit-year": (1, "unit"),
    "kiosk": (1, "kiosk"),
    "kiosk-year": (1, "kiosk"),
    "access point": (1, "access point"),
    "vehicle-year": (1, "vehicle"),
    "interface": (1, "interface"),
    "interface-year": (1, "interface"),
    "system": (1, "system"),
    "system (year 1, then every 2 years)": (1, "system"),
    "public system": (1, "public system"),
    "calendar month": (1, "calendar month"),
    "user": (1, "user"),
    "person": (1, "person"),
    "FTE per 100 devices": (100, "device"),
    "FTE per application": (1, "application"),
    "FTE per seat": (1, "seat"),
    "hour": (1, "hour"),
}


@pytest.fixture
def data() -> dict:
    return read_json("cost_drivers.json")


@pytest.fixture
def loaded(categories, data, now) -> dict:
    load_cost_drivers(data=data, now=now)
    return data


def everything() -> list:
    models = (CostDriver, DriverPrice, DefaultQuantity, GrantProgram)
    return [list(model.objects.order_by("pk").values()) for model in models]


def later(data: dict, **changes: object) -> dict:
    """The next release, in which the subscription of plate readers differs."""
    release = deepcopy(data) | {"release": data["release"] + 1}
    row = next(row for row in release["drivers"] if row["id"] == "LPR_SUB")
    row.update(changes)
    return release


def prices_of(code: str) -> list:
    prices = DriverPrice.objects.filter(driver__code=code).order_by("version")
    return [(price.version, price.likely, price.release) for price in prices]


@pytest.mark.parametrize("unit", COUNTED)
def test_unit_says_what_is_counted(unit):
    assert counted_by(unit) == COUNTED[unit]


def test_units_of_the_file_are_those_of_the_table(data):
    assert {row["unit"] for row in data["drivers"]} == set(COUNTED)


def test_every_group_of_the_file_has_a_name(data):
    assert {row["group"] for row in data["drivers"]} <= set(CostDriver.Group)


def test_loading_brings_drivers_with_the_confidence_the_file_tells(loaded):
    kinds = list(DriverPrice.objects.values_list("confidence", flat=True))

    assert [kinds.count(kind) for kind in ("sourced", "mixed", "memory")] == [6, 14, 31]


def test_loading_again_changes_nothing(loaded, now):
    before = everything()

    assert load_cost_drivers(data=loaded, now=now) == 0

    assert everything() == before


def test_loading_again_keeps_what_the_city_changed(loaded, manager, now):
    by = Actor.of(manager)
    driver = CostDriver.objects.get(code="LPR_SUB")
    set_price(driver, by=by, now=now)
    retire_driver(driver=CostDriver.objects.get(code="KIOSK"), by=by, now=now)
    GrantProgram.objects.filter(code="SMART").update(win_share=Decimal("0.3"))
    DefaultQuantity.objects.filter(category__code="sensors").update(likely=71)
    before = everything()

    load_cost_drivers(data=later(loaded, low=1, likely=2, high=3), now=now)

    assert everything() == before


def test_later_release_brings_its_drivers(loaded, now):
    release = later(loaded)
    release["drivers"].append({**release["drivers"][0], "id": "NEW_ONE"})

    assert load_cost_drivers(data=release, now=now) == 1

    assert prices_of("NEW_ONE") == [(1, 3000, 2)]


def test_later_release_brings_its_prices_as_new_versions(loaded, now):
    load_cost_drivers(data=later(loaded, likely=3100), now=now)

    assert prices_of("LPR_SUB") == [(1, 3000, 1), (2, 3100, 2)]
    assert prices_of("LPR_INSTALL") == [(1, 780, 1)]
    assert AuditEntry.objects.get(action="intake.catalogue_repriced").facts == {
        "release": 2,
        "before": "$2,300–$3,600, likely $3,000",
        "after": "$2,300–$3,600, likely $3,100",
    }


def test_same_release_with_other_prices_changes_nothing(loaded, now):
    load_cost_drivers(data=later(loaded, likely=3100) | {"release": 1}, now=now)

    assert prices_of("LPR_SUB") == [(1, 3000, 1)]


def test_price_of_a_later_release_reaches_requests(loaded, draft, now):
    driver = CostDriver.objects.get(code="LPR_SUB")
    PricedLineFactory(project_request=draft, driver=driver)

    load_cost_drivers(data=later(loaded, likely=3100), now=now)

    draft.refresh_from_db()
    assert draft.assessment_due_at is not None
    assert LongWork.objects.get().total == 1


def test_other_data_is_refused(now):
    with pytest.raises(Refused, match="The schema has to be"):
        load_cost_drivers(data={"schema": "rubric/1"}, now=now)


def test_quote_of_the_tests_is_not_what_the_file_says(loaded):
    """Or keeping the city's price would look like loading the file's."""
    assert prices_of("LPR_SUB")[0][1] != QUOTE.price.likely
