"""What the lines of the money page come to: its running figures, or a page of their own."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from accounts.permissions import SignedInRequest
from intake.models import ProjectRequest
from triage.selectors.money_lines import money_lines


@require_GET
@vary_on_headers("HX-Request")
def request_money(request: SignedInRequest, number: str) -> HttpResponse:
    visible = ProjectRequest.objects.visible_to(request.user)
    found = get_object_or_404(visible.select_related("department"), number=number)
    lines = money_lines(project_request=found, reader=request.user)
    in_place = request.headers.get("HX-Request")
    template = "triage/_money_lines.html" if in_place else "triage/request_money.html"
    return render(request, template, {"lines": lines})
