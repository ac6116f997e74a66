"""What the pages of a cost line and of a funding line have in common."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.permissions import SignedInRequest
from intake.forms.base import CrispyForm
from intake.models import CostLine, FundingLine, ProjectRequest
from intake.services import LineChanged


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


def line_page(
    request: SignedInRequest,
    found: ProjectRequest,
    form: CrispyForm,
    line: CostLine | FundingLine | None,
    conflict: LineChanged | None,
    stored: str,
    *,
    kind: str,
) -> HttpResponse:
    context = {
        "number": found.number,
        "title": found.title,
        "form": form,
        "form_has_errors": form.is_bound and bool(form.errors),
        "line": line,
        "kind": kind,
        "conflict": conflict,
        "stored": stored,
    }
    status = 409 if conflict else 422 if context["form_has_errors"] else 200
    return render(request, f"intake/{kind}_line.html", context, status=status)
