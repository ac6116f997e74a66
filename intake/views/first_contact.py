"""Correcting what stood when IT was first asked."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.actors import Actor
from accounts.errors import Conflict, Refused
from accounts.permissions import SignedInRequest, requires
from accounts.roles import Permission
from intake import selectors, services
from intake.first_contacts import told_by
from intake.forms.first_contact import CorrectFirstContactForm, initial_of
from intake.models import FirstContact, ProjectRequest
from intake.services import NoFirstContactYet
from intake.views.finding import check_open, find_request
from intake.views.pages import act_page


@require_http_methods(["GET", "POST"])
@requires(Permission.FIRST_CONTACT_CORRECT)
def correct_first_contact(request: SignedInRequest, number: str) -> HttpResponse:
    found = find_request(request, number)
    check_open(found)
    newest = _newest(found)
    if request.method == "GET":
        initial = initial_of(told_by(newest), seen_id=newest.pk)
        return _page(request, found, CorrectFirstContactForm(initial=initial))
    form = CorrectFirstContactForm(request.POST)
    if form.is_valid():
        try:
            services.correct_first_contact(
                project_request=found,
                told=form.told(),
                reason=form.cleaned_data["reason"],
                seen_id=form.cleaned_data["seen_id"],
                by=Actor.of(request.user),
                now=timezone.now(),
            )
        except Refused as refused:
            form.show(refused)
        except Conflict as conflict:
            found = find_request(request, number)
            check_open(found)
            form = CorrectFirstContactForm(_renewed(request.POST, _newest(found)))
            return _page(request, found, form, status=409, conflict=conflict)
        else:
            said = _("Corrected. What was said first stays beside it.")
            messages.success(request, said)
            return _back(found)
    return _page(request, found, form, status=422)


def _newest(found: ProjectRequest) -> FirstContact:
    """:raises NoFirstContactYet: the request was never sent."""
    newest = found.first_contacts.order_by("pk").last()
    if newest is None:
        raise NoFirstContactYet(found.number)
    return newest


def _renewed(typed: QueryDict, newest: FirstContact) -> QueryDict:
    """What was typed, on top of what is on record now."""
    data = typed.copy()
    data["seen_id"] = str(newest.pk)
    return data


def _back(found: ProjectRequest) -> HttpResponse:
    """To the workbench, which opens once the request is sent."""
    if found.submitted_at is None:
        return redirect("triage:request", found.number)
    return redirect("triage:workbench", found.number)


def _page(
    request: SignedInRequest,
    found: ProjectRequest,
    form: CorrectFirstContactForm,
    *,
    status: int = 200,
    conflict: Conflict | None = None,
) -> HttpResponse:
    return act_page(
        request,
        "intake/correct_first_contact.html",
        found,
        form,
        status=status,
        conflict=conflict,
        tellings=selectors.tellings(found),
        is_found=found.found_outside_on is not None,
    )
