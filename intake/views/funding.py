"""Sources of money, one by one."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actors import Actor
from accounts.errors import Refused
from accounts.permissions import SignedInRequest
from intake import services
from intake.forms.funding import FundingLineForm, funding_initial
from intake.models import FundingLine, ProjectRequest
from intake.services import FundingDetails, LineChanged
from intake.views.finding import find_to_change
from intake.views.money_lines import line_page, posted, renewed, saved, seen_version


@require_http_methods(["GET", "POST"])
def funding_line_new(request: SignedInRequest, number: str) -> HttpResponse:
    found = find_to_change(request, number)
    form = FundingLineForm(posted(request))
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
    return saved(request, found)


@require_http_methods(["GET", "POST"])
def funding_line(request: SignedInRequest, number: str, pk: int) -> HttpResponse:
    found = find_to_change(request, number)
    line = _find_funding(found, pk)
    if line is None:
        return _removed_meanwhile(request, found)
    details = FundingDetails.of(line)
    initial = {**funding_initial(details), "seen_version": line.version}
    form = FundingLineForm(posted(request), initial=initial)
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


def _find_funding(found: ProjectRequest, pk: int) -> FundingLine | None:
    return FundingLine.objects.filter(project_request=found, pk=pk).first()


def _removed_meanwhile(request: SignedInRequest, found: ProjectRequest) -> HttpResponse:
    """The line is gone; what was typed becomes the start of a new one."""
    if request.method == "GET":
        raise Http404(_("There is no such line."))
    form = FundingLineForm(request.POST)
    return _funding_page(request, found, form, conflict=LineChanged(removed=True))


def _funding_conflict(
    request: SignedInRequest, found: ProjectRequest, pk: int, conflict: LineChanged
) -> HttpResponse:
    line = _find_funding(found, pk)
    if line is None:
        return _removed_meanwhile(request, found)
    form = FundingLineForm(renewed(request, line.version))
    return _funding_page(request, found, form, line=line, conflict=conflict)


def _funding_page(
    request: SignedInRequest,
    found: ProjectRequest,
    form: FundingLineForm,
    *,
    line: FundingLine | None = None,
    conflict: LineChanged | None = None,
) -> HttpResponse:
    stored = str(FundingDetails.of(line)) if line and conflict else ""
    return line_page(request, found, form, line, conflict, stored, kind="funding")
