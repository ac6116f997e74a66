"""Sources of money, one by one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
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
from accounts.permissions import SignedInRequest
from intake import selectors, services
from intake.differences import Difference
from intake.forms.funding import FundingLineForm, funding_initial
from intake.models import FundingLine, GrantProgram, ProjectRequest
from intake.services import FundingDetails, LineChanged
from intake.views.finding import find_to_change
from intake.views.money_lines import renewed, saved, seen_version

# Buttons of the form that save nothing: they show it again, saying more.
LOOK, TAKE_MATCH = "look", "take_match"


@require_http_methods(["GET", "POST"])
def funding_line_new(request: SignedInRequest, number: str) -> HttpResponse:
    found = find_to_change(request, number)
    if request.method == "GET" or _only_looks(request):
        return _page(request, found, _form(found, initial=_typed(request)))
    form = _form(found, request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    try:
        services.add_funding_line(
            project_request=found,
            details=form.details(),
            by=Actor.of(request.user),
            now=timezone.now(),
        )
    except Refused as refused:
        form.show(refused)
        return _page(request, found, form)
    return saved(request, found)


@require_http_methods(["GET", "POST"])
def funding_line(request: SignedInRequest, number: str, pk: int) -> HttpResponse:
    found = find_to_change(request, number)
    line = _find(found, pk)
    if line is None:
        return _removed_meanwhile(request, found)
    if request.method == "GET" or _only_looks(request):
        stored = funding_initial(FundingDetails.of(line))
        initial = {**stored, "seen_version": line.version} | _typed(request)
        return _page(request, found, _form(found, line=line, initial=initial), line)
    form = _form(found, request.POST, line=line)
    if not form.is_valid():
        return _page(request, found, form, line)
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
        return _page(request, found, form, line)
    except LineChanged as conflict:
        return _conflict(request, found, pk, form.details(), conflict)
    return saved(request, found)


@require_POST
def funding_line_remove(request: SignedInRequest, number: str, pk: int) -> HttpResponse:
    found = find_to_change(request, number)
    services.remove_funding_line(
        line=get_object_or_404(FundingLine, project_request=found, pk=pk),
        seen_version=seen_version(request),
        by=Actor.of(request.user),
        now=timezone.now(),
    )
    messages.success(request, _("The line is removed."))
    return redirect("intake:money", found.number)


@require_safe
def grant_program(request: SignedInRequest, number: str) -> HttpResponse:
    """What the chosen program asks for: part of the form, fetched as one chooses."""
    find_to_change(request, number)
    facts = selectors.program_facts(
        request.GET.get("program"), match_given=request.GET.get("match_share", "")
    )
    return render(request, "intake/_grant_program.html", {"facts": facts})


def _find(found: ProjectRequest, pk: int) -> FundingLine | None:
    lines = FundingLine.objects.select_related("program", "matches")
    return lines.filter(project_request=found, pk=pk).first()


def _form(
    found: ProjectRequest,
    data: Any = None,
    *,
    line: FundingLine | None = None,
    initial: dict[str, Any] | None = None,
) -> FundingLineForm:
    return FundingLineForm(
        data,
        initial=initial,
        grants=selectors.grants_to_match(found, line),
        budget_years=selectors.budget_years(city.day_of(timezone.now()), line),
        program_url=reverse("intake:grant_program", args=[found.number]),
    )


def _only_looks(request: SignedInRequest) -> bool:
    return request.POST.get("action") in (LOOK, TAKE_MATCH)


def _typed(request: SignedInRequest) -> dict[str, Any]:
    """What was typed so far, as the start of the form shown again; nothing is saved."""
    if request.method == "GET":
        return {}
    typed: dict[str, Any] = {
        name: request.POST.get(name, "") for name in FundingLineForm.base_fields
    }
    typed["allows"] = request.POST.getlist("allows")
    if request.POST.get("action") == TAKE_MATCH:
        typed |= _match_of_program(typed["program"])
    return typed


def _match_of_program(pk: str) -> dict[str, Any]:
    is_pk = pk.isdecimal() and len(pk) < 10
    program = GrantProgram.objects.filter(pk=pk).first() if is_pk else None
    if program is None or not program.match_share:
        return {}
    return {"match_share": program.match_share, "match_of": program.match_of}


def _removed_meanwhile(request: SignedInRequest, found: ProjectRequest) -> HttpResponse:
    """The line is gone; what was typed becomes the start of a new one."""
    if request.method == "GET":
        raise Http404(_("There is no such line."))
    form = _form(found, request.POST)
    return _page(request, found, form, conflict=LineChanged(removed=True))


def _conflict(
    request: SignedInRequest,
    found: ProjectRequest,
    pk: int,
    wanted: FundingDetails,
    conflict: LineChanged,
) -> HttpResponse:
    line = _find(found, pk)
    if line is None:
        return _removed_meanwhile(request, found)
    form = _form(found, renewed(request, line.version), line=line)
    differences = wanted.differences_from(FundingDetails.of(line))
    return _page(request, found, form, line, conflict=conflict, differences=differences)


def _page(
    request: SignedInRequest,
    found: ProjectRequest,
    form: FundingLineForm,
    line: FundingLine | None = None,
    *,
    conflict: LineChanged | None = None,
    differences: tuple[Difference, ...] = (),
) -> HttpResponse:
    match_given = form["match_share"].value()
    context = {
        "number": found.number,
        "title": found.title,
        "form": form,
        "form_has_errors": form.is_bound and bool(form.errors),
        "facts": selectors.program_facts(
            form["program"].value(), match_given=str(match_given or "")
        ),
        "line": line,
        "conflict": conflict,
        "differences": differences,
    }
    status = 409 if conflict else 422 if context["form_has_errors"] else 200
    return render(request, "intake/funding_line.html", context, status=status)
