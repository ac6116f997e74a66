"""The catalogue of cost drivers as the rules take it: the city's own, else the release's."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import DatabaseError

from intake.models import CostDriver, DriverPrice
from intake.selectors.drivers import current_price, with_prices
from intake.services.drivers import counted_by
from triage.scoring.budget.catalogue import Catalogue, Driver
from triage.scoring.budget.lines import CostType, Estimate, Timing


def read_drivers() -> Catalogue:
    """The drivers of the database; those of the release where it has none yet."""
    try:
        rows = list(with_prices(CostDriver.objects.all()))
    except DatabaseError:  # no database, or not migrated: the release's count
        rows = []
    return {row.code: _of_row(row) for row in rows} if rows else released_drivers()


def released_drivers() -> Catalogue:
    """The drivers of data/cost_drivers.json."""
    path = settings.BASE_DIR / "data" / "cost_drivers.json"
    data = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    base_year = int(data["base_year"].removeprefix("FY"))
    return {row["id"]: _of_file(row, base_year) for row in data["drivers"]}


def _of_row(row: CostDriver) -> Driver:
    price = current_price(row)
    return Driver(
        code=row.code,
        name=row.name,
        price=Estimate(price.low, price.likely, price.high),
        base_year=price.base_year,
        timing=Timing(row.timing) if row.timing else None,
        cost_type=CostType(row.cost_type) if row.cost_type else None,
        group=row.group,
        per=row.per,
        is_quoted=price.confidence == DriverPrice.Confidence.QUOTE and price.is_point,
        repeat_years=row.repeat_years,
        life_years=row.life_years,
    )


def _of_file(row: Mapping[str, Any], base_year: int) -> Driver:
    is_rate = row["timing"] == "rate"
    per, _counted = counted_by(row["unit"])
    return Driver(
        code=row["id"],
        name=row["name"],
        price=Estimate(*(Decimal(row[end]) for end in ("low", "likely", "high"))),
        base_year=base_year,
        timing=None if is_rate else Timing(row["timing"]),
        cost_type=None if is_rate else CostType(row["cost_type"]),
        group=row["group"],
        per=per,
        repeat_years=row.get("repeat_years"),
        life_years=row.get("life_years"),
    )
