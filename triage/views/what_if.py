"""What a draft would do, weights to play with, and tiers cut anew."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django.views.decorators.vary import vary_on_headers

from accounts.actors import Actor
from accounts.errors import Refused
from accounts.permissions import SignedInRequest, may, requires
from accounts.roles import Permission
from accounts.spreadsheets import csv_response
from triage import services
from triage.exports import what_if as sheet
from triage.forms import show_refusal
from triage.models import Rubric, RubricDraft
from triage.rubric_forms.trying import (
    CutsForm,
    DraftFromWeightsForm,
    RecutForm,
    SlidersForm,
    TakeWeightsForm,
)
from triage.scoring.weights import with_weights
from triage.selectors import what_if as selector
from triage.selectors.recut import recut as recut_selector


@require_GET
@requires(Permission.TRIAGE_SEE)
def what_if(request: SignedInRequest, pk: int) -> HttpResponse:
    draft = _draft(pk)
    found = selector.what_if(reader=request.user, live=_live(), then=draft.rules())
    context = {"draft": draft, "page": found, "may_edit": _may_edit(request, draft)}
    return render(request, "triage/what_if.html", context)


@require_GET
@requires(Permission.TRIAGE_SEE)
def what_if_csv(request: SignedInRequest, pk: int) -> StreamingHttpResponse:
    rows = sheet.open_rows(reader=request.user, live=_live(), then=_draft(pk).rules())
    return csv_response("what-if-open", sheet.open_headers(), rows)


@require_GET
@requires(Permission.TRIAGE_SEE)
def what_if_decisions_csv(request: SignedInRequest, pk: int) -> StreamingHttpResponse:
    rows = sheet.decision_rows(reader=request.user, then=_draft(pk).rules())
    return csv_response("what-if-decisions", sheet.decision_headers(), rows)


@require_GET
@requires(Permission.TRIAGE_SEE)
@vary_on_headers("HX-Request")
def sliders(request: SignedInRequest) -> HttpResponse:
    """The live rubric with other weights."""
    return _sliders(request, None, request.GET)


@require_GET
@requires(Permission.TRIAGE_SEE)
@vary_on_headers("HX-Request")
def draft_sliders(request: SignedInRequest, pk: int) -> HttpResponse:
    return _sliders(request, _draft(pk), request.GET)


@require_POST
@requires(Permission.RUBRIC_EDIT)
def take_weights(request: SignedInRequest, pk: int) -> HttpResponse:
    draft, into = _draft(pk), TakeWeightsForm(request.POST)

    def take(tried: SlidersForm) -> RubricDraft:
        return services.take_weights(
            draft=draft,
            weights=tried.weights,
            depth_share=tried.depth_share,
            seen_version=into.cleaned_data["seen_version"],
            by=Actor.of(request.user),
            now=timezone.now(),
        )

    return _take(request, draft, into, take)


@require_POST
@requires(Permission.RUBRIC_EDIT)
def draft_from_weights(request: SignedInRequest) -> HttpResponse:
    into = DraftFromWeightsForm(request.POST)

    def take(tried: SlidersForm) -> RubricDraft:
        return services.start_draft_with_weights(
            based_on=_live(),
            title=into.cleaned_data["title"],
            weights=tried.weights,
            depth_share=tried.depth_share,
            by=Actor.of(request.user),
            now=timezone.now(),
        )

    return _take(request, None, into, take)


@require_GET
@requires(Permission.TRIAGE_SEE)
def recut(request: SignedInRequest, pk: int) -> HttpResponse:
    return _recut(request, _draft(pk), RecutForm(request.GET))


@require_POST
@requires(Permission.RUBRIC_EDIT)
def take_cuts(request: SignedInRequest, pk: int) -> HttpResponse:
    draft, form = _draft(pk), CutsForm(request.POST)
    asked = RecutForm(request.POST)
    if not form.is_valid():
        return _recut(request, draft, asked, wrong=form, status=422)
    try:
        services.take_cuts(
            draft=draft,
            cuts=form.cuts,
            seen_version=form.cleaned_data["seen_version"],
            by=Actor.of(request.user),
            now=timezone.now(),
        )
    except Refused as refused:
        show_refusal(refused, form)
        return _recut(request, draft, asked, wrong=form, status=422)
    except services.StaleDraft as stale:
        return _recut(request, draft, asked, conflict=str(stale), status=409)
    messages.success(request, _("Saved in the draft. Nothing is published yet."))
    return redirect("triage:draft", draft.pk)


def _sliders(
    request: SignedInRequest,
    draft: RubricDraft | None,
    data: QueryDict,
    *,
    into: forms.Form | None = None,
    conflict: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page, or only its results while sliders move."""
    live = _live()
    rules = draft.rules() if draft else live.rules()
    form = SlidersForm(data, rules=rules)
    wrong = into if into is not None and into.errors else None
    context: dict[str, Any] = {
        "draft": draft,
        "live": live,
        "form": form,
        "into": into or DraftFromWeightsForm(initial={"title": _title()}),
        "wrong": wrong,
        "conflict": conflict,
        "may_take": _may_edit(request, draft),
        "page_url": _sliders_url(draft),
    }
    if form.is_valid():
        then = with_weights(rules, form.weights, form.depth_share)
        context["tried"] = selector.tried(reader=request.user, live=live, then=then)
    else:
        context["wrong"], status = form, 422
    context["form_has_errors"] = context["wrong"] is not None
    if request.headers.get("HX-Request"):
        return render(request, "triage/_tried.html", context, status=status)
    return render(request, "triage/sliders.html", context, status=status)


