"""Sending a draft, withdrawing a request, asking a question."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actors import Actor
from accounts.errors import Conflict, Refused
from accounts.permissions import SignedInRequest, check_permission, requires
from accounts.roles import Permission
from intake import questionnaire, selectors, services
from intake.forms.moves import (
    AskQuestionForm,
    SubmitRequestForm,
    WithdrawRequestForm,
)
from intake.models import ProjectRequest
from intake.views.finding import check_open, find_request, to_its_page
from intake.views.pages import act_page


@require_POST
def submit(request: SignedInRequest, number: str) -> HttpResponse:
    """POST `seen_version`: hand a draft to IT."""
    found = find_request(request, number)
    form = SubmitRequestForm(request.POST)
    seen_version = form.cleaned_data["seen_version"] if form.is_valid() else 0
    services.submit_request(
        project_request=found,
        seen_version=seen_version,
        by=Actor.of(request.user),
        now=timezone.now(),
    )
    said = _("%s is with IT. You have a receipt by mail.") % found.number
    messages.success(request, said)
    return to_its_page(found)


@require_http_methods(["GET", "POST"])
def withdraw(request: SignedInRequest, number: str) -> HttpResponse:
    page = partial(act_page, request, "intake/withdraw.html")
    found = find_request(request, number)
    check_permission(Actor.of(request.user), Permission.REQUEST_WITHDRAW, found)
    check_open(found)
    if request.method == "GET":
        form = WithdrawRequestForm(initial={"seen_version": found.version})
        return page(found, form)
    form = WithdrawRequestForm(request.POST)
    if not form.is_valid():
        return page(found, form, status=422)
    try:
        services.withdraw_request(
            project_request=found,
            **form.cleaned_data,
            by=Actor.of(request.user),
            now=timezone.now(),
        )
    except Refused as refused:
        form.show(refused)
        return page(found, form, status=422)
    except Conflict as conflict:
        found = find_request(request, number)
        check_open(found)
        form = WithdrawRequestForm(_renewed(request.POST, found))
        return page(found, form, status=409, conflict=conflict)
    messages.success(request, _("%s is withdrawn.") % found.number)
    return to_its_page(found)


@require_POST
@requires(Permission.TRIAGE_ASK)
def ask(request: SignedInRequest, number: str) -> HttpResponse:
    """POST the fields of `AskQuestionForm`; `to_first` is the one click before them."""
    page = partial(act_page, request, "intake/ask.html")
    found = find_request(request, number)
    typed = _one_click_first(request.POST)
    form = _ask_form(found, typed)
    if not form.is_valid():
        return page(found, form, status=422)
    try:
        sent = services.ask_question(
            project_request=found,
            **form.values(),
            by=Actor.of(request.user),
            now=timezone.now(),
        )
    except Refused as refused:
        form.show(refused)
        return page(found, form, status=422)
    except Conflict as conflict:
        found = find_request(request, number)
        renewed = _ask_form(found, _renewed(typed, found))
        return page(found, renewed, status=409, conflict=conflict)
    said = _("The question is on its way to %s.") % sent.to.name
    messages.success(request, said)
    return redirect("triage:workbench", found.number)


def _one_click_first(posted: QueryDict) -> QueryDict:
    """The button that names somebody counts before whoever is chosen or typed below it."""
    data = posted.copy()
    if "to_first" in data:
        data.setlist("to", data.getlist("to_first"))
        data["to_name"] = data["to_email"] = ""
    return data


def _renewed(typed: QueryDict, found: ProjectRequest) -> QueryDict:
    """What was typed, on top of the version that is stored now."""
    data = typed.copy()
    data["seen_version"] = str(found.version)
    return data


def _ask_form(found: ProjectRequest, data: QueryDict) -> AskQuestionForm:
    return AskQuestionForm(
        data,
        questions=questionnaire.live(),
        people=selectors.people_to_ask(found),
    )
