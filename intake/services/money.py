"""Cost lines: added, changed and removed until the decision."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.errors import Refused
from intake.models import CostAmount, CostLine, CostType, ProjectRequest
from intake.selectors.drivers import current_price, usual_quantity
from intake.services.cost_differences import cost_differences
from intake.services.money_details import (
    MOST_CENTS,
    MOST_HOURS,
    PRICED_FIELDS,
    CostDetails,
    ThreePoint,
)
from intake.services.money_lines import as_seen, finish, next_position, start

# About as many people as MOST_HOURS are hours of.
_MOST_FTE = 600


@transaction.atomic
def add_cost_line(
    *, project_request: ProjectRequest, details: CostDetails, by: Actor, now: datetime
) -> CostLine:
    """:raises Refused: by field of the details."""
    start(project_request, details, by, now, driver=details.driver)
    _check_quantity(project_request, details)
    line = CostLine(project_request=project_request)
    line.position = next_position(CostLine, project_request)
    _write_cost(line, details)
    finish(project_request, by, now, after=details)
    return line


@transaction.atomic
def change_cost_line(
    *, line: CostLine, details: CostDetails, seen_version: int, by: Actor, now: datetime
) -> CostLine:
    """:raises Refused: by field of the details.
    :raises LineChanged: it is not the version seen.
    """
    start(line.project_request, details, by, now, driver=details.driver)
    _check_quantity(line.project_request, details)
    stored = as_seen(CostLine, line.pk, seen_version)
    before = CostDetails.of(stored)
    _write_cost(stored, details, version=seen_version + 1)
    finish(
        stored.project_request,
        by,
        now,
        before=before,
        after=details,
        fields=[one.label for one in cost_differences(before, details)],
    )
    return stored


@transaction.atomic
def remove_cost_line(
    *, line: CostLine, seen_version: int, by: Actor, now: datetime
) -> None:
    """:raises LineChanged: it is not the version seen."""
    start(line.project_request, None, by, now)
    stored = as_seen(CostLine, line.pk, seen_version)
    before = CostDetails.of(stored)
    stored.delete()
    finish(line.project_request, by, now, before=before)


def _check_quantity(project_request: ProjectRequest, details: CostDetails) -> None:
    """:raises Refused: nobody knows how many, or it comes to more than sums can hold."""
    if not details.is_priced:
        return
    quantity = details.quantity or usual_quantity(
        details.driver, project_request.category
    )
    if quantity is None:
        raise Refused(
            {"quantity": _("Say how many, or a range from the fewest to the most.")}
        )
    _check_total(details, Decimal(quantity.high))


def _check_total(details: CostDetails, quantity: Decimal) -> None:
    """Two large numbers that are each possible may not be so together.

    :raises Refused: judging would fail on it.
    """
    driver = details.driver
    price = details.price or (current_price(driver) if driver else None)
    if price is None:
        return
    total = quantity * price.high / (driver.per if driver else 1)
    most_time = _MOST_FTE if details.cost_type == CostType.FTE else MOST_HOURS
    if details.is_staff_time and total > most_time:
        raise Refused(
            {"quantity": _("These are more hours than any IT team has in a year.")}
        )
    if not details.is_staff_time and total * 100 > MOST_CENTS:
        raise Refused({"quantity": _("This is more than any city has.")})


def _write_cost(line: CostLine, details: CostDetails, *, version: int = 1) -> None:
    for name in (
        "description",
        "payer",
        "timing",
        "cost_type",
        "team",
        "source_note",
        *PRICED_FIELDS,
    ):
        setattr(line, name, getattr(details, name))
    line.fiscal_years = list(details.fiscal_years)
    _write_three_point(line, "quantity", details.quantity)
    _write_three_point(line, "price", details.price)
    line.version = version
    line.save()
    line.amounts.all().delete()
    CostAmount.objects.bulk_create(
        [
            *(
                CostAmount(line=line, fiscal_year=year, cents=cents)
                for year, cents in details.cents_by_year.items()
            ),
            *(
                CostAmount(line=line, fiscal_year=year, hours=hours)
                for year, hours in details.hours_by_year.items()
            ),
        ]
    )


def _write_three_point(line: CostLine, name: str, value: ThreePoint | None) -> None:
    for end in ("low", "likely", "high"):
        setattr(line, f"{name}_{end}", getattr(value, end) if value else None)
