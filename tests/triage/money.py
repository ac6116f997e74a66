"""Requests that cost something, for tests of what is made of it."""

from decimal import Decimal
from typing import Any

from intake.models import CostAmount, CostLine, FundingLine, ProjectRequest
from tests.factories.accounts import ITTeamFactory
from tests.factories.drivers import DriverPriceFactory, PricedLineFactory


def subscribe(project_request: ProjectRequest) -> CostLine:
    """Forty cameras a year at the catalog's $3,000 ($2,300–$3,600), paid by a grant
    for two years."""
    line = PricedLineFactory(
        project_request=project_request,
        driver=DriverPriceFactory().driver,
        from_on="2026-07-01",
    )
    FundingLine.objects.create(
        project_request=project_request,
        source="State grant",
        source_type="grant",
        certainty="awarded",
        cents=200_000_00,
        start_on="2026-07-01",
        end_on="2028-06-30",
        payer="department",
        allows=["recurring:operating"],
    )
    return line


def review(project_request: ProjectRequest, hours: int, **team: Any) -> CostLine:
    """Hours of an IT team in FY2027."""
    line = CostLine.objects.create(
        project_request=project_request,
        description="Security review",
        payer="it",
        timing="one_time",
        cost_type="staff_hours",
        team=team.pop("team", None) or ITTeamFactory(**team),
    )
    CostAmount.objects.create(line=line, fiscal_year=2027, hours=Decimal(hours))
    return line
