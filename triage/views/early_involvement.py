"""How early IT is asked: the page, and its requests as a spreadsheet."""

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.permissions import SignedInRequest, requires
from accounts.roles import Permission
from accounts.spreadsheets import csv_response
from triage.exports import early_involvement as sheet
from triage.selectors import early_involvement as selector

_YEAR_DIGITS = 4


@require_GET
@requires(Permission.REQUEST_SEE)
def early_involvement(request: SignedInRequest) -> HttpResponse:
    """GET `year`: a fiscal year such as 2027; anything else shows this one."""
    year = request.GET.get("year", "")
    page = selector.early_involvement(
        reader=request.user,
        year=int(year) if year.isdecimal() and len(year) == _YEAR_DIGITS else None,
        now=timezone.now(),
    )
    return render(request, "triage/early_involvement.html", {"page": page})


@require_GET
@requires(Permission.REQUEST_SEE)
def early_involvement_csv(request: SignedInRequest) -> StreamingHttpResponse:
    """Every request behind the page, of all its fiscal years."""
    rows = sheet.rows(reader=request.user, today=timezone.localdate())
    return csv_response("early-involvement", sheet.headers(), rows)
