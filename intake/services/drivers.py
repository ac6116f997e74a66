"""The catalogue of cost drivers, as data/cost_drivers.json brings it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit
from accounts.actors import THE_CLOCK
from accounts.errors import Refused
from intake.models import (
    Category,
    CostDriver,
    DefaultQuantity,
    DriverPrice,
    GrantProgram,
)
from intake.price_words import price_says
from intake.services.repricing import start_repricing

_SCHEMA = "city-it-cost-drivers/1"
# An hourly rate proposes neither: the line says what the hours are.
_RATE = "rate"

audit.register(
    {
        "intake.catalogue_repriced": gettext_lazy(
            "Release %(release)s of the catalog brought a price of %(subject)s: "
            "%(after)s, before %(before)s"
        )
    }
)


@transaction.atomic
def load_cost_drivers(*, data: Mapping[str, Any], now: datetime) -> int:
    """Bring drivers, usual quantities and grant programs that are not there yet.

    A later release also brings its prices, as new versions that reach the requests that
    rest on them, but never in the place of a price the city has set. All else stays as
    the city has it, so loading again changes nothing. Categories have to be loaded first.

    :returns: how many drivers are new.
    :raises Refused: the data is not a catalogue of cost drivers.
    """
    if data.get("schema") != _SCHEMA:
        raise Refused({"data": _("The schema has to be %s.") % _SCHEMA})
    catalogue = _Catalogue(
        release=int(data["release"]),
        base_year=int(str(data["base_year"]).removeprefix("FY")),
        now=now,
    )
    known = {driver.code: driver for driver in CostDriver.objects.all()}
    rows = list(enumerate(data["drivers"]))
    new = [(position, row) for position, row in rows if row["id"] not in known]
    for position, row in new:
        catalogue.create(row, position)
    catalogue.reprice(
        (known[row["id"]], row) for _position, row in rows if row["id"] in known
    )
    _load_quantities(data["default_quantities"])
    _load_programs(data["grant_programmes"])
    return len(new)


@dataclass(frozen=True)
class _Catalogue:
    """One release of the file, as it is being loaded."""

    release: int
    base_year: int
    now: datetime

    def create(self, row: Mapping[str, Any], position: int) -> None:
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
        DriverPrice.objects.create(driver=driver, **self._price(row))

    def reprice(self, known: Iterable[tuple[CostDriver, Mapping[str, Any]]]) -> None:
        """A new version for each price that an earlier release brought and that differs."""
        newest = {
            price.driver_id: price for price in DriverPrice.objects.order_by("version")
        }
        for driver, row in known:
            before = newest[driver.pk]
            is_the_citys = before.set_by_id is not None
            if is_the_citys or (before.release or 0) >= self.release:
                continue
            price = DriverPrice(
                driver=driver, version=before.version + 1, **self._price(row)
            )
            if _says(price) != _says(before):
                self._replace(before, price)

    def _replace(self, before: DriverPrice, price: DriverPrice) -> None:
        price.save()
        driver = price.driver
        cause = audit.record(
            "intake.catalogue_repriced",
            subject=driver,
            by=THE_CLOCK,
            now=self.now,
            release=self.release,
            before=price_says(before, driver.cost_type),
            after=price_says(price, driver.cost_type),
        )
        start_repricing(
            price=price, before=before, cause=cause, by=THE_CLOCK, now=self.now
        )

    def _price(self, row: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "low": Decimal(str(row["low"])),
            "likely": Decimal(str(row["likely"])),
            "high": Decimal(str(row["high"])),
            "base_year": self.base_year,
            "confidence": row["confidence"],
            "sources": row["sources"],
            "note": row["note"],
            "set_at": self.now,
            "release": self.release,
        }


def _says(price: DriverPrice) -> tuple[Any, ...]:
    """What a judgement or a reader takes from a price."""
    return (
        price.low,
        price.likely,
        price.high,
        price.base_year,
        price.confidence,
        price.sources,
        price.note,
    )


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
