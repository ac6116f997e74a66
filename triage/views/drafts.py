"""One draft: where it stands, publishing it, putting it away."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from accounts.actors import Actor
from accounts.errors import Conflict, Refused
from accounts.permissions import SignedInRequest, may, requires
from accounts.roles import Permission
from triage import services
from triage.forms import show_refusal
from triage.models import RubricDraft
from triage.rubric_forms.drafts import DiscardDraftForm, PublishDraftForm
from triage.selectors.current import live_rubric
from triage.selectors.draft_page import draft_page, publishing
from triage.services.publishing import propose_version


@require_GET
@requires(Permission.TRIAGE_SEE)
def draft(request: SignedInRequest, pk: int) -> HttpResponse:
    return _page(request, pk)


@require_http_methods(["GET", "POST"])
@requires(Permission.RUBRIC_EDIT)
def publish(request: SignedInRequest, pk: int) -> HttpResponse:
    found = _found(pk)
    if not found.is_open:
        return redirect("triage:draft", pk)
    now = timezone.now()
    if request.method == "GET":
        initial = {**_seen(found), "version": propose_version(now)}
        return _publish_page(request, found, PublishDraftForm(initial=initial))
    form = PublishDraftForm(request.POST)
    if not form.is_valid():
        return _publish_page(request, found, form, status=422)
    try:
        rubric = services.publish_draft(
            draft=found, **form.cleaned_data, by=Actor.of(request.user), now=now
        )
    except Refused as error:
        show_refusal(error, form)
        return _publish_page(request, _found(pk), form, status=422)
    except Conflict as error:
        return _publish_conflict(request, pk, form, error)
    says = _("Rubric %(version)s is in use from now on.")
    messages.success(request, says % {"version": rubric.version})
    return redirect("triage:rubric", rubric.version)


@require_POST
@requires(Permission.RUBRIC_EDIT)
def discard_draft(request: SignedInRequest, pk: int) -> HttpResponse:
    found = _found(pk)
    form = DiscardDraftForm(request.POST)
    if not form.is_valid():
        return _page(request, pk, status=422)
    try:
        services.discard_draft(
            draft=found,
            seen_version=form.cleaned_data["seen_version"],
            by=Actor.of(request.user),
            now=timezone.now(),
        )
    except Conflict as error:
        return _page(request, pk, status=409, conflict=str(error))
    messages.success(request, _("The draft is put away. It stays readable."))
    return redirect("triage:rubrics")


def _found(pk: int) -> RubricDraft:
    drafts = RubricDraft.objects.select_related(
        "based_on__questionnaire", "updated_by", "published_as"
    )
    return get_object_or_404(drafts, pk=pk)


def _page(
    request: SignedInRequest, pk: int, *, status: int = 200, conflict: str = ""
) -> HttpResponse:
    page = draft_page(_found(pk))
    context = {
        "page": page,
        "conflict": conflict,
        "can_edit": page.is_open and may(request.user, Permission.RUBRIC_EDIT),
        "discard_form": DiscardDraftForm(initial={"seen_version": page.version}),
    }
    return render(request, "triage/draft.html", context, status=status)


def _publish_conflict(
    request: SignedInRequest, pk: int, form: PublishDraftForm, error: Conflict
) -> HttpResponse:
    """The draft as it is now; pressing again publishes what the person has now seen."""
    found = _found(pk)
    if not found.is_open:
        return _page(request, pk, status=409, conflict=str(error))
    typed = form.data.dict()  # type: ignore[attr-defined]  # a POST's
    caught_up = PublishDraftForm({**typed, **_seen(found)})
    return _publish_page(request, found, caught_up, status=409, conflict=str(error))


def _seen(found: RubricDraft) -> dict[str, Any]:
    return {"seen_version": found.version, "seen_live": live_rubric()}


def _publish_page(
    request: SignedInRequest,
    found: RubricDraft,
    form: PublishDraftForm,
    *,
    status: int = 200,
    conflict: str = "",
) -> HttpResponse:
    context = {
        "page": draft_page(found),
        "form": form,
        "effect": publishing(found),
        "conflict": conflict,
        "form_has_errors": status == 422,
    }
    return render(request, "triage/publish.html", context, status=status)
