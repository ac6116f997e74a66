"""The money of the example city's requests."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from accounts.actors import Actor
from intake.models import (
    CostDriver,
    CostLine,
    FundingLine,
    GrantProgram,
    Payer,
    ProjectRequest,
)
from intake.services import (
    CostDetails,
    FundingDetails,
    ThreePoint,
    add_cost_line,
    add_funding_line,
)
from triage.demo.files import CityFiles, Row, day
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
    drivers = {driver.code: driver for driver in CostDriver.objects.all()}
    for cost in files.money["costs"].get(number, ()):
        add_cost_line(
            project_request=project_request,
            details=_cost(cost, drivers[cost["driver"]], people),
            by=by,
            now=now,
        )
    entered: dict[str, FundingLine] = {}
    for details, terms in _funding_of(row, files):
        matches = entered[terms["matches"]] if "matches" in terms else None
        entered[details.source] = add_funding_line(
            project_request=project_request,
            details=replace(details, matches=matches),
            by=by,
            now=now,
        )


def _funding_of(row: Row, files: CityFiles) -> Iterator[tuple[FundingDetails, Row]]:
    """The sources of a request, for the department and by months unless said; with terms."""
    money, number = files.money, row["ref"]
    for source in [*row["funding"], *money["more_funding"].get(number, ())]:
        kind = money["types"][source["type"]]
        allows = source.get("allows") or money["allows"].get(number) or kind["allows"]
        terms = money["terms"].get(number, {}).get(source["note"], {})
        yield _funding(source, kind["source_type"], allows, terms), terms


def _funding(
    source: Row, source_type: str, allows: Sequence[str], terms: Row
) -> FundingDetails:
    share = terms.get("match_share")
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
        program=GrantProgram.objects.filter(code=terms.get("program")).first(),
        match_share=Decimal(share) if share else None,
        match_of=terms.get("match_of", GrantProgram.MatchOf.PROJECT),
    )


def _cost(row: Row, driver: CostDriver, people: People) -> CostDetails:
    return CostDetails(
        description=row.get("description", driver.name),
        payer=row["payer"],
        timing=row.get("timing", driver.timing),
        cost_type=row.get("cost_type", driver.cost_type),
        team=people.teams[row["team"]] if "team" in row else None,
        basis=CostLine.Basis.PRICED,
        driver=driver,
        quantity=ThreePoint.exactly(Decimal(str(row["quantity"]))),
        from_on=day(row.get("from")),
        fiscal_years=tuple(row.get("fiscal_years", ())),
        repeat_years=driver.repeat_years,
        life_years=driver.life_years,
    )
