"""What a new price does to the figures of requests, by the real scoring."""

from datetime import timedelta

import pytest

from accounts.actors import Actor
from intake.models import CostDriver, ProjectRequest
from tests.conftest import NOW
from tests.factories.drivers import DriverPriceFactory, PricedLineFactory
from tests.intake.services.test_driver_prices import set_price
from tests.notifications.working import work_off
from tests.triage.conftest import assess
from triage.services import retry_due_assessments

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_broker")]


@pytest.fixture
def driver(db) -> CostDriver:
    return DriverPriceFactory(driver__name="Plate reader").driver


@pytest.fixture
def costed(draft, driver) -> ProjectRequest:
    """Forty plate readers at $3,000, judged."""
    PricedLineFactory(project_request=draft, driver=driver)
    assess(draft)
    draft.refresh_from_db()
    return draft


def test_new_price_moves_the_gap_and_is_its_cause(costed, driver, manager):
    before = costed.gap_cents

    set_price(driver, by=Actor.of(manager), now=NOW)
    work_off(now=NOW)

    costed.refresh_from_db()
    last = costed.assessments.latest("pk")
    assert last.cause.action == "intake.request_repriced"
    assert (costed.assessment_due_at, last.answers_revision) == (
        None,
        costed.answers_revision,
    )
    # $2,800 of FY2027 rise for one year less than $3,000 of FY2026.
    assert costed.gap_cents < before * 2800 / 3000


def test_clock_judges_what_no_worker_reached_after_ten_minutes(costed, driver, manager):
    made = costed.assessments.count()
    set_price(driver, by=Actor.of(manager), now=NOW)

    retry_due_assessments(NOW + timedelta(minutes=9))
    assert costed.assessments.count() == made

    retry_due_assessments(NOW + timedelta(minutes=10))
    assert costed.assessments.count() == made + 1

    work_off(now=NOW + timedelta(minutes=11))
    assert costed.assessments.count() == made + 1
