"""What things usually cost: the catalog, one driver, and the city's own prices."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.actors import Actor
from accounts.errors import Conflict, Refused
from accounts.permissions import SignedInRequest, may, requires
from accounts.roles import Permission
from accounts.spreadsheets import csv_response
from intake import selectors, services
from intake.forms.catalogue import AddDriverForm, SetDriverPriceForm
from intake.models import CostDriver, DriverPrice
from intake.selectors.driver_list import DriverFilter, DriverRow
from intake.views.pages import check_works_here


@require_safe
def drivers(request: SignedInRequest) -> HttpResponse:
    check_works_here(request)
    context = {
        "page": selectors.driver_list(DriverFilter.read(request.GET.dict())),
        "may_edit": may(request.user, Permission.DRIVERS_EDIT),
    }
    return render(request, "intake/drivers.html", context)


@require_safe
def drivers_csv(request: SignedInRequest) -> StreamingHttpResponse:
    check_works_here(request)
    rows = selectors.driver_rows(DriverFilter.read(request.GET.dict()))
    headers = [
        *(_("Code"), _("Name"), _("Group"), _("Unit"), _("Paid"), _("Kind")),
        *(_("Low"), _("Likely"), _("High"), _("Prices of"), _("How sure")),
        *(_("Brought by"), _("Open lines"), _("Sources"), _("Note")),
    ]
    return csv_response("cost-drivers", headers, map(_cells, rows))


@require_safe
def driver(request: SignedInRequest, code: str) -> HttpResponse:
    check_works_here(request)
    found = get_object_or_404(CostDriver, code=code)
    context = {
        "page": selectors.driver_page(found, reader=request.user),
        "may_edit": may(request.user, Permission.DRIVERS_EDIT),
    }
    return render(request, "intake/driver.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.DRIVERS_EDIT)
def driver_price(request: SignedInRequest, code: str) -> HttpResponse:
    found = get_object_or_404(CostDriver, code=code)
    seen = {"seen_version": selectors.newest_version(found).number}
    form = SetDriverPriceForm(_posted(request), driver=found, initial=seen)
    if request.method == "GET" or not form.is_valid():
        return _price_page(request, found, form)
    try:
        price = services.set_driver_price(
            driver=found,
            details=form.price_details(),
            reason=form.cleaned_data["reason"],
            seen_version=form.cleaned_data["seen_version"] or 0,
            by=Actor.of(request.user),
            now=timezone.now(),
        )
    except Refused as refused:
        form.show(refused)
        return _price_page(request, found, form)
    except services.PriceChanged as conflict:
        newest = selectors.newest_version(found).number
        typed = {**request.POST.dict(), "seen_version": newest}
        form = SetDriverPriceForm(typed, driver=found)
        return _price_page(request, found, form, conflict=conflict)
    messages.success(request, _set_says(price))
    return redirect("intake:driver", found.code)


@require_http_methods(["GET", "POST"])
@requires(Permission.DRIVERS_EDIT)
def driver_new(request: SignedInRequest) -> HttpResponse:
    form = AddDriverForm(_posted(request))
    if request.method == "GET" or not form.is_valid():
        return _new_page(request, form)
    try:
        added = services.add_driver(
            details=form.driver_details(),
            price=form.price_details(),
            reason=form.cleaned_data["reason"],
            by=Actor.of(request.user),
            now=timezone.now(),
        )
    except Refused as refused:
        form.show(refused)
        return _new_page(request, form)
    messages.success(request, _("%s is in the catalog.") % added.name)
    return redirect("intake:driver", added.code)


@require_POST
@requires(Permission.DRIVERS_EDIT)
def driver_retire(request: SignedInRequest, code: str) -> HttpResponse:
    found = get_object_or_404(CostDriver, code=code)
    by, now = Actor.of(request.user), timezone.now()
    services.retire_driver(driver=found, by=by, now=now)
    messages.success(request, _("%s is offered no more.") % found.name)
    return redirect("intake:driver", found.code)


@require_POST
@requires(Permission.DRIVERS_EDIT)
def driver_restore(request: SignedInRequest, code: str) -> HttpResponse:
    found = get_object_or_404(CostDriver, code=code)
    by, now = Actor.of(request.user), timezone.now()
    services.restore_driver(driver=found, by=by, now=now)
    messages.success(request, _("%s is offered again.") % found.name)
    return redirect("intake:driver", found.code)


def _posted(request: SignedInRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _price_page(
    request: SignedInRequest,
    found: CostDriver,
    form: SetDriverPriceForm,
    *,
    conflict: Conflict | None = None,
) -> HttpResponse:
    context = {
        "driver": found,
        "now": selectors.newest_version(found),
        "resting": selectors.resting_requests(found),
        "form": form,
        "form_has_errors": form.is_bound and bool(form.errors),
        "conflict": conflict,
    }
    status = 409 if conflict else 422 if context["form_has_errors"] else 200
    return render(request, "intake/driver_price.html", context, status=status)


def _new_page(request: SignedInRequest, form: AddDriverForm) -> HttpResponse:
    wrong = form.is_bound and bool(form.errors)
    context = {"form": form, "form_has_errors": wrong}
    status = 422 if wrong else 200
    return render(request, "intake/driver_new.html", context, status=status)


def _set_says(price: DriverPrice) -> str:
    started = selectors.repricing_of(price)
    if started is None:
        return _("The new price counts. No undecided request rests on it.")
    text = ngettext(
        "The new price counts. %(count)s undecided request rests on it and is being "
        "scored again.",
        "The new price counts. %(count)s undecided requests rest on it and are being "
        "scored again.",
        started.total,
    )
    return text % {"count": started.total}


def _cells(row: DriverRow) -> Iterator[str]:
    driver, price = row.driver, row.price
    yield from (driver.code, driver.name, driver.get_group_display(), driver.unit)
    yield from (driver.get_timing_display(), driver.get_cost_type_display())
    yield from (f"{end.normalize():f}" for end in (price.low, price.likely, price.high))
    yield from (f"FY{price.base_year}", row.confidence.label, row.categories)
    yield str(row.open_lines)
    yield "; ".join(f"{one['text']} {one['url']}".strip() for one in price.sources)
    yield price.note
