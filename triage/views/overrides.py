"""Tiers set by hand: the report and its export."""

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.permissions import SignedInRequest, requires
from accounts.roles import Permission
from accounts.spreadsheets import csv_response
from triage.exports import overrides as sheet
from triage.selectors import overrides as selector


@require_GET
@requires(Permission.TRIAGE_SEE)
def overrides(request: SignedInRequest) -> HttpResponse:
    context = {"report": selector.overrides(reader=request.user)}
    return render(request, "triage/overrides.html", context)


@require_GET
@requires(Permission.TRIAGE_SEE)
def overrides_csv(request: SignedInRequest) -> StreamingHttpResponse:
    rows = sheet.rows(reader=request.user)
    return csv_response("tiers-set-by-hand", sheet.headers(), rows)
