"""What it costs and who pays, line by line."""

from typing import Any

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
from intake.forms.money import (
    CostLineForm,
    FundingLineForm,
    cost_initial,
    funding_initial,
)
from intake.lifecycle import EDITABLE_STEPS
from intake.models import CostLine, FundingLine, ProjectRequest
from intake.services import CostDetails, FundingDetails, LineChanged
from intake.views.finding import find_request, find_to_change


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
    form = CostLineForm(_posted(request), years=_years(), initial=kind)
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
    return _saved(request, found)


@require_http_methods(["GET", "POST"])
def cost_line(request: SignedInRequest, number: str, pk: int) -> HttpResponse:
    found = find_to_change(request, number)
    line = _find_cost(found, pk)
    if line is None:
        return _removed_meanwhile(request, found, kind="cost")
    details = CostDetails.of(line)
    initial = {**cost_initial(details), "seen_version": line.version}
    form = CostLineForm(_posted(request), years=_years(line), initial=initial)
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
    return _saved(request, found)


@require_POST
def cost_line_remove(request: SignedInRequest, number: str, pk: int) -> HttpResponse:
    found = find_to_change(request, number)
    services.remove_cost_line(
        line=get_object_or_404(CostLine, project_request=found, pk=pk),
        seen_version=_seen_version(request),
        by=Actor.of(request.user),
        now=timezone.now(),
    )
    messages.success(request, _("The line is removed."))
    return redirect("intake:money", found.number)


@require_http_methods(["GET", "POST"])
def funding_line_new(request: SignedInRequest, number: str) -> HttpResponse:
    found = find_to_change(request, number)
    form = FundingLineForm(_posted(request))
    if request.method == "GET" or not form.is_valid():
        return _funding_page(request, found, form)
    try:
        services.add_funding_line(
            project_request=found,
            details=form.details(),
            by=Actor.of(request.user),
            now=timezone.now(),
        )
    except Refused as refused:
        form.show(refused)
        return _funding_page(request, found, form)
    return _saved(request, found)


@require_http_methods(["GET", "POST"])
def funding_line(request: SignedInRequest, number: str, pk: int) -> HttpResponse:
    found = find_to_change(request, number)
    line = _find_funding(found, pk)
    if line is None:
        return _removed_meanwhile(request, found, kind="funding")
    details = FundingDetails.of(line)
    initial = {**funding_initial(details), "seen_version": line.version}
    form = FundingLineForm(_posted(request), initial=initial)
    if request.method == "GET" or not form.is_valid():
        return _funding_page(request, found, form, line=line)
    try:
        services.change_funding_line(
            line=line,
            details=form.details(),
            seen_version=form.cleaned_data["seen_version"] or 0,
            by=Actor.of(request.user),
            now=timezone.now(),
        )
    except Refused as refused:
        form.show(refused)
        return _funding_page(request, found, form, line=line)
    except LineChanged as conflict:
        return _funding_conflict(request, found, pk, conflict)
    return _saved(request, found)


@require_POST
def funding_line_remove(request: SignedInRequest, number: str, pk: int) -> HttpResponse:
    found = find_to_change(request, number)
    services.remove_funding_line(
        line=get_object_or_404(FundingLine, project_request=found, pk=pk),
        seen_version=_seen_version(request),
        by=Actor.of(request.user),
        now=timezone.now(),
    )
    messages.success(request, _("The line is removed."))
    return redirect("intake:money", found.number)


def _find_cost(found: ProjectRequest, pk: int) -> CostLine | None:
    lines = CostLine.objects.select_related("team").prefetch_related("amounts")
    return lines.filter(project_request=found, pk=pk).first()


def _find_funding(found: ProjectRequest, pk: int) -> FundingLine | None:
    return FundingLine.objects.filter(project_request=found, pk=pk).first()


def _posted(request: SignedInRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _renewed(request: SignedInRequest, version: int) -> Any:
    data = request.POST.copy()
    data["seen_version"] = str(version)
    return data


def _seen_version(request: SignedInRequest) -> int:
    try:
        return int(request.POST.get("seen_version", ""))
    except ValueError:
        return 0


def _years(*lines: CostLine) -> tuple[int, ...]:
    return selectors.money_years(city.day_of(timezone.now()), lines)


def _saved(request: SignedInRequest, found: ProjectRequest) -> HttpResponse:
    messages.success(request, _("The line is saved."))
    return redirect("intake:money", found.number)


def _removed_meanwhile(
    request: SignedInRequest, found: ProjectRequest, *, kind: str
) -> HttpResponse:
    """The line is gone; what was typed becomes the start of a new one."""
    if request.method == "GET":
        raise Http404(_("There is no such line."))
    conflict = LineChanged(removed=True)
    if kind == "cost":
        form = CostLineForm(request.POST, years=_years())
        return _cost_page(request, found, form, conflict=conflict)
    return _funding_page(
        request, found, FundingLineForm(request.POST), conflict=conflict
    )


def _cost_conflict(
    request: SignedInRequest, found: ProjectRequest, pk: int, conflict: LineChanged
) -> HttpResponse:
    line = _find_cost(found, pk)
    if line is None:
        return _removed_meanwhile(request, found, kind="cost")
    form = CostLineForm(_renewed(request, line.version), years=_years(line))
    return _cost_page(request, found, form, line=line, conflict=conflict)


def _funding_conflict(
    request: SignedInRequest, found: ProjectRequest, pk: int, conflict: LineChanged
) -> HttpResponse:
    line = _find_funding(found, pk)
    if line is None:
        return _removed_meanwhile(request, found, kind="funding")
    form = FundingLineForm(_renewed(request, line.version))
    return _funding_page(request, found, form, line=line, conflict=conflict)


def _cost_page(
    request: SignedInRequest,
    found: ProjectRequest,
    form: CostLineForm,
    *,
    line: CostLine | None = None,
    conflict: LineChanged | None = None,
) -> HttpResponse:
    stored = str(CostDetails.of(line)) if line and conflict else ""
    return _line_page(request, found, form, line, conflict, stored, kind="cost")


def _funding_page(
    request: SignedInRequest,
    found: ProjectRequest,
    form: FundingLineForm,
    *,
    line: FundingLine | None = None,
    conflict: LineChanged | None = None,
) -> HttpResponse:
    stored = str(FundingDetails.of(line)) if line and conflict else ""
    return _line_page(request, found, form, line, conflict, stored, kind="funding")


def _line_page(
    request: SignedInRequest,
    found: ProjectRequest,
    form: CostLineForm | FundingLineForm,
    line: CostLine | FundingLine | None,
    conflict: LineChanged | None,
    stored: str,
    *,
    kind: str,
) -> HttpResponse:
    context = {
        "number": found.number,
        "title": found.title,
        "form": form,
        "form_has_errors": form.is_bound and bool(form.errors),
        "line": line,
        "kind": kind,
        "conflict": conflict,
        "stored": stored,
    }
    status = 409 if conflict else 422 if context["form_has_errors"] else 200
    return render(request, f"intake/{kind}_line.html", context, status=status)
