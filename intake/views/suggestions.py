"""What such projects usually bring: taken, left out, brought back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.decorators.vary import vary_on_headers

from accounts.actors import Actor
from accounts.errors import Refused
from accounts.permissions import SignedInRequest
from intake import selectors, services
from intake.forms.base import CrispyForm
from intake.forms.suggestions import AcceptSuggestionForm, RefuseSuggestionForm
from intake.models import CostDriver, CostLine, ProjectRequest
from intake.views.cost_rows import CHANGED, is_in_place
from intake.views.finding import find_to_change


@require_POST
@vary_on_headers("HX-Request")
def accept_suggestion(request: SignedInRequest, number: str, code: str) -> HttpResponse:
    found, driver = find_to_change(request, number), _driver(code)
    form = AcceptSuggestionForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, code, form)
    try:
        line = services.accept_suggestion(
            project_request=found,
            driver=driver,
            quantity=form.cleaned_data["quantity"],
            team=form.cleaned_data["team"],
            by=Actor.of(request.user),
            now=timezone.now(),
        )
    except Refused as refused:
        form.show(refused)
        return _shown(request, found, code, form)
    said = _("“%s” is among the lines now.") % driver.name
    return _done(request, found, said, line=line)


@require_POST
@vary_on_headers("HX-Request")
def refuse_suggestion(request: SignedInRequest, number: str, code: str) -> HttpResponse:
    found, driver = find_to_change(request, number), _driver(code)
    form = RefuseSuggestionForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, code, form)
    services.refuse_suggestion(
        project_request=found,
        driver=driver,
        because=form.cleaned_data["because"],
        by=Actor.of(request.user),
        now=timezone.now(),
    )
    return _done(request, found, _("“%s” is left out.") % driver.name)


@require_POST
@vary_on_headers("HX-Request")
def restore_suggestion(
    request: SignedInRequest, number: str, code: str
) -> HttpResponse:
    found, driver = find_to_change(request, number), _driver(code)
    services.restore_suggestion(
        project_request=found,
        driver=driver,
        by=Actor.of(request.user),
        now=timezone.now(),
    )
    return _done(request, found, _("“%s” is suggested again.") % driver.name)


def _driver(code: str) -> CostDriver:
    return get_object_or_404(selectors.suggested_drivers(), code=code)


def _done(
    request: SignedInRequest,
    found: ProjectRequest,
    said: str,
    *,
    line: CostLine | None = None,
) -> HttpResponse:
    """The list without what was settled; a line that was taken goes into its table."""
    if not is_in_place(request):
        messages.success(request, said)
        return redirect("intake:money", found.number)
    context = {
        "number": found.number,
        "suggestions": selectors.suggestions(found),
        "said": said,
        "row": selectors.cost_row(found, line.pk) if line else None,
        "may_change": True,
    }
    response = render(request, "intake/_suggestions_settled.html", context)
    if line:
        response["HX-Trigger"] = CHANGED
    return response


def _shown(
    request: SignedInRequest, found: ProjectRequest, code: str, form: CrispyForm
) -> HttpResponse:
    """The list again with what was typed and what is wrong with it, on a page if need be."""
    suggested = selectors.suggestions(found)
    context = {
        "number": found.number,
        "title": found.title,
        "suggestions": suggested,
        "wrong_code": code,
        "wrong_is_common": any(item.code == code for item in suggested.common),
        "wrong_form": form,
        "form_has_errors": True,
    }
    page = "_suggestions" if is_in_place(request) else "suggestions"
    return render(request, f"intake/{page}.html", context, status=422)
