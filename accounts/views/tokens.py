"""A person's API tokens."""

from datetime import datetime, time, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from accounts import city, services
from accounts.actors import Actor
from accounts.errors import Refused
from accounts.forms import MakeTokenForm
from accounts.models import ApiToken
from accounts.permissions import SignedInRequest
from accounts.views.pages import form_page

_USUAL_LIFE = timedelta(days=90)


@sensitive_variables("secret")
@require_http_methods(["GET", "POST"])
def tokens(request: SignedInRequest) -> HttpResponse:
    now = timezone.now()
    secret = ""
    usual = {"expires_on": city.day_of(now + _USUAL_LIFE)}
    form = MakeTokenForm(request.POST or None, initial=usual)
    if form.is_valid():
        last_day = form.cleaned_data.pop("expires_on")
        try:
            _token, secret = services.make_token(
                user=request.user,
                expires_at=datetime.combine(last_day, time.max, city.zone()),
                by=Actor.of(request.user),
                now=now,
                **form.cleaned_data,
            )
        except Refused as refused:
            form.add_error(None, refused.as_validation_error())
        else:
            form = MakeTokenForm(initial=usual)
    return form_page(
        request,
        "accounts/tokens.html",
        form,
        # Shown in this answer and never again: a redirect would have to store it.
        secret=secret,
        tokens=request.user.api_tokens.filter(
            revoked_at__isnull=True, expires_at__gt=now
        ),
    )


@require_POST
def revoke(request: SignedInRequest, pk: int) -> HttpResponse:
    token = get_object_or_404(ApiToken, pk=pk, user=request.user)
    services.revoke_token(token=token, by=Actor.of(request.user), now=timezone.now())
    messages.success(request, _("Token %s is revoked.") % token.name)
    return redirect("accounts:tokens")
