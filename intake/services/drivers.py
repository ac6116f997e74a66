"""The catalogue of cost drivers, as data/cost_drivers.json brings it."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.errors import Refused
from intake.models import (
    Category,
    CostDriver,
    DefaultQuantity,
    DriverPrice,
    GrantProgram,
)

_SCHEMA = "city-it-cost-drivers/1"
# An hourly rate proposes neither: the line says what the hours are.
_RATE = "rate"


@transaction.atomic
def load_cost_drivers(*, data: Mapping[str, Any], now: datetime) -> int:
    """Bring drivers, usual quantities and grant programs that are not there yet.

    What is there stays as the city has it, so loading again changes nothing. Categories
    have to be loaded first.

    :returns: how many drivers are new.
    :raises Refused: the data is not a catalogue of cost drivers.
    """
    if data.get("schema") != _SCHEMA:
        raise Refused({"data": _("The schema has to be %s.") % _SCHEMA})
    base_year = int(str(data["base_year"]).removeprefix("FY"))
    known = set(CostDriver.objects.values_list("code", flat=True))
    new = [
        _create(row, position, base_year, now)
        for position, row in enumerate(data["drivers"])
        if row["id"] not in known
    ]
    _load_quantities(data["default_quantities"])
    _load_programs(data["grant_programmes"])
    return len(new)


def _create(
    row: Mapping[str, Any], position: int, base_year: int, now: datetime
) -> CostDriver:
    per, counted = counted_by(row["unit"])
    driver = CostDriver.objects.create(
        code=row["id"],
        name=row["name"],
        group=row["group"],
        unit=row["unit"],
        counted=counted,
        per=per,
        timing="" if row["timing"] == _RATE else row["timing"],
        cost_type="" if row["cost_type"] == _RATE else row["cost_type"],
        applies_to=row["applies_to"],
        repeat_years=row.get("repeat_years"),
        life_years=row.get("life_years"),
        position=position,
    )
    DriverPrice.objects.create(
        driver=driver,
        low=Decimal(str(row["low"])),
        likely=Decimal(str(row["likely"])),
        high=Decimal(str(row["high"])),
        base_year=base_year,
        confidence=row["confidence"],
        sources=row["sources"],
        note=row["note"],
        set_at=now,
    )
    return driver


def counted_by(unit: str) -> tuple[int, str]:
    """How many of what a price is for: “FTE per 100 devices” is 100, “device”."""
    if " per " in unit:
        unit = unit.split(" per ")[1]
    per = 1
    if unit[0].isdigit():
        number, unit = unit.split(" ", 1)
        per, unit = int(number), unit.removesuffix("s")
    return per, unit.split(" (")[0].removesuffix("-year").replace("-", " ")


def _load_quantities(rows: Mapping[str, Mapping[str, Any]]) -> None:
    categories = {row.code: row for row in Category.objects.all()}
    for code, row in rows.items():
        if code in categories:
            DefaultQuantity.objects.get_or_create(
                category=categories[code],
                defaults={
                    "counted": row["unit"],
                    "low": row["low"],
                    "likely": row["likely"],
                    "high": row["high"],
                },
            )


def _load_programs(rows: list[Mapping[str, Any]]) -> None:
    for row in rows:
        GrantProgram.objects.get_or_create(
            code=row["id"],
            defaults={
                "name": row["name"],
                "match_share": Decimal(str(row["match_required"])),
                "match_of": _match_of(row.get("match_basis", "")),
                "win_share": Decimal(str(row["win_rate"])),
                "award_note": row["award"],
                "source": row["source"],
            },
        )


def _match_of(basis: str) -> str:
    is_of_grant = basis == "of grant"
    return GrantProgram.MatchOf.AWARD if is_of_grant else GrantProgram.MatchOf.PROJECT
