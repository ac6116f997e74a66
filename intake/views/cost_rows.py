"""Rows of the money page, as htmx swaps them, each with what follows for the figures."""

from django.http import HttpResponse
from django.shortcuts import render

from accounts.permissions import SignedInRequest
from intake import selectors
from intake.forms.cost_lines import PricedLineForm, priced_initial
from intake.forms.money import CostByYearForm, by_year_initial
from intake.models import ProjectRequest
from intake.selectors import DriverChoices
from intake.services import CostDetails

# Triage's figures on the page are older than the lines.
CHANGED = "saved, request-changed"


def is_in_place(request: SignedInRequest) -> bool:
    return bool(request.headers.get("HX-Request"))


def row_changed(
    request: SignedInRequest, found: ProjectRequest, pk: int, *, was_staff_time: bool
) -> HttpResponse:
    """The row as it is stored now, moved where it now belongs to the other group."""
    row = selectors.cost_row(found, pk)
    if row is None or row.is_staff_time == was_staff_time:
        return row_shown(request, found, pk, changed=True)
    context = {"number": found.number, "row": row, "may_change": True}
    return _told(render(request, "intake/_cost_row_moved.html", context))


def row_added(
    request: SignedInRequest,
    found: ProjectRequest,
    pk: int,
    form: PricedLineForm,
) -> HttpResponse:
    """The new row at the end of its group, and an empty one to go on with."""
    context = {
        "number": found.number,
        "row": selectors.cost_row(found, pk),
        "may_change": True,
        "form": form,
    }
    return _told(render(request, "intake/_cost_row_added.html", context))


def row_shown(
    request: SignedInRequest,
    found: ProjectRequest,
    pk: int,
    *,
    changed: bool = False,
    conflict: Exception | None = None,
) -> HttpResponse:
    """The row to read; where somebody removed it meanwhile, a word about that."""
    row = selectors.cost_row(found, pk)
    if row is None:
        return render(request, "intake/_cost_row_gone.html", {"pk": pk})
    context = {
        "number": found.number,
        "row": row,
        "may_change": True,
        "focus": True,
        "conflict": conflict,
    }
    status = 409 if conflict else 200
    response = render(request, "intake/_cost_row.html", context, status=status)
    return _told(response) if changed else response


def row_removed(
    request: SignedInRequest,
    found: ProjectRequest,
    pk: int,
    details: CostDetails,
    choices: DriverChoices,
) -> HttpResponse:
    """What stands in for a removed row: its values, ready to be added again."""
    form = (
        PricedLineForm(initial=priced_initial(details), choices=choices)
        if details.is_priced
        else CostByYearForm(
            initial=by_year_initial(details),
            years=sorted([*details.cents_by_year, *details.hours_by_year]),
        )
    )
    form.auto_id = False
    context = {
        "number": found.number,
        "pk": pk,
        "details": details,
        "hidden": [field.as_hidden() for field in form],
    }
    return _told(render(request, "intake/_cost_row_removed.html", context))


def _told(response: HttpResponse) -> HttpResponse:
    response["HX-Trigger"] = CHANGED
    return response
