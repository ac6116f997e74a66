"""The business case: what budget requests are written from."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.actors import Actor
from accounts.errors import Refused
from accounts.permissions import SignedInRequest
from intake import services
from intake.differences import Difference, differences
from intake.forms.business_case import BusinessCaseForm
from intake.models import BusinessCase, ProjectRequest
from intake.services import BusinessCaseConflict
from intake.services.business_case import FIELDS, filled_of, values_of
from intake.views.finding import find_request
from intake.views.money_lines import renewed


@require_http_methods(["GET", "POST"])
def business_case(request: SignedInRequest, number: str) -> HttpResponse:
    found = find_request(request, number)
    case = _case(found)
    if request.method == "GET":
        if not services.may_write_business_case(request.user, found):
            return _page(request, found, None)
        seen = {"seen_version": case.version if case else 0}
        return _page(request, found, BusinessCaseForm(initial=values_of(case) | seen))
    form = BusinessCaseForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    try:
        services.save_business_case(
            project_request=found,
            values=form.values(),
            seen_version=form.cleaned_data["seen_version"] or 0,
            by=Actor.of(request.user),
            now=timezone.now(),
        )
    except Refused as refused:
        form.show(refused)
        return _page(request, found, form)
    except BusinessCaseConflict as conflict:
        newer = _case(found)
        form = BusinessCaseForm(renewed(request, newer.version if newer else 0))
        return _page(request, found, form, conflict=conflict)
    messages.success(request, _("The business case is saved."))
    return redirect("intake:business_case", found.number)


def _case(found: ProjectRequest) -> BusinessCase | None:
    return BusinessCase.objects.filter(project_request=found).first()


def _said(values: dict[str, Any]) -> tuple[Difference, ...]:
    """What is filled in, with its labels, for those who only read."""
    return differences(BusinessCase, values_of(None), values)


def _page(
    request: SignedInRequest,
    found: ProjectRequest,
    form: BusinessCaseForm | None,
    *,
    conflict: BusinessCaseConflict | None = None,
) -> HttpResponse:
    values = values_of(_case(found))
    context = {
        "number": found.number,
        "title": found.title,
        "form": form,
        "form_has_errors": form is not None and form.is_bound and bool(form.errors),
        "said": _said(values),
        "filled": filled_of(values),
        "total": len(FIELDS),
        "conflict": conflict,
    }
    status = 409 if conflict else 422 if context["form_has_errors"] else 200
    return render(request, "intake/business_case.html", context, status=status)
