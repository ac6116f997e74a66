"""Digests as pages with a permanent address."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.permissions import SignedInRequest
from notifications import selectors
from notifications.digests import edition_for
from notifications.digests.presenting import mail_context
from notifications.models import DigestRun


@require_safe
def digests(request: SignedInRequest) -> HttpResponse:
    page = selectors.digest_list(request.user, before=request.GET.get("before", ""))
    if page is None:
        raise Http404
    return render(request, "notifications/digests.html", {"page": page})


@require_safe
def digest(request: SignedInRequest, pk: int) -> HttpResponse:
    run = get_object_or_404(DigestRun.objects.visible_to(request.user), pk=pk)
    edition = edition_for(request.user, run)
    if edition is None:
        raise Http404
    context = {"run": run, **mail_context(edition)}
    return render(request, "notifications/digest.html", context)
