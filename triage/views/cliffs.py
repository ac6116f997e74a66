"""Money that ends, and the budget calendar."""

from functools import partial
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts import city
from accounts.permissions import SignedInRequest, requires
from accounts.roles import Permission
from accounts.spreadsheets import csv_response
from triage.exports import cliffs as sheet
from triage.selectors.budget_calendar import budget_calendar as calendar_page
from triage.selectors.cliffs import CliffFilter, cliffs_page
from triage.selectors.keyset import BadCursor
from triage.views.paging import pager


@require_GET
@requires(Permission.TRIAGE_SEE)
def cliffs(request: SignedInRequest) -> HttpResponse:
    wanted = _wanted(request)
    address = partial(_address, wanted)
    try:
        page = cliffs_page(
            reader=request.user,
            wanted=wanted,
            today=city.day_of(timezone.now()),
            after=request.GET.get("after", ""),
            before=request.GET.get("before", ""),
        )
    except BadCursor:
        return redirect(address())
    context = {
        "page": page,
        "wanted": wanted,
        "pager": pager(page, address),
        "csv_url": _address(wanted, "triage:cliffs_csv"),
    }
    return render(request, "triage/cliffs.html", context)


@require_GET
@requires(Permission.TRIAGE_SEE)
def cliffs_csv(request: SignedInRequest) -> StreamingHttpResponse:
    today = city.day_of(timezone.now())
    rows = sheet.rows(request.user, _wanted(request), today=today)
    return csv_response("money-that-ends", sheet.headers(), rows)


@require_GET
@requires(Permission.REQUEST_SEE)
def budget_calendar(request: SignedInRequest) -> HttpResponse:
    page = calendar_page(reader=request.user, today=city.day_of(timezone.now()))
    return render(request, "triage/budget_calendar.html", {"page": page})


def _wanted(request: HttpRequest) -> CliffFilter:
    """The filter is the address; what is no department finds nothing."""
    department = request.GET.get("department", "").replace("\0", "")
    return CliffFilter(department, only_open=request.GET.get("open") == "1")


def _address(wanted: CliffFilter, name: str = "triage:cliffs", **page: str) -> str:
    query = {
        **({"department": wanted.department} if wanted.department else {}),
        **({"open": "1"} if wanted.only_open else {}),
        **page,
    }
    return reverse(name) + (f"?{urlencode(query)}" if query else "")
