"""Cost lines as quantity times price: in the grid of the money page, or on their own.

htmx asks for rows and gets rows; without it each address is a page, and saving leads
back to the money page.
"""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.actors import Actor
from accounts.errors import Refused
from accounts.permissions import SignedInRequest
from intake import selectors, services
from intake.differences import Difference
from intake.forms.cost_lines import PricedLineForm, priced_initial, with_proposals
from intake.models import CostLine, ProjectRequest
from intake.selectors import lines_with_prices
from intake.services import CostDetails, LineChanged, cost_differences
from intake.views.cost_by_year import by_year_removed, change_by_year, is_by_year
from intake.views.cost_rows import (
    is_in_place,
    row_added,
    row_changed,
    row_removed,
    row_shown,
)
from intake.views.finding import find_to_change
from intake.views.money_lines import renewed, saved, seen_version

# The button that saves nothing: it fills in what is usual for the chosen driver.
FILL = "fill"


@require_http_methods(["GET", "POST"])
@vary_on_headers("HX-Request")
def cost_line_new(request: SignedInRequest, number: str) -> HttpResponse:
    found = find_to_change(request, number)
    if request.method == "GET" or request.POST.get("action") == FILL:
        return _shown(request, found, _empty_or_filled(request, found))
    form = _form(found, request.POST)
    if not form.is_valid():
        return _shown(request, found, form)
    try:
        line = services.add_cost_line(
            project_request=found,
            details=form.details(),
            by=Actor.of(request.user),
            now=timezone.now(),
        )
    except Refused as refused:
        form.show(refused)
        return _shown(request, found, form)
    if not is_in_place(request):
        return saved(request, found)
    if request.POST.get("stands_in"):
        return row_shown(request, found, line.pk, changed=True)
    return row_added(request, found, line.pk, _form(found, focus="driver"))


@require_http_methods(["GET", "POST"])
@vary_on_headers("HX-Request")
def cost_line(request: SignedInRequest, number: str, pk: int) -> HttpResponse:
    found = find_to_change(request, number)
    line = _find(found, pk)
    if line is None:
        return _removed_meanwhile(request, found, pk)
    if line.basis == CostLine.Basis.BY_YEAR:
        return change_by_year(request, found, line)
    if request.method == "GET" or request.POST.get("action") == FILL:
        return _shown(request, found, _stored_or_filled(request, found, line), line)
    form = _form(found, request.POST, line=line)
    if not form.is_valid():
        return _shown(request, found, form, line)
    was_staff_time = CostDetails.of(line).is_staff_time
    try:
        services.change_cost_line(
            line=line,
            details=form.details(),
            seen_version=form.cleaned_data["seen_version"] or 0,
            by=Actor.of(request.user),
            now=timezone.now(),
        )
    except Refused as refused:
        form.show(refused)
        return _shown(request, found, form, line)
    except LineChanged as conflict:
        return _conflict(request, found, pk, form.details(), conflict)
    if is_in_place(request):
        return row_changed(request, found, pk, was_staff_time=was_staff_time)
    return saved(request, found)


@require_safe
def cost_row(request: SignedInRequest, number: str, pk: int) -> HttpResponse:
    """One row to read: what is left when somebody stops changing it."""
    found = find_to_change(request, number)
    return row_shown(request, found, pk)


@require_http_methods(["GET", "POST"])
@vary_on_headers("HX-Request")
def cost_line_remove(request: SignedInRequest, number: str, pk: int) -> HttpResponse:
    found = find_to_change(request, number)
    line = get_object_or_404(lines_with_prices(found.cost_lines.all()), pk=pk)
    details = CostDetails.of(line)
    if request.method == "GET":
        context = {"number": found.number, "title": found.title, "line": line}
        return render(
            request, "intake/cost_line_remove.html", context | {"details": details}
        )
    try:
        services.remove_cost_line(
            line=line,
            seen_version=seen_version(request),
            by=Actor.of(request.user),
            now=timezone.now(),
        )
    except LineChanged as conflict:
        if not is_in_place(request):
            raise
        return row_shown(request, found, pk, conflict=conflict)
    if is_in_place(request):
        choices = selectors.driver_choices(found, keep=details.driver)
        return row_removed(request, found, pk, details, choices)
    messages.success(request, _("The line is removed."))
    return redirect("intake:money", found.number)


