"""Money: how one request's was reckoned, and what is missing over all of them."""

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from accounts.permissions import SignedInRequest, may
from accounts.roles import Permission
from accounts.spreadsheets import csv_response
from intake.lifecycle import EDITABLE_STEPS
from intake.models import ProjectRequest
from triage.exports import money_figures as figures_sheet
from triage.selectors.reckoned import money_figures as figures_page


@require_GET
def money_figures(request: SignedInRequest, number: str) -> HttpResponse:
    found = _visible(request, number)
    can_answer = found.step in EDITABLE_STEPS and may(
        request.user, Permission.REQUEST_ANSWER, found
    )
    page = figures_page(found, can_answer=can_answer)
    return render(request, "triage/money_figures.html", {"page": page})


@require_GET
def money_figures_csv(request: SignedInRequest, number: str) -> StreamingHttpResponse:
    found = _visible(request, number)
    name = f"money-{found.number}"
    return csv_response(name, figures_sheet.headers(), figures_sheet.rows(found))


def _visible(request: SignedInRequest, number: str) -> ProjectRequest:
    visible = ProjectRequest.objects.visible_to(request.user)
    return get_object_or_404(visible, number=number)
