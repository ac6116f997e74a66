"""Asking people in, and the page their link opens."""

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts import links, services
from accounts.actors import Actor
from accounts.errors import DomainError, Refused
from accounts.forms import AcceptInvitationForm, InvitePersonForm
from accounts.link_pages import opened_by_link
from accounts.models import Invitation
from accounts.permissions import SignedInRequest, requires
from accounts.roles import Permission
from accounts.services.invitations import invitation_of
from accounts.views.pages import form_page


@require_http_methods(["GET", "POST"])
@requires(Permission.PEOPLE_MANAGE)
def invite(request: SignedInRequest) -> HttpResponse:
    form = InvitePersonForm(request.POST or None)
    if form.is_valid():
        try:
            invitation = services.invite_person(
                by=Actor.of(request.user), now=timezone.now(), **form.cleaned_data
            )
        except Refused as refused:
            form.add_error(None, refused.as_validation_error())
        else:
            messages.success(
                request, _("Invitation to %s is on its way.") % invitation.contact.email
            )
            return redirect("accounts:people")
    return form_page(request, "accounts/invite.html", form)


@require_POST
@requires(Permission.PEOPLE_MANAGE)
def send_again(request: SignedInRequest, pk: int) -> HttpResponse:
    invitation = services.send_invitation_again(
        invitation=_find(pk), by=Actor.of(request.user), now=timezone.now()
    )
    messages.success(
        request, _("A new link to %s is on its way.") % invitation.contact.email
    )
    return redirect("accounts:people")


@require_POST
@requires(Permission.PEOPLE_MANAGE)
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    invitation = services.withdraw_invitation(
        invitation=_find(pk), by=Actor.of(request.user), now=timezone.now()
    )
    messages.success(
        request, _("The invitation of %s is withdrawn.") % invitation.contact.name
    )
    return redirect("accounts:people")


@opened_by_link
@sensitive_post_parameters("password", "password_again")
@require_http_methods(["GET", "POST"])
def accept(request: HttpRequest, token: str) -> HttpResponse:
    now = timezone.now()
    try:
        link = links.read(token, links.Purpose.INVITATION, now=now)
        invitation = invitation_of(link)
    except DomainError as dead:
        return render(request, "accounts/link_dead.html", {"reason": dead}, status=410)
    form = AcceptInvitationForm(
        request.POST or None, initial={"name": invitation.contact.name}
    )
    if form.is_valid():
        try:
            user = services.accept_invitation(
                link=link,
                name=form.cleaned_data["name"],
                password=form.cleaned_data["password"],
                now=now,
            )
        except Refused as refused:
            form.add_error(None, refused.as_validation_error())
        else:
            login(request, user)
            messages.success(request, _("Welcome, %s.") % user.name)
            return redirect("home")
    return form_page(
        request, "accounts/accept_invitation.html", form, invitation=invitation
    )


def _find(pk: int) -> Invitation:
    return get_object_or_404(
        Invitation.objects.select_related("contact", "department", "invited_by"), pk=pk
    )
