"""Naming who pays when money ends."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import city
from accounts.actors import Actor
from accounts.errors import Refused
from accounts.permissions import SignedInRequest
from intake.models import FundingLine, ProjectRequest
from intake.services import LineChanged
from triage import services
from triage.forms.after import NameSuccessorForm, successor_initial
from triage.selectors.after import after_page
from triage.services import Successor


@require_http_methods(["GET", "POST"])
def after(request: SignedInRequest, number: str, pk: int) -> HttpResponse:
    line = _find(request, number, pk)
    if request.method == "GET":
        initial = successor_initial(Successor.of(line), version=line.version)
        return _page(request, line, NameSuccessorForm(initial=initial))
    form = NameSuccessorForm(request.POST)
    if not form.is_valid():
        return _page(request, line, form, status=422)
    try:
        services.name_successor(
            line=line,
            successor=form.successor(),
            seen_version=form.cleaned_data["seen_version"],
            by=Actor.of(request.user),
            now=timezone.now(),
        )
    except Refused as refused:
        form.show(refused)
        return _page(request, line, form, status=422)
    except LineChanged as conflict:
        return _conflict(request, _find(request, number, pk), conflict)
    messages.success(request, _("On record. Who had to be told is told no more of it."))
    return redirect(_back(request, line.project_request))


def _find(request: SignedInRequest, number: str, pk: int) -> FundingLine:
    """404 for whoever may neither see the request nor is told when its money ends."""
    lines = FundingLine.objects.select_related("project_request__department")
    line = lines.filter(pk=pk, project_request__number=number).first()
    if line is None or not _may_open(request, line.project_request):
        raise Http404(_("There is no such source of money."))
    return line


def _may_open(request: SignedInRequest, asked: ProjectRequest) -> bool:
    visible = ProjectRequest.objects.visible_to(request.user).filter(pk=asked.pk)
    return visible.exists() or services.may_name_successor(request.user, asked)


def _conflict(
    request: SignedInRequest, line: FundingLine, conflict: LineChanged
) -> HttpResponse:
    """What was typed, on top of what is on record now; both are shown."""
    typed = request.POST.copy()
    typed["seen_version"] = str(line.version)
    form = NameSuccessorForm(typed)
    return _page(request, line, form, status=409, conflict=conflict)


def _back(request: SignedInRequest, asked: ProjectRequest) -> str:
    """To the request where it is theirs to see, else to the page they were on."""
    if ProjectRequest.objects.visible_to(request.user).filter(pk=asked.pk).exists():
        return reverse("triage:request", args=[asked.number])
    return request.path


def _page(
    request: SignedInRequest,
    line: FundingLine,
    form: NameSuccessorForm,
    *,
    status: int = 200,
    conflict: LineChanged | None = None,
) -> HttpResponse:
    page = after_page(line, reader=request.user, today=city.day_of(timezone.now()))
    context = {"page": page, "form": form, "conflict": conflict}
    return render(request, "triage/after.html", context, status=status)
