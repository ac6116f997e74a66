"""Published rubrics: all of them, one in plain words, one as a file, two side by side."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.actors import Actor
from accounts.errors import Refused
from accounts.permissions import SignedInRequest, may, requires
from accounts.roles import Permission
from triage import services
from triage.forms import show_refusal
from triage.models import Rubric, RubricDraft
from triage.rubric_forms.drafts import CompareForm, StartDraftForm
from triage.selectors.draft_page import Side, comparison
from triage.selectors.rescoring import rescoring_by
from triage.selectors.rubric_page import rubric_page
from triage.selectors.rubrics import (
    DRAFT,
    Rubrics,
    draft_edition,
    open_drafts,
    rubric_edition,
)
from triage.selectors.rubrics import rubrics as rubrics_selector


@require_GET
@requires(Permission.TRIAGE_SEE)
def rubrics(request: SignedInRequest) -> HttpResponse:
    return _list(request, rubrics_selector())


@require_POST
@requires(Permission.RUBRIC_EDIT)
def start_draft(request: SignedInRequest) -> HttpResponse:
    listed = rubrics_selector()
    form = StartDraftForm(request.POST, versions=_versions(listed))
    if not form.is_valid():
        return _list(request, listed, form, status=422)
    based_on = Rubric.objects.select_related("questionnaire").get(
        version=form.cleaned_data["based_on"]
    )
    try:
        draft = services.start_draft(
            based_on=based_on,
            title=form.cleaned_data["title"],
            by=Actor.of(request.user),
            now=timezone.now(),
        )
    except Refused as error:
        show_refusal(error, form)
        return _list(request, listed, form, status=422)
    return redirect("triage:draft", draft.pk)


@require_GET
@requires(Permission.TRIAGE_SEE)
def rubric(request: SignedInRequest, version: str) -> HttpResponse:
    found = get_object_or_404(_whole(), version=version)
    context = {
        "page": rubric_page(found),
        "work": rescoring_by(found),
        "can_edit": may(request.user, Permission.RUBRIC_EDIT),
    }
    return render(request, "triage/rubric.html", context)


@require_GET
@requires(Permission.TRIAGE_SEE)
def rubric_json(request: SignedInRequest, version: str) -> HttpResponse:
    """Rubric and questionnaire in one file, as `manage.py assess --rubric` takes it."""
    found = get_object_or_404(_whole(), version=version)
    both = {"rubric": found.data, "questionnaire": found.questionnaire.data}
    response = JsonResponse(
        both, json_dumps_params={"indent": 1, "ensure_ascii": False}
    )
    response["Content-Disposition"] = f'attachment; filename="rubric-{version}.json"'
    return response


@require_GET
@requires(Permission.TRIAGE_SEE)
def compare(request: SignedInRequest) -> HttpResponse:
    """Two versions, or a draft and a version; without a choice the last two."""
    names = _names()
    chosen = {**_last_two(names), **request.GET.dict()}
    form = CompareForm(chosen, sides=list(names.items()))
    context: dict[str, Any] = {"form": form, "form_has_errors": not form.is_valid()}
    if not form.is_valid():
        return render(request, "triage/compare.html", context, status=422)
    before, after = (_side(form.cleaned_data[name]) for name in ("before", "after"))
    whole = form.cleaned_data["whole"]
    context |= {
        "before": before,
        "after": after,
        "whole": whole,
        "parts": comparison(before, after, whole=whole),
    }
    return render(request, "triage/compare.html", context)


def _list(
    request: SignedInRequest,
    listed: Rubrics,
    form: StartDraftForm | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    live = listed.live.version if listed.live else None
    fresh = StartDraftForm(
        versions=_versions(listed),
        initial={"based_on": request.GET.get("from", live)},
    )
    context = {
        "rubrics": listed,
        "can_edit": may(request.user, Permission.RUBRIC_EDIT),
        "form": form or fresh,
        "form_has_errors": status == 422,
    }
    return render(request, "triage/rubrics.html", context, status=status)


def _versions(listed: Rubrics) -> list[str]:
    return [row.version for row in listed.versions]


def _whole() -> Any:
    return Rubric.objects.select_related("questionnaire", "published_by", "based_on")


def _names() -> dict[str, str]:
    """What can be compared, by the key that stands for it in the address."""
    drafts = {f"{DRAFT}{draft.pk}": _draft_name(draft) for draft in open_drafts()}
    versions = Rubric.objects.values_list("version", flat=True)
    return drafts | {version: _rubric_name(version) for version in versions}


def _last_two(names: dict[str, str]) -> dict[str, str]:
    versions = [key for key in names if not key.startswith(DRAFT)]
    newest = versions[0] if versions else ""
    return {"before": versions[1] if len(versions) > 1 else newest, "after": newest}


def _side(key: str) -> Side:
    if key.startswith(DRAFT):
        draft = get_object_or_404(RubricDraft, pk=key.removeprefix(DRAFT))
        return Side(_draft_name(draft), _("draft"), draft_edition(draft))
    found = get_object_or_404(_whole(), version=key)
    return Side(_rubric_name(found.version), found.version, rubric_edition(found))


def _draft_name(draft: RubricDraft) -> str:
    return _("draft “%(title)s”") % {"title": draft.title}


def _rubric_name(version: str) -> str:
    return _("rubric %(version)s") % {"version": version}
