"""What mail a person gets: chosen on a page, or stopped through a link in a mail."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts import links
from accounts.actors import Actor
from accounts.link_pages import opened_by_link
from accounts.links import LinkDead, Purpose
from accounts.permissions import SignedInRequest
from notifications import selectors, services
from notifications.forms import SetPreferencesForm
from notifications.kinds import LABELS, Kind, kinds_for


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: SignedInRequest) -> HttpResponse:
    contact = request.user.contact
    form = SetPreferencesForm(
        request.POST or None,
        kinds=kinds_for(request.user.permissions),
        switched_off=selectors.switched_off(contact),
    )
    if form.is_valid():
        services.set_preferences(
            contact=contact,
            wanted=form.wanted(),
            by=Actor.of(request.user),
            now=timezone.now(),
        )
        messages.success(request, _("Saved."))
        return redirect("notifications:preferences")
    return render(
        request,
        "notifications/preferences.html",
        {"form": form, "email": contact.email},
    )


# Mail programs post here for the reader, with no cookie and no form before it
# (RFC 8058); the signed token is what authorises it.
@csrf_exempt
@opened_by_link
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    now = timezone.now()
    try:
        link = links.read(token, Purpose.UNSUBSCRIBE, now=now)
    except LinkDead as dead:
        return render(request, "accounts/link_dead.html", {"reason": dead}, status=410)
    kind = Kind(link.subject)
    done = request.method == "POST"
    if done:
        services.unsubscribe(contact=link.contact, kind=kind, now=now)
    return render(
        request,
        "notifications/unsubscribe.html",
        {"kind_label": LABELS[kind], "done": done},
    )
