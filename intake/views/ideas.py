"""The idea form: writing an idea down, changing it, sending it."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import city
from accounts.actors import Actor
from accounts.errors import Refused
from accounts.permissions import SignedInRequest, may, requires
from accounts.roles import Permission
from intake import selectors, services
from intake.forms.idea import IdeaForm, initial_of
from intake.forms.touches import FITS, offered, touched_systems
from intake.ideas import Idea, idea_of, proposed_commit_on
from intake.lifecycle import Step
from intake.models import ProjectRequest, System
from intake.services import IdeaConflict
from intake.similar import similar_systems
from intake.views.finding import find_to_change, to_its_page

SEND = "send"
TAKE_COMMIT_ON = "take_commit_on"


@require_http_methods(["GET", "POST"])
@requires(Permission.REQUEST_CREATE)
def new_idea(request: SignedInRequest) -> HttpResponse:
    departments = selectors.departments_to_ask_for(request.user)
    if not departments:
        return render(request, "intake/no_department.html")
    if request.method == "GET":
        first = {"department": request.user.department_id}
        form = IdeaForm(initial=first, departments=departments)
        return _page(request, form)
    form = IdeaForm(request.POST, departments=departments)
    if form.is_valid():
        idea = _idea(request, form)
        act = services.send_new_idea if _sends(request) else services.create_request
        try:
            made = act(
                department=form.cleaned_data["department"],
                idea=idea,
                by=Actor.of(request.user),
                now=timezone.now(),
            )
        except Refused as refused:
            form.show(refused)
        else:
            return _saved(request, made)
    return _page(request, form)


@require_http_methods(["GET", "POST"])
def edit_idea(request: SignedInRequest, number: str) -> HttpResponse:
    found = find_to_change(request, number)
    stored = idea_of(found)
    options: dict[str, Any] = {
        "departments": [found.department],
        "money_has_lines": found.funding_lines.filter(is_from_idea=False).exists(),
        "proposed_commit_on": _proposed_commit_on(stored),
    }
    if request.method == "GET":
        form = IdeaForm(initial=_initial(found, stored), **options)
        return _page(request, form, found, stored=stored)
    form = IdeaForm(request.POST, **options)
    if form.is_valid():
        try:
            _save(request, found, form, _idea(request, form, stored))
        except Refused as refused:
            form.show(refused)
        except IdeaConflict as conflict:
            return _page(
                request, _renewed(request, found, options), found, conflict=conflict
            )
        else:
            return _saved(request, found)
    return _page(request, form, found)


def _save(
    request: SignedInRequest, found: ProjectRequest, form: IdeaForm, idea: Idea
) -> None:
    by, now = Actor.of(request.user), timezone.now()
    seen = form.cleaned_data["idea_version"] or 0
    if _sends(request):
        services.send_idea(
            project_request=found,
            idea=idea,
            seen_idea_version=seen,
            seen_version=form.cleaned_data["seen_version"] or 0,
            by=by,
            now=now,
        )
    else:
        services.save_idea(
            project_request=found, idea=idea, seen_idea_version=seen, by=by, now=now
        )


def _saved(request: SignedInRequest, saved: ProjectRequest) -> HttpResponse:
    said = (
        _("%(number)s is with IT. You have a receipt by mail.")
        if _sends(request)
        else _("%(number)s is saved.")
    )
    messages.success(request, said % {"number": saved.number})
    return to_its_page(saved)


def _sends(request: SignedInRequest) -> bool:
    return request.POST.get("action") == SEND


def _idea(request: SignedInRequest, form: IdeaForm, stored: Idea | None = None) -> Idea:
    idea = form.idea(systems=touched_systems(request.POST), stored=stored)
    if request.POST.get("action") == TAKE_COMMIT_ON:
        return replace(idea, commit_on=_proposed_commit_on(idea))
    return idea


def _proposed_commit_on(idea: Idea) -> date | None:
    return proposed_commit_on(idea, rfp_issue_binds=city.current().rfp_issue_binds)


def _initial(found: ProjectRequest, stored: Idea) -> dict[str, Any]:
    return {
        **initial_of(stored),
        "department": found.department_id,
        "idea_version": found.idea_version,
        "seen_version": found.version,
    }


def _renewed(
    request: SignedInRequest, found: ProjectRequest, options: dict[str, Any]
) -> IdeaForm:
    """What was typed, on top of what is stored now: sending it again overwrites."""
    found.refresh_from_db()
    data = request.POST.copy()
    data["idea_version"] = str(found.idea_version)
    data["seen_version"] = str(found.version)
    return IdeaForm(data, **options)


def _page(
    request: SignedInRequest,
    form: IdeaForm,
    found: ProjectRequest | None = None,
    *,
    stored: Idea | None = None,
    conflict: IdeaConflict | None = None,
) -> HttpResponse:
    touched = stored.systems if stored else touched_systems(request.POST)
    words = " ".join(str(form[name].value() or "") for name in ("title", "problem"))
    systems = list(System.objects.select_related("owner_department"))
    touches = offered(touched, similar_systems(words, systems))
    shown = {touch.system.pk for touch in touches}
    context = {
        "form": form,
        "form_has_errors": form.is_bound and bool(form.errors),
        "number": found.number if found else "",
        "can_send": found is None or _may_send(request, found),
        "answer_by_days": city.current().answer_by_business_days,
        "touches": touches,
        "fits": FITS,
        "other_systems": [item for item in systems if item.pk not in shown],
        "conflict": conflict,
    }
    status = 409 if conflict else 422 if context["form_has_errors"] else 200
    return render(request, "intake/idea.html", context, status=status)


def _may_send(request: SignedInRequest, found: ProjectRequest) -> bool:
    return found.step == Step.DRAFT and may(
        request.user, Permission.REQUEST_SUBMIT, found
    )
