"""What the pages of a cost line and of a funding line have in common."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.permissions import SignedInRequest
from intake.models import ProjectRequest


def posted(request: SignedInRequest) -> Any:
    return request.POST if request.method == "POST" else None


def renewed(request: SignedInRequest, version: int) -> Any:
    data = request.POST.copy()
    data["seen_version"] = str(version)
    return data


def seen_version(request: SignedInRequest) -> int:
    try:
        return int(request.POST.get("seen_version", ""))
    except ValueError:
        return 0


def saved(request: SignedInRequest, found: ProjectRequest) -> HttpResponse:
    messages.success(request, _("The line is saved."))
    return redirect("intake:money", found.number)
