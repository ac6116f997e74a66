"""Administrators and the people they look after."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts import selectors, services
from accounts.actors import Actor
from accounts.errors import Refused
from accounts.forms import ConfirmDepartmentForm, CrispyForm, GrantRolesForm
from accounts.models import User
from accounts.permissions import SignedInRequest, requires
from accounts.role_texts import ROLE_TEXTS
from accounts.roles import Permission
from accounts.views.pages import form_page


@require_GET
@requires(Permission.PEOPLE_MANAGE)
def people(request: SignedInRequest) -> HttpResponse:
    query = request.GET.get("q", "").strip()
    page = selectors.people_page(query, request.GET.get("page", 1))
    context = {
        "query": query,
        "page": page,
        "lines": [selectors.person_line(user) for user in page],
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
def deactivate(request: SignedInRequest, pk: int) -> HttpResponse:
    user = services.deactivate_person(
        user=_find(pk), by=Actor.of(request.user), now=timezone.now()
    )
    messages.success(request, _("%s can no longer sign in.") % user.name)
    return redirect("accounts:person", pk)


@require_POST
@requires(Permission.PEOPLE_MANAGE)
def reactivate(request: SignedInRequest, pk: int) -> HttpResponse:
    user = services.reactivate_person(
        user=_find(pk), by=Actor.of(request.user), now=timezone.now()
    )
    messages.success(request, _("%s can sign in again.") % user.name)
    return redirect("accounts:person", pk)


def _find(pk: int) -> User:
    return get_object_or_404(User.objects.select_related("department"), pk=pk)


def _person_page(
    request: SignedInRequest,
    user: User,
    roles_form: GrantRolesForm | None = None,
    department_form: ConfirmDepartmentForm | None = None,
) -> HttpResponse:
    roles_form = roles_form or GrantRolesForm(initial={"roles": sorted(user.roles)})
    department_form = department_form or ConfirmDepartmentForm(
        initial={"department": user.department_id}
    )
    wrong: CrispyForm = department_form if department_form.errors else roles_form
    return form_page(
        request,
        "accounts/person.html",
        wrong,
        line=selectors.person_line(user),
        is_self=user == request.user,
        roles_form=roles_form,
        department_form=department_form,
        history=selectors.history_of(user),
    )
