"""Logging work found outside intake, and inviting its department to finish it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.actors import Actor
from accounts.errors import Refused
from accounts.models import Contact
from accounts.permissions import SignedInRequest, requires
from accounts.roles import Permission
from intake import selectors, services
from intake.finishers import finishing, people_who_can_finish
from intake.forms.found_work import AskToFinishForm, LogFoundWorkForm
from intake.models import ProjectRequest
from intake.views.finding import find_request, to_its_page
from intake.views.pages import act_page


@require_http_methods(["GET", "POST"])
@requires(Permission.REQUEST_LOG_FOR_OTHERS)
def log_found_work(request: SignedInRequest) -> HttpResponse:
    departments = finishing(selectors.departments_to_ask_for(request.user))
    if request.method == "GET":
        return _log_page(request, LogFoundWorkForm(departments=departments))
    form = LogFoundWorkForm(request.POST, departments=departments)
    if form.is_valid():
        invite = _invited(form)
        if not form.errors:
            try:
                made = _log(request, form, invite)
            except Refused as refused:
                form.show(refused)
            else:
                _report(request, made, invite)
                return to_its_page(made)
    return _log_page(request, form, status=422)


@require_http_methods(["GET", "POST"])
@requires(Permission.REQUEST_LOG_FOR_OTHERS)
def ask_to_finish(request: SignedInRequest, number: str) -> HttpResponse:
    found = find_request(request, number)
    services.check_waits_for_finishing(found)
    people = people_who_can_finish([found.department])
    is_sent = request.method == "POST"
    form = AskToFinishForm(request.POST if is_sent else None, people=people)
    if is_sent and form.is_valid():
        invite = form.cleaned_data["invite"]
        try:
            services.ask_to_finish(
                project_request=found,
                invite=invite,
                by=Actor.of(request.user),
                now=timezone.now(),
            )
        except Refused as refused:
            form.show(refused)
        else:
            said = _("%(person)s is invited by mail to finish it.")
            messages.success(request, said % {"person": invite.name})
            return to_its_page(found)
    return act_page(
        request,
        "intake/ask_to_finish.html",
        found,
        form,
        status=422 if is_sent else 200,
        department=found.department.name,
        has_people=people.exists(),
    )


def _invited(form: LogFoundWorkForm) -> Contact | None:
    """Whom the form means; an address nobody there can sign in with is an error of it."""
    chosen = form.chosen()
    email = form.cleaned_data["invite_email"].lower()
    if not email:
        return chosen.invites
    people = people_who_can_finish([chosen.department])
    invite = people.filter(email=email).first()
    if invite is None:
        form.add_error("invite_email", _nobody_says(chosen.department.name))
    return invite


def _nobody_says(department: str) -> str:
    return _(
        "Nobody of %(department)s has an account with this address. Leave it empty, or "
        "have an administrator invite them first."
    ) % {"department": department}


def _log(
    request: SignedInRequest, form: LogFoundWorkForm, invite: Contact | None
) -> ProjectRequest:
    return services.log_found_work(
        department=form.chosen().department,
        title=form.cleaned_data["title"],
        found=form.cleaned_data["found"],
        how_far=form.cleaned_data["how_far"],
        invite=invite,
        by=Actor.of(request.user),
        now=timezone.now(),
    )


def _report(
    request: SignedInRequest, made: ProjectRequest, invite: Contact | None
) -> None:
    if invite is None:
        said = _(
            "%(number)s is on record. Nobody of %(department)s has an account yet, so "
            "nobody was invited: have an administrator invite somebody, then come back "
            "to this page."
        )
        words = {"number": made.number, "department": made.department.name}
        messages.warning(request, said % words)
        return
    said = _("%(number)s is on record. %(person)s is invited by mail to finish it.")
    words = {"number": made.number, "person": invite.name}
    messages.success(request, said % words)


def _log_page(
    request: SignedInRequest, form: LogFoundWorkForm, *, status: int = 200
) -> HttpResponse:
    context = {"form": form, "form_has_errors": status == 422}
    return render(request, "intake/log_found_work.html", context, status=status)
