"""A request whose money ends and leaves yearly cost on nobody."""

from datetime import date

from intake.models import CostAmount, CostLine, FundingLine, ProjectRequest
from tests.triage.conftest import assess

END = date(2028, 9, 30)


def money_line(
    project_request: ProjectRequest, *, end_on=END, source="State grant", **fields
) -> FundingLine:
    """$100,000 a year from FY2027 on, paid by a grant until it ends."""
    cost = CostLine.objects.create(
        project_request=project_request,
        description="Subscription",
        payer="department",
        timing="recurring",
        cost_type="operating",
    )
    CostAmount.objects.bulk_create(
        CostAmount(line=cost, fiscal_year=year, cents=100_000_00)
        for year in range(2027, 2032)
    )
    line = FundingLine.objects.create(
        **{
            "project_request": project_request,
            "source": source,
            "source_type": "grant",
            "certainty": "awarded",
            "cents": 2_000_000_00,
            "start_on": date(2026, 7, 1),
            "end_on": end_on,
            "payer": "department",
            "allows": ["recurring:operating"],
            **fields,
        }
    )
    assess(project_request)
    return line
