"""Tiers set by hand: the report and its export."""

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.permissions import SignedInRequest, requires
from accounts.roles import Permission
from accounts.spreadsheets import csv_lines
from triage.selectors import overrides as selector


@require_GET
@requires(Permission.TRIAGE_SEE)
def overrides(request: SignedInRequest) -> HttpResponse:
    context = {"report": selector.overrides(reader=request.user)}
    return render(request, "triage/overrides.html", context)


@require_GET
@requires(Permission.TRIAGE_SEE)
def overrides_csv(request: SignedInRequest) -> StreamingHttpResponse:
    name = f"tiers-set-by-hand-{timezone.localdate():%Y-%m-%d}.csv"
    rows = selector.overrides_export(reader=request.user)
    return StreamingHttpResponse(
        csv_lines(selector.export_headers(), rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
