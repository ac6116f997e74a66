"""What it costs and who pays: the page of all lines."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.permissions import SignedInRequest, may
from accounts.roles import Permission
from intake import selectors
from intake.forms.cost_lines import PricedLineForm
from intake.lifecycle import EDITABLE_STEPS
from intake.views.finding import find_request


@require_safe
def money(request: SignedInRequest, number: str) -> HttpResponse:
    found = find_request(request, number)
    may_change = found.step in EDITABLE_STEPS and may(
        request.user, Permission.REQUEST_ANSWER, found
    )
    context = {
        "number": found.number,
        "title": found.title,
        "page": selectors.money_page(found),
        "may_change": may_change,
        "form": PricedLineForm(choices=selectors.driver_choices(found))
        if may_change
        else None,
        "suggestions": selectors.suggestions(found) if may_change else None,
    }
    return render(request, "intake/money.html", context)
