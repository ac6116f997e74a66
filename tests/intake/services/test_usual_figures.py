from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from accounts.actors import Actor
from intake.models import DefaultQuantity, GrantProgram, ProjectRequest
from intake.services import add_funding_line
from intake.services.usual_figures import (
    grant_program_set,
    is_relied_on,
    usual_quantity_set,
)
from tests.factories.drivers import DriverPriceFactory, PricedLineFactory
from tests.factories.intake import ProjectRequestFactory
from tests.intake.services.test_money import GRANT

pytestmark = pytest.mark.django_db
UNKNOWN = dict.fromkeys(("quantity_low", "quantity_likely", "quantity_high"))


@pytest.fixture
def quantity(categories) -> DefaultQuantity:
    return DefaultQuantity.objects.create(
        category=categories[0], counted="camera", low=10, likely=40, high=150
    )


@pytest.fixture
def waiting(quantity, requester) -> ProjectRequest:
    """Nobody knows yet how many it needs."""
    found = ProjectRequestFactory(created_by=requester, category=quantity.category)
    driver = DriverPriceFactory().driver
    PricedLineFactory(project_request=found, driver=driver, **UNKNOWN)
    return found


def test_usual_quantity_reaches_requests_that_know_none(quantity, waiting, admin, now):
    assert usual_quantity_set(quantity=quantity, by=Actor.of(admin), now=now) == 1

    waiting.refresh_from_db()
    assert waiting.assessment_due_at == now


def test_usual_quantity_leaves_counted_requests_alone(quantity, requester, admin, now):
    found = ProjectRequestFactory(created_by=requester, category=quantity.category)
    PricedLineFactory(project_request=found, driver=DriverPriceFactory().driver)

    assert usual_quantity_set(quantity=quantity, by=Actor.of(admin), now=now) == 0


def test_usual_quantity_is_relied_on_while_nobody_knows(quantity, waiting):
    assert is_relied_on(quantity)

    waiting.cost_lines.all().delete()

    assert not is_relied_on(quantity)


def test_grant_program_reaches_requests_that_count_on_it(
    questionnaire, requester, admin, now
):
    program = GrantProgram.objects.create(
        code="SMART", name="SMART", win_share=Decimal("0.15")
    )
    found = ProjectRequestFactory(created_by=requester)
    by = Actor.of(requester)
    line = add_funding_line(project_request=found, details=GRANT, by=by, now=now)
    line.program = program
    line.save()

    assert grant_program_set(program=program, by=Actor.of(admin), now=now) == 1

    found.refresh_from_db()
    assert found.assessment_due_at == now


def test_usual_quantity_is_set_by_administrators(quantity, manager, now):
    with pytest.raises(PermissionDenied):
        usual_quantity_set(quantity=quantity, by=Actor.of(manager), now=now)
