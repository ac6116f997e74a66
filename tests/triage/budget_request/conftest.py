"""A request with money, and its paper."""

from datetime import date
from decimal import Decimal

import pytest

from accounts.actors import Actor
from intake.models import CostDriver, CostLine, DriverPrice, ProjectRequest
from intake.services import (
    CostDetails,
    FundingDetails,
    ThreePoint,
    add_cost_line,
    add_funding_line,
)
from tests.conftest import NOW
from tests.factories.accounts import ITTeamFactory
from triage.budget_request import Document, read_document

YEAR = 2028


def read(project_request: ProjectRequest, year: int = YEAR) -> Document:
    fresh = ProjectRequest.objects.select_related(
        "department__liaison", "category", "assignee"
    ).get(pk=project_request.pk)
    return read_document(fresh, year, now=NOW)


def entry_of(document: Document, code: str):
    return next(entry for entry in document.entries if entry.code == code)


def own_line(
    what: str, *, payer: str = "department", dollars: int = 1000
) -> CostDetails:
    """A recurring line without driver: its price is what the department entered."""
    return CostDetails(
        description=what,
        payer=payer,
        timing="recurring",
        cost_type="operating",
        basis=CostLine.Basis.PRICED,
        counted="license",
        quantity=ThreePoint.exactly(Decimal(10)),
        price=ThreePoint.exactly(Decimal(dollars)),
        from_on=date(2027, 7, 1),
    )


def add_line(project_request, by, details) -> CostLine:
    return add_cost_line(
        project_request=project_request, details=details, by=by, now=NOW
    )


@pytest.fixture
def by_requester(requester) -> Actor:
    return Actor.of(requester)


@pytest.fixture
def driver(db) -> CostDriver:
    found = CostDriver.objects.create(
        code="SENSOR",
        name="Sensor",
        group=CostDriver.Group.DEVICES,
        unit="sensor-year",
        counted="sensor",
        timing="recurring",
        cost_type="operating",
        applies_to=["any"],
    )
    DriverPrice.objects.create(
        driver=found,
        low=100,
        likely=200,
        high=400,
        base_year=2026,
        confidence=DriverPrice.Confidence.MEMORY,
        sources=[{"text": "Said by practitioners", "url": ""}],
        set_at=NOW,
    )
    return found


@pytest.fixture
def costed(light, driver, by_requester) -> ProjectRequest:
    """Priced by a driver, with a line of IT, hours of a team and a grant."""
    sensors = CostDetails(
        description="Sensors",
        payer="department",
        timing="recurring",
        cost_type="operating",
        basis=CostLine.Basis.PRICED,
        driver=driver,
        quantity=ThreePoint.exactly(Decimal(50)),
        from_on=date(2027, 7, 1),
    )
    add_line(light, by_requester, sensors)
    add_line(light, by_requester, own_line("Monitoring", payer="it"))
    hours = CostDetails(
        description="Review",
        payer="it",
        timing="one_time",
        cost_type="staff_hours",
        team=ITTeamFactory(name="Privacy", project_hours_per_fiscal_year=10),
        hours_by_year={2028: Decimal(120)},
    )
    add_line(light, by_requester, hours)
    add_funding(light, by_requester)
    light.refresh_from_db()
    return light


def add_funding(project_request, by) -> None:
    add_funding_line(
        project_request=project_request,
        details=FundingDetails(
            source="State grant",
            source_type="grant",
            certainty="awarded",
            cents=500_000,
            start_on=date(2027, 7, 1),
            end_on=date(2028, 6, 30),
            payer="department",
            allows=("recurring:operating",),
        ),
        by=by,
        now=NOW,
    )
