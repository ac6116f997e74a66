"""The money of documented projects: only what stands in the case, from data/cases/money.json."""

import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from accounts.actors import Actor
from intake.models import CostLine, FundingLine, GrantProgram, Payer, ProjectRequest
from intake.services import (
    CostDetails,
    FundingDetails,
    ThreePoint,
    add_cost_line,
    add_funding_line,
)
from triage.demo.files import Row, day

_FILE = "money.json"
_WHERE_FROM = "stands in the documented case"


def read_case_money(folder: Path) -> dict[str, Row]:
    """Lines by case: `costs` and `funding` as entered, `not_entered` as sentences."""
    path = folder / _FILE
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}


def enter_case_money(
    project_request: ProjectRequest, row: Row, *, by: Actor, now: datetime
) -> None:
    """Enter a case's lines; a figure that stands in it counts as a quote of that year."""
    for cost in row["costs"]:
        add_cost_line(
            project_request=project_request, details=_cost(cost), by=by, now=now
        )
    entered: dict[str, FundingLine] = {}
    for source in row["funding"]:
        entered[source["source"]] = add_funding_line(
            project_request=project_request,
            details=_funding(source, entered),
            by=by,
            now=now,
        )


def _cost(row: Row) -> CostDetails:
    price = row["price"]
    is_range = isinstance(price, list)
    from_on = day(row.get("from"))
    years = tuple(row.get("fiscal_years", ()))
    return CostDetails(
        description=row["description"],
        payer=row["payer"],
        timing=row["timing"],
        cost_type=row["cost_type"],
        source_note=_WHERE_FROM,
        basis=CostLine.Basis.PRICED,
        counted=row.get("counted", "contract"),
        quantity=ThreePoint.exactly(Decimal(row.get("quantity", 1))),
        price=ThreePoint(*map(Decimal, price))
        if is_range
        else ThreePoint.exactly(Decimal(str(price))),
        quoted_on=None if is_range else from_on or date(min(years), 1, 1),
        from_on=from_on,
        until_on=day(row.get("until")),
        fiscal_years=years,
    )


def _funding(row: Row, entered: dict[str, FundingLine]) -> FundingDetails:
    share = row.get("match_share")
    return FundingDetails(
        source=row["source"],
        source_type=row["source_type"],
        certainty=row["certainty"],
        cents=row["amount"] * 100,
        start_on=date.fromisoformat(row["start"]),
        end_on=date.fromisoformat(row["end"]),
        payer=Payer.DEPARTMENT,
        allows=tuple(row["allows"]),
        lump_sum=row["lump_sum"],
        match_share=Decimal(share) if share else None,
        match_of=row.get("match_of", GrantProgram.MatchOf.PROJECT),
        matches=entered[row["matches"]] if "matches" in row else None,
    )
