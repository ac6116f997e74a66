"""What the city already runs: list, one system, and the type-ahead of the idea form."""

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.models import Department
from accounts.permissions import SignedInRequest, requires
from accounts.roles import Permission
from accounts.spreadsheets import csv_response
from intake import selectors
from intake.forms.touches import FITS, offered, touched_systems
from intake.models import System
from intake.similar import similar_systems
from intake.views.pages import check_works_here

_MOST_FOUND = 8


@require_GET
def systems(request: SignedInRequest) -> HttpResponse:
    check_works_here(request)
    words = request.GET.get("q", "").strip()
    department = request.GET.get("department", "")
    context = {
        "systems": list(selectors.systems_list(words=words, department=department)),
        "departments": Department.objects.filter(systems__isnull=False).distinct(),
        "words": words,
        "department": department,
        "query": request.GET.urlencode(),
    }
    return render(request, "intake/systems.html", context)


@require_GET
def systems_csv(request: SignedInRequest) -> StreamingHttpResponse:
    check_works_here(request)
    found = selectors.systems_list(
        words=request.GET.get("q", ""), department=request.GET.get("department", "")
    )
    headers = [_("Code"), _("Name"), _("Owner"), _("Vendor"), _("Support ends")]
    rows = (
        (
            system.code,
            system.name,
            system.owner_department.name,
            system.vendor,
            system.end_of_support_on.isoformat() if system.end_of_support_on else "",
        )
        for system in found
    )
    return csv_response("systems", headers, rows)


@require_GET
def system(request: SignedInRequest, code: str) -> HttpResponse:
    check_works_here(request)
    systems = System.objects.select_related(
        "owner_department__liaison", "owner", "it_team"
    )
    found = get_object_or_404(systems, code=code)
    page = selectors.system_page(found, reader=request.user)
    return render(request, "intake/system.html", {"page": page})


# POST as well, though nothing changes: the words typed into the idea form may be longer
# than the longest address a server takes.
@require_http_methods(["GET", "POST"])
@requires(Permission.REQUEST_CREATE)
def suggest_systems(request: SignedInRequest) -> HttpResponse:
    typed = request.POST if request.method == "POST" else request.GET
    named = typed.get("systems_q", "").strip()
    if named:
        found = list(selectors.systems_list(words=named, department="")[:_MOST_FOUND])
    else:
        words = f"{typed.get('title', '')} {typed.get('problem', '')}"
        known = System.objects.select_related("owner_department")
        found = similar_systems(words, known)
    context = {
        "touches": offered(touched_systems(typed), found),
        "fits": FITS,
        "searched": named,
    }
    return render(request, "intake/_touches.html", context)
