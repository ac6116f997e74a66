"""The worked examples of docs/budget.md are computed again."""

import json
import re
from fractions import Fraction
from pathlib import Path

import pytest
from django.conf import settings

from tests.triage.scoring.budget.worked import CATALOGUE, read_example
from triage.scoring.budget import forecast
from triage.scoring.budget.contract import read_money
from triage.scoring.budget.costing import ESTIMATE_CLASSES
from triage.scoring.budget.told import told
from triage.scoring.rounding import half_up

PAGE = (Path(settings.BASE_DIR) / "docs" / "budget.md").read_text(encoding="utf-8")
BLOCKS = [
    json.loads(block) for block in re.findall(r"```json\n(.+?)\n```", PAGE, re.DOTALL)
]
A, TOLD_A, OF_IT, TOLD_OF_IT, B, TOLD_B = BLOCKS


def result(document):
    return told(forecast(*read_money(document, CATALOGUE)))


def as_told(found, expected):
    """Of what was found, the keys that are told."""
    if not isinstance(expected, dict):
        return found
    return {key: as_told(found[key], value) for key, value in expected.items()}


@pytest.mark.parametrize(
    ("given", "expected"),
    [(A, TOLD_A), (A | OF_IT, TOLD_OF_IT), (B, TOLD_B)],
    ids=["A", "A of IT", "B"],
)
def test_worked_example_is_true(given, expected):
    assert as_told(result(given), expected) == expected


def thousands(value):
    return f"{value:,.1f}".removesuffix(".0")


@pytest.mark.parametrize("given", [A, B], ids=["A", "B"])
def test_table_by_year_is_true(given):
    found = result(given)
    likely = found["scenarios"]["likely"]
    for place, year in enumerate(found["years"]):
        dollars = [
            f"{half_up(Fraction(likely[name][place], 100), 0):,}"
            for name in ("one_time", "recurring", "cost", "funded", "gap")
        ]
        hours = [thousands(likely[name][place]) for name in ("hours", "hours_gap")]
        row = " | ".join([year, *dollars, *hours])
        assert f"| {row} |" in PAGE


def test_range_once_the_sensors_are_counted_is_true():
    counted = json.loads(json.dumps(B).replace("[15, 60, 200]", "60"))

    low, high = result(counted)["range"]

    ends = (f"${half_up(Fraction(cents, 100), 0):,}" for cents in (low, high))
    assert f"the hard range is {' to '.join(ends)}." in PAGE


@pytest.mark.parametrize(
    ("given", "name"), [(A, "plate_readers"), (B, "flood_sensors")], ids=["A", "B"]
)
def test_page_and_tests_have_the_same_example(given, name):
    assert result(given) == result(read_example(name))


def test_table_of_stages_is_the_one_of_the_rules():
    table = PAGE.partition("| stage of the estimate |")[2].partition("\n\n")[0]
    rows = re.findall(r"^\| .+? \| (\d+)%? \| \+?(\d+)%? \| (\d?) ?\|$", table, re.M)

    of_page = {(int(low), int(high), aace) for low, high, aace in rows}
    assert of_page == {
        (int(c.contingency * 100), int(c.range_high * 100), str(c.aace_class or ""))
        for c in ESTIMATE_CLASSES.values()
    }
