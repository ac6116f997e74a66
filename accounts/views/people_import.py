"""Adding many people from a list: look at it first, then all or none."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts import services
from accounts.actors import Actor
from accounts.errors import Refused
from accounts.forms import CheckPeopleForm, CrispyForm, ImportPeopleForm
from accounts.people_csv import read_people
from accounts.permissions import SignedInRequest, requires
from accounts.roles import Permission
from accounts.services import CheckedImport
from accounts.views.pages import form_page


@require_http_methods(["GET", "POST"])
@requires(Permission.PEOPLE_MANAGE)
def check(request: SignedInRequest) -> HttpResponse:
    form = CheckPeopleForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        checked = _check(form, form.cleaned_data["file"])
        if checked is not None:
            carried = ImportPeopleForm(initial={"file": form.cleaned_data["file"]})
            return form_page(
                request, "accounts/import_check.html", carried, checked=checked
            )
    return form_page(request, "accounts/import_people.html", form)


@require_POST
@requires(Permission.PEOPLE_MANAGE)
def confirm(request: SignedInRequest) -> HttpResponse:
    form = ImportPeopleForm(request.POST)
    if not form.is_valid():
        return redirect("accounts:import_people")
    text = form.cleaned_data["file"]
    try:
        report = services.import_people(
            rows=read_people(text), by=Actor.of(request.user), now=timezone.now()
        )
    except Refused as refused:
        form.add_error(None, refused.as_validation_error())
        return form_page(
            request, "accounts/import_check.html", form, checked=_check(form, text)
        )
    messages.success(
        request,
        ngettext("%d person added.", "%d people added.", report.added) % report.added,
    )
    return redirect("accounts:people")


def _check(form: CrispyForm, text: str) -> CheckedImport | None:
    try:
        return services.check_people(rows=read_people(text))
    except Refused as refused:
        form.add_error(None, refused.as_validation_error())
        return None
