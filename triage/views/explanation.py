"""Why a score is what it is: in plain words, all judgements, and one in full."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from accounts.permissions import SignedInRequest
from intake.models import ProjectRequest
from triage.models import Assessment
from triage.selectors.keyset import BadCursor
from triage.selectors.score_list import score_list
from triage.selectors.score_page import score_page
from triage.selectors.why_page import why_page
from triage.views.paging import list_at, pager


@require_GET
def why(request: SignedInRequest, number: str) -> HttpResponse:
    page = why_page(
        project_request=_visible(request, number, "department"), reader=request.user
    )
    return render(request, "triage/why.html", {"page": page})


@require_GET
def scores(request: SignedInRequest, number: str) -> HttpResponse:
    try:
        listed = score_list(
            project_request=_visible(request, number),
            reader=request.user,
            after=request.GET.get("after", ""),
            before=request.GET.get("before", ""),
        )
    except BadCursor:
        return redirect("triage:scores", number)
    context = {
        "page": listed,
        "pager": pager(listed, list_at(reverse("triage:scores", args=[number]))),
    }
    return render(request, "triage/scores.html", context)


@require_GET
def score(request: SignedInRequest, number: str, pk: int) -> HttpResponse:
    assessment = get_object_or_404(
        Assessment.objects.select_related(
            "project_request", "cause__by_contact", "rubric__questionnaire"
        ),
        pk=pk,
        project_request=_visible(request, number),
    )
    page = score_page(assessment=assessment, reader=request.user)
    return render(request, "triage/score.html", {"page": page})


def _visible(request: SignedInRequest, number: str, *related: str) -> ProjectRequest:
    visible = ProjectRequest.objects.visible_to(request.user)
    return get_object_or_404(visible.select_related(*related), number=number)