def _find(found: ProjectRequest, pk: int) -> CostLine | None:
    return lines_with_prices(found.cost_lines.filter(pk=pk)).first()


def _form(
    found: ProjectRequest,
    data: Any = None,
    *,
    line: CostLine | None = None,
    initial: dict[str, Any] | None = None,
    focus: str = "",
) -> PricedLineForm:
    return PricedLineForm(
        data,
        initial=initial,
        choices=selectors.driver_choices(found, keep=line.driver if line else None),
        key=str(line.pk) if line else "new",
        focus=focus,
    )


def _empty_or_filled(request: SignedInRequest, found: ProjectRequest) -> PricedLineForm:
    if request.method == "GET":
        return _form(found, focus="driver" if is_in_place(request) else "")
    return _filled(request, _form(found))


def _stored_or_filled(
    request: SignedInRequest, found: ProjectRequest, line: CostLine
) -> PricedLineForm:
    stored = priced_initial(CostDetails.of(line)) | {"seen_version": line.version}
    form = _form(found, line=line, initial=stored, focus="quantity")
    return form if request.method == "GET" else _filled(request, form)


def _filled(request: SignedInRequest, form: PricedLineForm) -> PricedLineForm:
    """The form with what was typed so far, and what the chosen driver proposes."""
    typed: dict[str, Any] = {name: request.POST.get(name, "") for name in form.fields}
    typed["is_reserve"] = "is_reserve" in request.POST
    choice = form.choices.find(typed["driver"])
    form.initial = with_proposals(typed, choice) if choice else typed
    return form


def _removed_meanwhile(
    request: SignedInRequest, found: ProjectRequest, pk: int
) -> HttpResponse:
    """The line is gone; what was typed becomes the start of a new one."""
    if request.method == "GET" and is_in_place(request):
        return row_shown(request, found, pk)
    if request.method == "GET":
        raise Http404(_("There is no such line."))
    conflict = LineChanged(removed=True)
    if is_by_year(request):
        return by_year_removed(request, found, conflict)
    return _shown(
        request, found, _form(found, request.POST), conflict=conflict, stands_in=pk
    )


def _conflict(
    request: SignedInRequest,
    found: ProjectRequest,
    pk: int,
    wanted: CostDetails,
    conflict: LineChanged,
) -> HttpResponse:
    line = _find(found, pk)
    if line is None:
        return _removed_meanwhile(request, found, pk)
    form = _form(found, renewed(request, line.version), line=line)
    differences = cost_differences(CostDetails.of(line), wanted)
    return _shown(
        request, found, form, line, conflict=conflict, differences=differences
    )


def _shown(
    request: SignedInRequest,
    found: ProjectRequest,
    form: PricedLineForm,
    line: CostLine | None = None,
    *,
    conflict: LineChanged | None = None,
    differences: tuple[Difference, ...] = (),
    stands_in: int | None = None,
) -> HttpResponse:
    """The form, as a row or as a page. `stands_in` is the line that is gone."""
    has_errors = form.is_bound and bool(form.errors)
    context = {
        "number": found.number,
        "title": found.title,
        "form": form,
        "form_has_errors": has_errors,
        "line": line,
        "conflict": conflict,
        "differences": differences,
        "stands_in": stands_in,
    }
    status = 409 if conflict else 422 if has_errors else 200
    in_row = is_in_place(request)
    template = "intake/_cost_form_row.html" if in_row else "intake/cost_line.html"
    return render(request, template, context, status=status)
