"""What a department sees: one request with its standing, all of its requests, home."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from accounts import city
from accounts.permissions import SignedInRequest, requires
from accounts.roles import Permission
from intake.models import ProjectRequest
from triage.selectors.department import my_requests
from triage.selectors.endings import ending_lines
from triage.selectors.keyset import BadCursor
from triage.selectors.request_page import request_page, request_standing
from triage.views.paging import list_at, pager


@require_GET
def home(request: SignedInRequest) -> HttpResponse:
    rights = request.user.permissions
    if Permission.TRIAGE_SEE in rights:
        return redirect("triage:queue")
    if Permission.REQUEST_CREATE in rights:
        return redirect("triage:mine")
    if Permission.PEOPLE_MANAGE in rights:
        return redirect("accounts:people")
    raise PermissionDenied(
        _("You have no role yet. Ask an administrator of Groundwork for one.")
    )


@require_GET
@vary_on_headers("HX-Request")
def request(request: SignedInRequest, number: str) -> HttpResponse:
    visible = ProjectRequest.objects.visible_to(request.user)
    found = get_object_or_404(
        visible.select_related("department", "assignee"), number=number
    )
    now = timezone.now()
    if request.headers.get("HX-Request"):
        standing = request_standing(project_request=found, reader=request.user, now=now)
        return render(request, "triage/_standing.html", {"standing": standing})
    page = request_page(project_request=found, reader=request.user, now=now)
    endings = ending_lines(found, today=city.day_of(now))
    context = {"page": page, "endings": endings}
    return render(request, "triage/request.html", context)


@require_GET
@requires(Permission.REQUEST_CREATE)
def mine(request: SignedInRequest) -> HttpResponse:
    try:
        listed = my_requests(
            reader=request.user,
            today=timezone.localdate(),
            after=request.GET.get("after", ""),
            before=request.GET.get("before", ""),
        )
    except BadCursor:
        return redirect("triage:mine")
    context = {"mine": listed, "pager": pager(listed, list_at(reverse("triage:mine")))}
    return render(request, "triage/mine.html", context)
