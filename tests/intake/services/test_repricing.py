"""Undecided requests follow the price they rest on, each once."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actors import Actor
from accounts.audit import sentence
from accounts.models import AuditEntry
from intake.lifecycle import Outcome, Step
from intake.models import CostDriver, ProjectRequest
from notifications.models import LongWork
from tests.factories.drivers import DriverPriceFactory, PricedLineFactory
from tests.factories.intake import ProjectRequestFactory
from tests.intake.services.test_driver_prices import set_price
from tests.notifications.working import work_off

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_broker")]


@pytest.fixture
def by(manager) -> Actor:
    return Actor.of(manager)


@pytest.fixture
def driver(db) -> CostDriver:
    return DriverPriceFactory(driver__name="Plate reader").driver


@pytest.fixture
def resting(driver, requester) -> ProjectRequest:
    """A draft with two lines at the driver's price."""
    found = ProjectRequestFactory(created_by=requester)
    PricedLineFactory.create_batch(2, project_request=found, driver=driver)
    return found


def decide(project_request: ProjectRequest, now: datetime) -> None:
    """As deciding leaves it: not due any more."""
    ProjectRequest.objects.filter(pk=project_request.pk).update(
        step=Step.DECIDED,
        outcome=Outcome.DECLINED,
        decided_at=now,
        submitted_at=now,
        submitted_by=project_request.created_by,
        answer_by_on=now.date(),
        assessment_due_at=None,
    )


def repriced(project_request: ProjectRequest) -> list[str]:
    entries = AuditEntry.objects.filter(
        action="intake.request_repriced", subject_id=project_request.pk
    )
    return [sentence(entry) for entry in entries.order_by("pk")]


def test_request_that_rests_on_the_price_is_marked_at_once(driver, resting, by, now):
    revision = resting.answers_revision

    set_price(driver, by=by, now=now)

    resting.refresh_from_db()
    assert resting.answers_revision == revision + 1
    assert resting.assessment_due_at is not None
    assert resting.version == ProjectRequest.objects.get(pk=resting.pk).version


def test_request_is_judged_again_once_with_the_reason(
    driver, resting, by, now, assessed
):
    set_price(driver, by=by, now=now)

    work_off(now=now)
    work_off(now=now)

    assert assessed == ["intake.request_repriced"]
    (said,) = repriced(resting)
    assert said == (
        "Groundwork scored it again: Plate reader now costs $2,800, before "
        "$2,300–$3,600, likely $3,000. Y. Marsh: Three-year contract."
    )
    work = LongWork.objects.get()
    assert (work.done, work.total, work.finished_at) == (1, 1, now)


def test_decided_request_keeps_its_figures(driver, resting, by, now):
    decide(resting, now)

    set_price(driver, by=by, now=now)

    resting.refresh_from_db()
    assert resting.assessment_due_at is None
    assert not LongWork.objects.exists()


def test_line_with_a_price_of_its_own_is_not_touched(driver, requester, by, now):
    own = dict.fromkeys(("price_low", "price_likely", "price_high"), Decimal(5))
    found = ProjectRequestFactory(created_by=requester)
    PricedLineFactory(project_request=found, driver=driver, **own)
    PricedLineFactory(
        project_request=found, driver=DriverPriceFactory(driver__code="OTHER").driver
    )

    set_price(driver, by=by, now=now)

    found.refresh_from_db()
    assert found.assessment_due_at is None


def test_request_decided_before_its_turn_is_left_alone(driver, resting, by, now):
    set_price(driver, by=by, now=now)
    decide(resting, now)

    work_off(now=now)

    assert repriced(resting) == []
    assert LongWork.objects.get().finished_at == now


def test_request_whose_scoring_fails_is_left_to_the_retries(
    driver, resting, by, now, settings
):
    settings.REQUEST_CHANGED = "tests.intake.assessing.fail"
    set_price(driver, by=by, now=now)

    work_off(now=now)

    resting.refresh_from_db()
    assert resting.assessment_due_at == now
    assert LongWork.objects.get().finished_at == now


def test_second_price_takes_over_what_the_first_has_not_reached(
    driver, resting, by, now
):
    set_price(driver, by=by, now=now)
    set_price(driver, by=by, now=now + timedelta(seconds=1))

    for _work in range(2):
        work_off(now=now + timedelta(seconds=2))

    assert len(repriced(resting)) == 1
    assert LongWork.objects.unfinished().count() == 0


def test_setting_a_price_takes_as_many_queries_for_many_requests(
    driver, resting, requester, by, now
):
    set_price(driver, by=by, now=now)  # reads the city and the manager's rights
    with CaptureQueriesContext(connection) as few:
        set_price(driver, by=by, now=now)
    for found in ProjectRequestFactory.create_batch(5, created_by=requester):
        PricedLineFactory(project_request=found, driver=driver)

    with CaptureQueriesContext(connection) as many:
        set_price(driver, by=by, now=now + timedelta(seconds=1))

    assert len(few) == len(many)
    assert LongWork.objects.latest("started_at").total == 6
