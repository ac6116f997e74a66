from decimal import Decimal

import pytest

from intake.models import CostDriver, DriverPrice
from intake.price_words import difference_says, per_says, price_says


def price(*ends: str) -> DriverPrice:
    low, likely, high = map(Decimal, ends)
    return DriverPrice(low=low, likely=likely, high=high)


@pytest.mark.parametrize(
    ("ends", "cost_type", "says"),
    [
        (("2300", "3000", "3600"), "operating", "$2,300–$3,600, likely $3,000"),
        (("2800", "2800", "2800"), "capital", "$2,800"),
        (("2800.0000", "2800.0000", "2800.0000"), "capital", "$2,800"),
        (("0.15", "0.28", "0.6"), "operating", "$0.15–$0.60, likely $0.28"),
        (("0.015", "0.015", "0.015"), "operating", "$0.015"),
        (("80", "160", "320"), "staff_hours", "80–320 hours, likely 160"),
        (("1", "1", "1"), "staff_hours", "1 hour"),
        (("0.8", "1.2", "1.4"), "fte", "0.8–1.4 full-time staff, likely 1.2"),
        (("65", "85", "115"), "", "$65–$115, likely $85"),
    ],
)
def test_price_is_said_in_its_own_unit(ends, cost_type, says):
    assert price_says(price(*ends), cost_type) == says


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        (
            {"unit": "camera-year", "counted": "camera", "timing": "recurring"},
            "per camera, every year",
        ),
        (
            {"unit": "FTE per 100 devices", "counted": "device", "timing": "recurring"},
            "per 100 devices, every year",
        ),
        (
            {
                "unit": "system",
                "counted": "system",
                "timing": "one_time",
                "repeat_years": 2,
            },
            "per system, once, then again every 2 years",
        ),
        ({"unit": "hour", "counted": "hour", "timing": ""}, "per hour"),
    ],
)
def test_what_a_price_is_for_names_thing_and_time(facts, says):
    assert per_says(CostDriver(**facts)) == says


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("3000", "2800", "$200 less, −7%"),
        ("3000", "3300", "$300 more, +10%"),
        ("3000", "3000", "likely price as before"),
        ("0", "5", "$5 more"),
    ],
)
def test_difference_is_that_of_the_likely_price(before, after, says):
    assert difference_says(price(*[before] * 3), price(*[after] * 3), "capital") == says
