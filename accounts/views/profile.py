"""What a person sees and says of themselves."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import services
from accounts.actors import Actor
from accounts.forms import AskForDepartmentForm, RenamePersonForm
from accounts.permissions import SignedInRequest
from accounts.role_texts import role_labels
from accounts.views.pages import form_page


@require_http_methods(["GET", "POST"])
def profile(request: SignedInRequest) -> HttpResponse:
    user = request.user
    form = RenamePersonForm(
        request.POST or None, initial={"name": user.name, "title": user.title}
    )
    if form.is_valid():
        services.rename_person(
            user=user, by=Actor.of(user), now=timezone.now(), **form.cleaned_data
        )
        messages.success(request, _("Saved."))
        return redirect("accounts:profile")
    return _page(request, form, _department_form(user))


@require_POST
def ask_for_department(request: SignedInRequest) -> HttpResponse:
    user = request.user
    form = AskForDepartmentForm(request.POST)
    if form.is_valid():
        services.ask_for_department(
            user=user, by=Actor.of(user), now=timezone.now(), **form.cleaned_data
        )
        messages.success(request, _("An administrator will confirm your department."))
        return redirect("accounts:profile")
    rename_form = RenamePersonForm(initial={"name": user.name, "title": user.title})
    return _page(request, rename_form, form)


def _department_form(user: object) -> AskForDepartmentForm:
    return AskForDepartmentForm(
        initial={"department": getattr(user, "department_id", None)}
    )


def _page(
    request: SignedInRequest,
    form: RenamePersonForm,
    department_form: AskForDepartmentForm,
) -> HttpResponse:
    wrong = department_form if department_form.errors else form
    return form_page(
        request,
        "accounts/profile.html",
        wrong,
        rename_form=form,
        department_form=department_form,
        roles=role_labels(request.user.roles),
    )
