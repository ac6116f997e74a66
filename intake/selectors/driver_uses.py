"""Lines of undecided requests that use a driver."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from intake.estimates import number_in_words
from intake.lifecycle import EDITABLE_STEPS
from intake.models import CostDriver, CostLine, ProjectRequest
from intake.price_words import amount_says


@dataclass(frozen=True)
class LineUse:
    """A line of an undecided request; `own_price` is the price it has instead."""

    request_number: str
    request_title: str
    department: str
    what: str
    quantity: str
    own_price: str


def lines_using(driver: CostDriver, reader: User) -> tuple[LineUse, ...]:
    """Those of requests the reader may see, newest request first (one query)."""
    visible = ProjectRequest.objects.visible_to(reader)
    lines = _open_lines(driver).filter(project_request__in=visible)
    lines = lines.select_related("project_request__department")
    ordered = lines.order_by("-project_request__pk", "position", "pk")
    return tuple(_line(line, driver) for line in ordered)


def count_open_lines(driver: CostDriver) -> int:
    """All of them, whoever may see them."""
    return _open_lines(driver).count()


def _open_lines(driver: CostDriver) -> QuerySet[CostLine]:
    return driver.lines.filter(project_request__step__in=EDITABLE_STEPS)


def _line(line: CostLine, driver: CostDriver) -> LineUse:
    found = line.project_request
    return LineUse(
        request_number=found.number,
        request_title=found.title,
        department=found.department.name,
        what=line.description,
        quantity=_quantity_says(line),
        own_price=_own_price_says(line, driver),
    )


def _quantity_says(line: CostLine) -> str:
    low, high = line.quantity_low, line.quantity_high
    if low is None or high is None:
        return ""
    return (
        number_in_words(low)
        if low == high
        else f"{number_in_words(low)}–{number_in_words(high)}"
    )


def _own_price_says(line: CostLine, driver: CostDriver) -> str:
    if line.basis == CostLine.Basis.BY_YEAR:
        return _("amounts by fiscal year")
    low, high = line.price_low, line.price_high
    if low is None or high is None:
        return ""
    top = amount_says(high, driver.cost_type)
    if low == high:
        return top
    # The unit of hours and positions stands once, behind both.
    is_staff = bool(line.team_id)
    bottom = number_in_words(low) if is_staff else amount_says(low, driver.cost_type)
    return f"{bottom}–{top}"
