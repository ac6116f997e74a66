"""The command's figures against a second reckoning that shares no code with it."""

from random import Random

import pytest

from tests.triage.scoring.budget.documents import random_document
from tests.triage.scoring.budget.second_reckoning import second
from tests.triage.scoring.budget.worked import CATALOGUE, read_example
from triage.scoring.budget import forecast
from triage.scoring.budget.contract import read_money
from triage.scoring.budget.told import told
from triage.scoring.rounding import half_up

DRIVERS = {
    code: (
        str(driver.timing),
        str(driver.cost_type),
        driver.price.low,
        driver.price.likely,
        driver.price.high,
        driver.per,
        driver.repeat_years,
    )
    for code, driver in CATALOGUE.items()
}
SHARES = {"gap_share", "unfunded_recurring_share", "worst_fte_gap"}


def plain(name, value):
    if name in SHARES:
        return float(half_up(value, 4))
    return [float(item) for item in value] if name.startswith("hours") else value


@pytest.mark.parametrize("seed", range(20))
def test_command_agrees_with_a_second_reckoning(seed):
    random = Random(seed)  # noqa: S311 (the same documents each time)
    for document in (random_document(random) for _ in range(20)):
        money, scope = read_money(document, CATALOGUE)
        first, again = told(forecast(money, scope)), second(document, DRIVERS)

        for name, scenario in again["scenarios"].items():
            expected = {key: plain(key, value) for key, value in scenario.items()}
            assert {key: first["scenarios"][name][key] for key in expected} == expected
        assert first["range"] == again["range"]
        assert first["range_80"] == again["range_80"]


def test_worked_example_has_the_same_cliff_a_second_time():
    again = second(read_example("plate_readers"), DRIVERS)

    granted, unfunded = again["cliffs"][1]

    assert min(max(granted.values()), unfunded[3]) == 150_000_00
