"""Cost lines whose amounts are entered year by year: pages of their own."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from accounts import city
from accounts.actors import Actor
from accounts.errors import Refused
from accounts.permissions import SignedInRequest
from intake import selectors, services
from intake.differences import Difference
from intake.forms.money import CostByYearForm, by_year_initial
from intake.models import CostLine, ProjectRequest
from intake.services import CostDetails, LineChanged, cost_differences
from intake.views.cost_rows import is_in_place, row_shown
from intake.views.finding import find_to_change
from intake.views.money_lines import posted, renewed, saved


@require_http_methods(["GET", "POST"])
@vary_on_headers("HX-Request")
def cost_by_year_new(request: SignedInRequest, number: str) -> HttpResponse:
    """Add a line. In place, it is one that was removed a moment ago."""
    found = find_to_change(request, number)
    form = CostByYearForm(posted(request), years=_years(request))
    if request.method == "GET" or not form.is_valid():
        return _page(request, found, form)
    try:
        line = services.add_cost_line(
            project_request=found,
            details=form.details(),
            by=Actor.of(request.user),
            now=timezone.now(),
        )
    except Refused as refused:
        form.show(refused)
        return _page(request, found, form)
    if is_in_place(request):
        return row_shown(request, found, line.pk, changed=True)
    return saved(request, found)


def change_by_year(
    request: SignedInRequest, found: ProjectRequest, line: CostLine
) -> HttpResponse:
    """:param line: with team and amounts."""
    details = CostDetails.of(line)
    initial = {**by_year_initial(details), "seen_version": line.version}
    form = CostByYearForm(posted(request), years=_years(request, line), initial=initial)
    if request.method == "GET" or not form.is_valid():
        return _page(request, found, form, line)
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
        return _page(request, found, form, line)
    except LineChanged as conflict:
        return _conflict(request, found, line.pk, form.details(), conflict)
    return saved(request, found)


def is_by_year(request: SignedInRequest) -> bool:
    """Whether what was sent is a form with amounts by year."""
    return any(name.startswith("year_") for name in request.POST)


def by_year_removed(
    request: SignedInRequest, found: ProjectRequest, conflict: LineChanged
) -> HttpResponse:
    """The line is gone; what was typed becomes the start of a new one."""
    form = CostByYearForm(request.POST, years=_years(request))
    return _page(request, found, form, conflict=conflict)


def _conflict(
    request: SignedInRequest,
    found: ProjectRequest,
    pk: int,
    wanted: CostDetails,
    conflict: LineChanged,
) -> HttpResponse:
    line = CostLine.objects.filter(project_request=found, pk=pk).first()
    if line is None:
        return by_year_removed(request, found, conflict)
    form = CostByYearForm(renewed(request, line.version), years=_years(request, line))
    differences = cost_differences(CostDetails.of(line), wanted)
    return _page(request, found, form, line, conflict=conflict, differences=differences)


def _years(request: SignedInRequest, *lines: CostLine) -> tuple[int, ...]:
    """The years to ask for: those ahead, of the lines, and whatever was typed for."""
    years = set(selectors.money_years(city.day_of(timezone.now()), lines))
    typed = (name.removeprefix("year_") for name in request.POST)
    years.update(int(year) for year in typed if year.isdecimal() and len(year) == 4)
    return tuple(sorted(years))


def _page(
    request: SignedInRequest,
    found: ProjectRequest,
    form: CostByYearForm,
    line: CostLine | None = None,
    *,
    conflict: LineChanged | None = None,
    differences: tuple[Difference, ...] = (),
) -> HttpResponse:
    context = {
        "number": found.number,
        "title": found.title,
        "form": form,
        "form_has_errors": form.is_bound and bool(form.errors),
        "line": line,
        "conflict": conflict,
        "differences": differences,
    }
    status = 409 if conflict else 422 if context["form_has_errors"] else 200
    return render(request, "intake/cost_by_year.html", context, status=status)