def _take(
    request: SignedInRequest,
    draft: RubricDraft | None,
    into: forms.Form,
    take: Callable[[SlidersForm], RubricDraft],
) -> HttpResponse:
    rules = draft.rules() if draft else _live().rules()
    tried = SlidersForm(request.POST, rules=rules)
    if not tried.is_valid() or not into.is_valid():
        return _sliders(request, draft, request.POST, into=into, status=422)
    try:
        changed = take(tried)
    except Refused as refused:
        show_refusal(refused, into)
        return _sliders(request, draft, request.POST, into=into, status=422)
    except services.StaleDraft as stale:
        return _sliders(request, draft, request.POST, conflict=str(stale), status=409)
    messages.success(request, _("Saved in the draft. Nothing is published yet."))
    return redirect("triage:draft", changed.pk)


def _recut(
    request: SignedInRequest,
    draft: RubricDraft,
    form: RecutForm,
    *,
    wrong: CutsForm | None = None,
    conflict: str = "",
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "draft": draft,
        "form": form,
        "conflict": conflict,
        "wrong": wrong,
        "may_take": _may_edit(request, draft),
    }
    if form.is_valid():
        context["recut"] = recut_selector(
            reader=request.user,
            rules=draft.rules(),
            shares=form.shares,
            last=form.cleaned_data["last"],
        )
    else:
        context["wrong"], status = form, 422
    context["form_has_errors"] = context["wrong"] is not None
    return render(request, "triage/recut.html", context, status=status)


def _draft(pk: int) -> RubricDraft:
    drafts = RubricDraft.objects.select_related("based_on")
    found: RubricDraft = get_object_or_404(drafts, pk=pk)
    return found


def _live() -> Rubric:
    return Rubric.objects.select_related("questionnaire").get(is_live=True)


def _may_edit(request: SignedInRequest, draft: RubricDraft | None) -> bool:
    is_open = draft is None or draft.is_open
    return is_open and may(request.user, Permission.RUBRIC_EDIT)


def _sliders_url(draft: RubricDraft | None) -> str:
    return (
        reverse("triage:draft_sliders", args=[draft.pk])
        if draft
        else reverse("triage:sliders")
    )


def _title() -> str:
    today = date_format(timezone.localdate(), "j M Y")
    return _("Weights tried on %(day)s") % {"day": today}
