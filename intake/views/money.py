"""What it costs and who pays, and the cost lines, one by one."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts import city
from accounts.actors import Actor
from accounts.errors import Refused
from accounts.permissions import SignedInRequest, may
from accounts.roles import Permission
from intake import selectors, services
from intake.forms.money import CostLineForm, cost_initial
from intake.lifecycle import EDITABLE_STEPS
from intake.models import CostLine, ProjectRequest
from intake.services import CostDetails, LineChanged
from intake.views.finding import find_request, find_to_change
from intake.views.money_lines import line_page, posted, renewed, saved, seen_version


@require_safe
def money(request: SignedInRequest, number: str) -> HttpResponse:
    found = find_request(request, number)
    context = {
        "number": found.number,
        "title": found.title,
        "page": selectors.money_page(found, today=city.day_of(timezone.now())),
        "may_change": found.step in EDITABLE_STEPS
        and may(request.user, Permission.REQUEST_ANSWER, found),
    }
    return render(request, "intake/money.html", context)


@require_http_methods(["GET", "POST"])
def cost_line_new(request: SignedInRequest, number: str) -> HttpResponse:
    found = find_to_change(request, number)
    kind = {"cost_type": request.GET.get("kind", "")}
    form = CostLineForm(posted(request), years=_years(), initial=kind)
    if request.method == "GET" or not form.is_valid():
        return _cost_page(request, found, form)
    try:
        services.add_cost_line(
            project_request=found,
            details=form.details(),
            by=Actor.of(request.user),
            now=timezone.now(),
        )
    except Refused as refused:
        form.show(refused)
        return _cost_page(request, found, form)
    return saved(request, found)


@require_http_methods(["GET", "POST"])
def cost_line(request: SignedInRequest, number: str, pk: int) -> HttpResponse:
    found = find_to_change(request, number)
    line = _find_cost(found, pk)
    if line is None:
        return _removed_meanwhile(request, found)
    details = CostDetails.of(line)
    initial = {**cost_initial(details), "seen_version": line.version}
    form = CostLineForm(posted(request), years=_years(line), initial=initial)
    if request.method == "GET" or not form.is_valid():
        return _cost_page(request, found, form, line=line)
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
        return _cost_page(request, found, form, line=line)
    except LineChanged as conflict:
        return _cost_conflict(request, found, pk, conflict)
    return saved(request, found)


@require_POST
def cost_line_remove(request: SignedInRequest, number: str, pk: int) -> HttpResponse:
    found = find_to_change(request, number)
    services.remove_cost_line(
        line=get_object_or_404(CostLine, project_request=found, pk=pk),
        seen_version=seen_version(request),
        by=Actor.of(request.user),
        now=timezone.now(),
    )
    messages.success(request, _("The line is removed."))
    return redirect("intake:money", found.number)


def _find_cost(found: ProjectRequest, pk: int) -> CostLine | None:
    lines = CostLine.objects.select_related("team").prefetch_related("amounts")
    return lines.filter(project_request=found, pk=pk).first()


def _years(*lines: CostLine) -> tuple[int, ...]:
    return selectors.money_years(city.day_of(timezone.now()), lines)


def _removed_meanwhile(request: SignedInRequest, found: ProjectRequest) -> HttpResponse:
    """The line is gone; what was typed becomes the start of a new one."""
    if request.method == "GET":
        raise Http404(_("There is no such line."))
    form = CostLineForm(request.POST, years=_years())
    return _cost_page(request, found, form, conflict=LineChanged(removed=True))


def _cost_conflict(
    request: SignedInRequest, found: ProjectRequest, pk: int, conflict: LineChanged
) -> HttpResponse:
    line = _find_cost(found, pk)
    if line is None:
        return _removed_meanwhile(request, found)
    form = CostLineForm(renewed(request, line.version), years=_years(line))
    return _cost_page(request, found, form, line=line, conflict=conflict)


def _cost_page(
    request: SignedInRequest,
    found: ProjectRequest,
    form: CostLineForm,
    *,
    line: CostLine | None = None,
    conflict: LineChanged | None = None,
) -> HttpResponse:
    stored = str(CostDetails.of(line)) if line and conflict else ""
    return line_page(request, found, form, line, conflict, stored, kind="cost")
