"""The workbench and what is done on it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts import city
from accounts.actors import Actor
from accounts.errors import DomainError, Refused
from accounts.models import User
from accounts.permissions import SignedInRequest, requires
from accounts.roles import Permission
from intake.lifecycle import Outcome
from intake.models import ProjectRequest
from intake.services import StaleRequest
from triage import services
from triage.figures import TIER_NAMES
from triage.forms import (
    AskForm,
    AssignForm,
    ConfirmDecisionForm,
    DecideForm,
    LiftTierForm,
    SendBackDecisionForm,
    SetTierForm,
    caught_up,
    kept_texts,
    show_refusal,
)
from triage.models import Assessment, Decision
from triage.selectors.endings import ending_lines
from triage.selectors.queue import assignable_people
from triage.selectors.workbench import Workbench
from triage.selectors.workbench import workbench as workbench_selector


@require_GET
@requires(Permission.TRIAGE_SEE)
def workbench(request: SignedInRequest, number: str) -> HttpResponse:
    return _page(request, _visible(request, number))


@require_POST
@requires(Permission.TRIAGE_ASSIGN)
def assign(request: SignedInRequest, number: str) -> HttpResponse:
    found = _visible(request, number)
    form = AssignForm(request.POST, people=assignable_people())
    if not form.is_valid():
        return _page(request, found, {"assign_form": form}, status=422)
    assignee = User.objects.filter(pk=form.cleaned_data["assignee"]).first()
    try:
        services.assign_request(
            project_request=found,
            assignee=assignee,
            seen_version=form.cleaned_data["seen_version"],
            by=Actor.of(request.user),
            now=timezone.now(),
        )
    except DomainError as error:
        return _not_done(request, number, error, assign_form=form)
    says = _("%(number)s is now with %(person)s.")
    if assignee is None:
        says = _("%(number)s is with nobody now.")
    words = {"number": number, "person": assignee.name if assignee else ""}
    messages.success(request, says % words)
    return redirect("triage:workbench", number)


@require_POST
@requires(Permission.TRIAGE_DECIDE)
def decide(request: SignedInRequest, number: str) -> HttpResponse:
    found = _visible(request, number)
    form = DecideForm(request.POST)
    if not form.is_valid():
        return _page(request, found, {"decide_form": form}, status=422)
    terms = dict(form.cleaned_data)
    merged_number = terms.pop("merged_into").strip()
    merged_into = _visible_or_none(request, merged_number)
    if merged_number and merged_into is None:
        form.add_error("merged_into", _("There is no request with this number."))
        return _page(request, found, {"decide_form": form}, status=422)
    assessment = _seen_assessment(found, terms.pop("assessment"))
    try:
        decision = services.decide_request(
            project_request=found,
            assessment=assessment,
            merged_into=merged_into,
            outcome=Outcome(terms.pop("outcome")),
            **terms,
            by=Actor.of(request.user),
            now=timezone.now(),
        )
    except DomainError as error:
        return _not_done(request, number, error, decide_form=form)
    messages.success(request, _decided_says(decision, found))
    return redirect("triage:workbench", number)


@require_POST
@requires(Permission.TIER_SET)
def set_tier(request: SignedInRequest, number: str) -> HttpResponse:
    found = _visible(request, number)
    form = SetTierForm(request.POST)
    if not form.is_valid():
        return _page(request, found, {"tier_form": form}, status=422)
    terms = dict(form.cleaned_data)
    assessment = _seen_assessment(found, terms.pop("assessment"))
    try:
        override = services.set_tier(
            project_request=found,
            assessment=assessment,
            **terms,
            by=Actor.of(request.user),
            now=timezone.now(),
        )
    except DomainError as error:
        return _not_done(request, number, error, tier_form=form)
    says = _("The tier is set to %(tier)s; the computed one stays beside it.")
    messages.success(request, says % {"tier": TIER_NAMES[override.tier]})
    return redirect("triage:workbench", number)


@require_POST
@requires(Permission.TIER_SET)
def lift_tier(request: SignedInRequest, number: str) -> HttpResponse:
    found = _visible(request, number)
    form = LiftTierForm(request.POST)
    if not form.is_valid():
        return _page(request, found, status=422)
    try:
        services.lift_tier(
            project_request=found,
            assessment=_seen_assessment(found, form.cleaned_data["assessment"]),
            seen_version=form.cleaned_data["seen_version"],
            by=Actor.of(request.user),
            now=timezone.now(),
        )
    except DomainError as error:
        return _not_done(request, number, error)
    messages.success(request, _("It goes by the computed tier again."))
    return redirect("triage:workbench", number)


@require_POST
@requires(Permission.TRIAGE_CONFIRM)
def confirm(request: SignedInRequest, number: str) -> HttpResponse:
    found = _visible(request, number)
    form = ConfirmDecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, found, status=422)
    try:
        services.confirm_decision(
            decision=_waiting_decision(found),
            seen_version=form.cleaned_data["seen_version"],
            by=Actor.of(request.user),
            now=timezone.now(),
        )
    except DomainError as error:
        return _not_done(request, number, error)
    says = _("Confirmed. %(department)s is told, and the project is open.")
    messages.success(request, says % {"department": found.department.name})
    return redirect("triage:workbench", number)


@require_POST
@requires(Permission.TRIAGE_CONFIRM)
def send_back(request: SignedInRequest, number: str) -> HttpResponse:
    found = _visible(request, number)
    form = SendBackDecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, found, {"send_back_form": form}, status=422)
    try:
        services.send_back_decision(
            decision=_waiting_decision(found),
            reason=form.cleaned_data["reason"],
            seen_version=form.cleaned_data["seen_version"],
            by=Actor.of(request.user),
            now=timezone.now(),
        )
    except DomainError as error:
        return _not_done(request, number, error, send_back_form=form)
    messages.success(request, _("Sent back to triage, with your reason."))
    return redirect("triage:workbench", number)


def _visible(request: SignedInRequest, number: str) -> ProjectRequest:
    """The request as the reader may see it; drafts are not on the workbench."""
    visible = ProjectRequest.objects.visible_to(request.user)
    sent = visible.filter(submitted_at__isnull=False)
    return get_object_or_404(
        sent.select_related(
            "department",
            "category",
            "assignee",
            "created_by__contact",
            "submitted_by__contact",
        ),
        number=number,
    )


def _visible_or_none(request: SignedInRequest, number: str) -> ProjectRequest | None:
    visible = ProjectRequest.objects.visible_to(request.user)
    return visible.filter(number__iexact=number).first() if number else None


def _seen_assessment(found: ProjectRequest, pk: int) -> Assessment:
    rows = Assessment.objects.select_related("rubric__questionnaire")
    return get_object_or_404(rows, pk=pk, project_request=found)


def _waiting_decision(found: ProjectRequest) -> Decision:
    """The decision the leader saw, if it still waits.

    :raises StaleRequest: somebody confirmed it or sent it back meanwhile.
    """
    waiting = Decision.objects.awaiting_confirmation().filter(project_request=found)
    decision = waiting.select_related(
        "project_request", "decided_by__contact", "assessment__rubric__questionnaire"
    ).first()
    if decision is None:
        raise StaleRequest(found.number)
    return decision


def _decided_says(decision: Decision, found: ProjectRequest) -> str:
    if decision.in_effect_at is None:
        return _("Recommended. The leaders are told, and one of them confirms.")
    return _("Decided. %(department)s is told.") % {"department": found.department.name}


def _not_done(
    request: SignedInRequest,
    number: str,
    error: DomainError,
    **typed: forms.Form,
) -> HttpResponse:
    """The page as it is now, with the reason and everything that was typed."""
    found = _visible(request, number)
    if isinstance(error, Refused):
        for form in typed.values():
            show_refusal(error, form)
        return _page(request, found, typed, status=422)
    return _page(request, found, typed, status=409, conflict=str(error))


def _page(
    request: SignedInRequest,
    found: ProjectRequest,
    typed: Mapping[str, forms.Form] | None = None,
    *,
    status: int = 200,
    conflict: str = "",
) -> HttpResponse:
    """The workbench; `typed` are the forms that came back, by their name on the page."""
    typed = typed or {}
    page = workbench_selector(
        project_request=found, reader=request.user, now=timezone.now()
    )
    context: dict[str, Any] = {
        "page": page,
        "endings": ending_lines(found, today=city.day_of(timezone.now())),
        "conflict": conflict,
        "what_changed": page.history[0] if conflict and page.history else None,
        "wrong": next(iter(typed.values())) if status == 422 and typed else None,
        "form_has_errors": status == 422,
        **_fresh_forms(page),
    }
    for name, form in typed.items():
        context[name] = caught_up(form, page) if conflict else form
        context["kept"] = kept_texts(form) if conflict else []
    return render(request, "triage/workbench.html", context, status=status)


def _fresh_forms(page: Workbench) -> dict[str, forms.Form]:
    seen = {"seen_version": page.version}
    assessment = {"assessment": page.judged.assessment_id if page.judged else None}
    return {
        "assign_form": AssignForm(
            people=page.people, initial={**seen, "assignee": page.assignee_id}
        ),
        "ask_form": AskForm(
            people=page.ask_to.groups,
            initial={
                **seen,
                "due_on": page.ask_due_on,
                "to": page.ask_to.first and page.ask_to.first[0],
            },
        ),
        "decide_form": DecideForm(initial={**seen, **assessment}),
        "tier_form": SetTierForm(initial={**seen, **assessment}),
        "lift_form": LiftTierForm(initial={**seen, **assessment}),
        "confirm_form": ConfirmDecisionForm(initial=seen),
        "send_back_form": SendBackDecisionForm(initial=seen),
    }
