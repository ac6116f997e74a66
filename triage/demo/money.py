"""The money of the example city's requests."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal

from accounts.actors import Actor
from intake.models import Payer, ProjectRequest
from intake.services import (
    CostDetails,
    FundingDetails,
    add_cost_line,
    add_funding_line,
)
from triage.demo.files import CityFiles, Row
from triage.demo.people import People


def enter_money(
    project_request: ProjectRequest,
    row: Row,
    files: CityFiles,
    people: People,
    *,
    by: Actor,
    now: datetime,
) -> None:
    """The cost lines of data/city/money.json, and the sources the request named."""
    number = row["ref"]
    for cost in files.money["costs"].get(number, ()):
        add_cost_line(
            project_request=project_request,
            details=_cost(cost, people),
            by=by,
            now=now,
        )
    for details in _funding_of(row, files):
        add_funding_line(
            project_request=project_request, details=details, by=by, now=now
        )


def _funding_of(row: Row, files: CityFiles) -> Iterator[FundingDetails]:
    """The sources of a request: for the department, spread by months, unless said."""
    money, number = files.money, row["ref"]
    for source in [*row["funding"], *money["more_funding"].get(number, ())]:
        kind = money["types"][source["type"]]
        allows = source.get("allows") or money["allows"].get(number) or kind["allows"]
        yield _funding(source, kind["source_type"], allows)


def _funding(source: Row, source_type: str, allows: Sequence[str]) -> FundingDetails:
    return FundingDetails(
        source=source["note"],
        source_type=source_type,
        certainty=source["status"],
        cents=source["amount"] * 100,
        start_on=date.fromisoformat(source["start"]),
        end_on=date.fromisoformat(source["end"]),
        payer=source.get("payer", Payer.DEPARTMENT),
        allows=tuple(allows),
        lump_sum=source.get("lump_sum", False),
    )


def _cost(row: Row, people: People) -> CostDetails:
    return CostDetails(
        description=row["description"],
        payer=row["payer"],
        timing=row["timing"],
        cost_type=row["cost_type"],
        team=people.teams[row["team"]] if "team" in row else None,
        source_note=row["source_note"],
        cents_by_year={
            int(year): cents for year, cents in row.get("cents", {}).items()
        },
        hours_by_year={
            int(year): Decimal(hours) for year, hours in row.get("hours", {}).items()
        },
    )
