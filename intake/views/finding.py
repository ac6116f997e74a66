"""Looking a request up, and where its pages lead back to."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from accounts.actors import Actor
from accounts.permissions import SignedInRequest, check_permission
from accounts.roles import Permission
from intake.lifecycle import EDITABLE_STEPS
from intake.models import ProjectRequest
from intake.services import RequestClosed


def find_request(request: SignedInRequest, number: str) -> ProjectRequest:
    """404 for whoever may not see it."""
    visible = ProjectRequest.objects.visible_to(request.user)
    return get_object_or_404(visible.select_related("department"), number=number)


def find_to_change(request: SignedInRequest, number: str) -> ProjectRequest:
    """404 for whoever may not see it, 403 for whoever may only read it.

    :raises RequestClosed: nobody may change it any more.
    """
    found = find_request(request, number)
    check_permission(Actor.of(request.user), Permission.REQUEST_ANSWER, found)
    check_open(found)
    return found


def check_open(found: ProjectRequest) -> None:
    """:raises RequestClosed: it is decided or withdrawn."""
    if found.step not in EDITABLE_STEPS:
        raise RequestClosed(found.number)


def to_its_page(project_request: ProjectRequest) -> HttpResponse:
    return redirect("triage:request", project_request.number)
