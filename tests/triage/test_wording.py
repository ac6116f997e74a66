import pytest

from tests.triage.conftest import answer, assess
from triage.wording import strongest_drivers

pytestmark = pytest.mark.django_db


def test_range_says_counts_the_rules_that_raise_the_tier(draft, city):
    answer(draft, DAT2="cjis", DAT3="yes", NET1="to100")

    assess(draft)

    assert draft.impact_says.endswith(", could be Critical")
    assert "planning" in draft.impact_says


def test_strongest_drivers_of_an_unanswered_request_are_none(unknown):
    assert strongest_drivers(unknown.assessments.get()) == []


def test_strongest_drivers_name_rules_before_points(draft, city):
    answer(draft, DAT6="biometric", DAT2="pci", SEC1="money_legal")

    drivers = strongest_drivers(assess(draft), limit=4)

    assert drivers[0] == "Rule: Biometric recognition"
    assert drivers[1] == "Rule: Payment card data"
    assert drivers[2].startswith("Data, privacy and AI: ")
    assert drivers[2].endswith(" of 100 points")
    assert len(drivers) == 4


def test_strongest_drivers_are_at_most_three(draft, city):
    answer(draft, DAT6="biometric", DAT2="pci", DAT3="yes", SEC1="safety")

    assert len(strongest_drivers(assess(draft))) == 3
