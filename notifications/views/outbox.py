"""What is to be sent, was sent and was not, for administrators."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.actors import Actor
from accounts.permissions import SignedInRequest, requires
from accounts.roles import Permission
from notifications import selectors, services
from notifications.models import MailSwitch, OutboxMessage
from notifications.models.outbox import State


@require_safe
@requires(Permission.OUTBOX_SEE)
def outbox(request: SignedInRequest) -> HttpResponse:
    state = request.GET.get("state", "")
    page = selectors.outbox_page(
        request.user,
        state=State(state) if state in State.values else None,
        before=_number(request.GET.get("before")),
        after=_number(request.GET.get("after")),
        now=timezone.now(),
    )
    return render(request, "notifications/outbox.html", {"page": page})


@require_safe
@requires(Permission.OUTBOX_SEE)
def message(request: SignedInRequest, pk: int) -> HttpResponse:
    page = selectors.message_page(_visible(request, pk))
    return render(request, "notifications/message.html", {"page": page})


@require_POST
@requires(Permission.OUTBOX_SEE)
def replay(request: SignedInRequest, pk: int) -> HttpResponse:
    services.replay_message(
        message=_visible(request, pk), by=Actor.of(request.user), now=timezone.now()
    )
    messages.success(request, _("It is in the queue again."))
    return redirect("notifications:message", pk)


@require_POST
@requires(Permission.OUTBOX_SEE)
def release(request: SignedInRequest, pk: int) -> HttpResponse:
    services.release_mail(
        switch=get_object_or_404(MailSwitch, pk=pk),
        by=Actor.of(request.user),
        now=timezone.now(),
    )
    messages.success(request, _("Held mail goes out within a minute."))
    return redirect("notifications:outbox")


def _visible(request: SignedInRequest, pk: int) -> OutboxMessage:
    return get_object_or_404(
        OutboxMessage.objects.visible_to(request.user).select_related(
            "recipient", "cause__by_contact", "digest_edition__run"
        ),
        pk=pk,
    )


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 19 else None
