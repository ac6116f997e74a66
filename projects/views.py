"""The list of projects, one project's page, and what may be done on it."""

from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts import city
from accounts.actors import Actor
from accounts.errors import Refused
from accounts.permissions import SignedInRequest, check_permission, may, requires
from accounts.roles import Permission
from accounts.spreadsheets import csv_response
from projects import export as sheet
from projects.forms import MoveProjectForm, NoteProjectForm, first_move
from projects.lifecycle import Phase
from projects.models import Project
from projects.selectors import (
    ProjectFilter,
    project_page,
    project_rows,
    project_table,
)
from projects.services import StaleProject, move_project, note_project


@require_safe
@requires(Permission.PROJECT_SEE)
def projects(request: SignedInRequest) -> HttpResponse:
    table = project_table(request.user, _filter(request))
    return render(request, "projects/projects.html", {"table": table})


@require_safe
@requires(Permission.PROJECT_SEE)
def export(request: SignedInRequest) -> StreamingHttpResponse:
    found = project_rows(request.user, _filter(request))
    return csv_response("projects", sheet.headers(), sheet.rows(found))


@require_safe
def project(request: SignedInRequest, ref: str) -> HttpResponse:
    return _page(request, _visible(request, ref))


@require_POST
def move(request: SignedInRequest, ref: str) -> HttpResponse:
    found = _visible(request, ref)
    check_permission(Actor.of(request.user), Permission.PROJECT_MOVE)
    form = MoveProjectForm(request.POST, phase=Phase(found.phase))
    if _is_stale(found, request):
        return _moved_meanwhile(request, found)
    if not form.is_valid():
        return _page(request, found, move_form=form, status=422)
    try:
        moved = move_project(
            project=found,
            **{**form.cleaned_data, "to_phase": Phase(form.cleaned_data["to_phase"])},
            by=Actor.of(request.user),
            now=timezone.now(),
        )
    except Refused as refused:
        _show(refused, form)
        return _page(request, found, move_form=form, status=422)
    except StaleProject:
        return _moved_meanwhile(request, _visible(request, ref))
    text = _("%(ref)s is now %(phase)s.")
    facts = {"ref": moved.ref, "phase": moved.get_phase_display().lower()}
    messages.success(request, text % facts)
    return redirect("projects:project", moved.ref)


@require_POST
def note(request: SignedInRequest, ref: str) -> HttpResponse:
    found = _visible(request, ref)
    check_permission(Actor.of(request.user), Permission.PROJECT_MOVE)
    form = NoteProjectForm(request.POST)
    if not form.is_valid():
        return _page(request, found, note_form=form, status=422)
    try:
        note_project(
            project=found,
            **form.cleaned_data,
            by=Actor.of(request.user),
            now=timezone.now(),
        )
    except Refused as refused:
        _show(refused, form)
        return _page(request, found, note_form=form, status=422)
    messages.success(request, _("Your note is kept."))
    return redirect("projects:project", found.ref)


def _visible(request: SignedInRequest, ref: str) -> Project:
    visible = Project.objects.visible_to(request.user).select_related(
        "owner_department", "lead", "project_request"
    )
    return get_object_or_404(visible, ref=ref)


def _filter(request: SignedInRequest) -> ProjectFilter:
    return ProjectFilter.read(
        phase=request.GET.get("phase", ""),
        department=request.GET.get("department", ""),
        after=request.GET.get("after", ""),
    )


def _is_stale(found: Project, request: SignedInRequest) -> bool:
    # Told before the form is checked: a phase that was on offer may be gone.
    return request.POST.get("seen_version", "") != str(found.version)


def _moved_meanwhile(request: SignedInRequest, found: Project) -> HttpResponse:
    """The page as it stands now, with what was typed still in the form."""
    typed = {**request.POST.dict(), "seen_version": found.version}
    form = MoveProjectForm(typed, phase=Phase(found.phase))
    form.add_error(None, str(StaleProject(found.ref)))
    return _page(request, found, move_form=form, status=409)


def _show(refused: Refused, form: forms.Form) -> None:
    for field, text in refused.messages.items():
        form.add_error(field or None, text)


def _page(
    request: SignedInRequest,
    found: Project,
    *,
    move_form: MoveProjectForm | None = None,
    note_form: NoteProjectForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, object] = {"page": project_page(found, request.user)}
    if may(request.user, Permission.PROJECT_MOVE):
        today = city.day_of(timezone.now())
        context |= {
            "move_form": move_form or _first_move(found, today),
            "note_form": note_form or NoteProjectForm(initial={"on": today}),
            "wrong_form": move_form or note_form,
            "form_has_errors": bool(move_form or note_form),
        }
    return render(request, "projects/project.html", context, status=status)


def _first_move(found: Project, today: date) -> MoveProjectForm:
    return first_move(Phase(found.phase), found.version, today)
