"""Money: how one request's was reckoned, and what is missing over all of them."""

from dataclasses import asdict
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.permissions import SignedInRequest, may, requires
from accounts.roles import Permission
from accounts.spreadsheets import csv_response
from intake.lifecycle import EDITABLE_STEPS
from intake.models import ProjectRequest
from triage.exports import money_figures as figures_sheet
from triage.exports import money_list as list_sheet
from triage.forms.money import MoneyFilterForm
from triage.selectors.keyset import BadCursor
from triage.selectors.portfolio_money import money_export, money_list, money_page
from triage.selectors.queue import departments_that_ask
from triage.selectors.reckoned import money_figures as figures_page
from triage.views.paging import pager


@require_GET
@requires(Permission.TRIAGE_SEE)
def money(request: SignedInRequest) -> HttpResponse:
    form = _filter_form(request.GET)
    try:
        listed = money_list(
            reader=request.user,
            chosen=form.chosen(),
            after=request.GET.get("after", ""),
            before=request.GET.get("before", ""),
        )
    except BadCursor:
        return redirect("triage:money")
    query = _narrowing(form)
    path = reverse("triage:money")
    context = {
        "page": money_page(reader=request.user, today=timezone.localdate()),
        "listed": listed,
        "form": form,
        "is_narrowed": bool(query),
        "csv_url": f"{reverse('triage:money_csv')}?{urlencode(query)}",
        "pager": pager(listed, lambda **at: f"{path}?{urlencode(query | at)}"),
    }
    return render(request, "triage/money.html", context)


@require_GET
@requires(Permission.TRIAGE_SEE)
def money_csv(request: SignedInRequest) -> StreamingHttpResponse:
    chosen = _filter_form(request.GET).chosen()
    found = money_export(reader=request.user, chosen=chosen)
    return csv_response("money", list_sheet.headers(), list_sheet.rows(found))


def _filter_form(query: QueryDict) -> MoneyFilterForm:
    return MoneyFilterForm(query, departments=departments_that_ask())


def _narrowing(form: MoneyFilterForm) -> dict[str, str]:
    """What of the address narrows the list."""
    chosen = asdict(form.chosen())
    return {name: str(value) for name, value in chosen.items() if value}


@require_GET
def money_figures(request: SignedInRequest, number: str) -> HttpResponse:
    found = _visible(request, number)
    can_answer = found.step in EDITABLE_STEPS and may(
        request.user, Permission.REQUEST_ANSWER, found
    )
    page = figures_page(found, can_answer=can_answer)
    return render(request, "triage/money_figures.html", {"page": page})


@require_GET
def money_figures_csv(request: SignedInRequest, number: str) -> StreamingHttpResponse:
    found = _visible(request, number)
    name = f"money-{found.number}"
    return csv_response(name, figures_sheet.headers(), figures_sheet.rows(found))


def _visible(request: SignedInRequest, number: str) -> ProjectRequest:
    visible = ProjectRequest.objects.visible_to(request.user)
    return get_object_or_404(visible, number=number)
