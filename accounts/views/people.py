"""Administrators and the people they look after."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts import selectors, services
from accounts.actors import Actor
from accounts.errors import Refused
from accounts.forms import (
    ChangeEmailForm,
    ConfirmDepartmentForm,
    CrispyForm,
    GrantRolesForm,
)
from accounts.models import User
from accounts.permissions import SignedInRequest, may, requires
from accounts.role_texts import ROLE_TEXTS
from accounts.roles import Permission
from accounts.views.pages import form_page


@require_GET
@requires(Permission.PEOPLE_MANAGE)
def people(request: SignedInRequest) -> HttpResponse:
    query = request.GET.get("q", "").strip()
    context = {
        "table": selectors.people_table(query, request.GET.get("page", 1)),
        "invitations": selectors.open_invitations(),
        "role_texts": ROLE_TEXTS.values(),
    }
    return render(request, "accounts/people.html", context)


@require_GET
@requires(Permission.PEOPLE_MANAGE)
def person(request: SignedInRequest, pk: int) -> HttpResponse:
    return _person_page(request, _find(pk))


@require_POST
@requires(Permission.PEOPLE_MANAGE)
def grant_roles(request: SignedInRequest, pk: int) -> HttpResponse:
    user = _find(pk)
    form = GrantRolesForm(request.POST)
    if form.is_valid():
        try:
            services.grant_roles(
                user=user,
                by=Actor.of(request.user),
                now=timezone.now(),
                **form.cleaned_data,
            )
        except Refused as refused:
            form.add_error(None, refused.as_validation_error())
        else:
            messages.success(request, _("Roles saved."))
            return redirect("accounts:person", pk)
    return _person_page(request, user, roles_form=form)


@require_POST
@requires(Permission.PEOPLE_MANAGE)
def confirm_department(request: SignedInRequest, pk: int) -> HttpResponse:
    user = _find(pk)
    form = ConfirmDepartmentForm(request.POST)
    if form.is_valid():
        services.confirm_department(
            user=user,
            by=Actor.of(request.user),
            now=timezone.now(),
            **form.cleaned_data,
        )
        messages.success(request, _("Department confirmed."))
        return redirect("accounts:person", pk)
    return _person_page(request, user, department_form=form)


@require_POST
@requires(Permission.PEOPLE_MANAGE)
def change_email(request: SignedInRequest, pk: int) -> HttpResponse:
    user = _find(pk)
    form = ChangeEmailForm(request.POST)
    if form.is_valid():
        try:
            services.change_email(
                user=user,
                by=Actor.of(request.user),
                now=timezone.now(),
                **form.cleaned_data,
            )
        except Refused as refused:
            form.add_error(None, refused.as_validation_error())
        else:
            messages.success(request, _("Address changed."))
            return redirect("accounts:person", pk)
    return _person_page(request, user, email_form=form)


@require_POST
@requires(Permission.PEOPLE_MANAGE)
def deactivate(request: SignedInRequest, pk: int) -> HttpResponse:
    try:
        user = services.deactivate_person(
            user=_find(pk), by=Actor.of(request.user), now=timezone.now()
        )
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("%s can no longer sign in.") % user.name)
    return redirect("accounts:person", pk)


@require_POST
@requires(Permission.PEOPLE_MANAGE)
def reactivate(request: SignedInRequest, pk: int) -> HttpResponse:
    try:
        user = services.reactivate_person(
            user=_find(pk), by=Actor.of(request.user), now=timezone.now()
        )
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("%s can sign in again.") % user.name)
    return redirect("accounts:person", pk)


def _find(pk: int) -> User:
    return get_object_or_404(User.objects.select_related("department"), pk=pk)


def _assigned_url(user: User, reader: User) -> str:
    """The queue of what is assigned to them, if they can hold any and it opens."""
    can_hold = Permission.TRIAGE_ASSIGN in user.permissions
    if not can_hold or not may(reader, Permission.TRIAGE_SEE):
        return ""
    return reverse("triage:queue") + "?" + urlencode({"assignee": user.pk})


def _person_page(
    request: SignedInRequest,
    user: User,
    roles_form: GrantRolesForm | None = None,
    department_form: ConfirmDepartmentForm | None = None,
    email_form: ChangeEmailForm | None = None,
) -> HttpResponse:
    roles_form = roles_form or GrantRolesForm(initial={"roles": sorted(user.roles)})
    department_form = department_form or ConfirmDepartmentForm(
        initial={"department": user.department_id}
    )
    email_form = email_form or ChangeEmailForm(initial={"email": user.email})
    forms: list[CrispyForm] = [roles_form, department_form, email_form]
    wrong = next((form for form in forms if form.errors), roles_form)
    return form_page(
        request,
        "accounts/person.html",
        wrong,
        person=selectors.person_line(user),
        is_self=user == request.user,
        assigned_url=_assigned_url(user, request.user),
        roles_form=roles_form,
        department_form=department_form,
        email_form=email_form,
        history=selectors.history_of(user),
    )
