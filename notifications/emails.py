"""Turn an outbox row into a mail: three parts from `templates/emails/<event>/`.

Rendering needs nothing but the row (a digest: its frozen edition). Links that act
without signing in are minted here and stored nowhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

import css_inline
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context
from django.template.loader import get_template
from django.urls import reverse

from accounts import city, links
from accounts.links import ActingLink, Purpose
from accounts.models import Contact
from notifications.digests.presenting import mail_context as digest_context
from notifications.failures import RenderingFailed
from notifications.kinds import EVENTS, LABELS, Kind
from notifications.models import OutboxMessage
from notifications.outbox import mail_domain

# RFC 5322 section 2.1.1: at most 78 characters a line; "Subject: " included.
SUBJECT_LENGTH = 68
MASKED = "https://hidden.invalid/"


@dataclass(frozen=True)
class Rendered:
    """The three parts of a mail."""

    subject: str
    text: str
    html: str


def compose(message: OutboxMessage, *, now: datetime) -> EmailMultiAlternatives:
    """The mail of a message, ready to be handed to the mail server.

    :raises RenderingFailed: a template or its context is broken.
    """
    unsubscribe_url = _unsubscribe_url(message.recipient, message.event, now=now)
    rendered = render(
        message,
        unsubscribe_url=unsubscribe_url,
        acting_url=_acting_url(message, now=now),
    )
    mail = EmailMultiAlternatives(
        subject=rendered.subject,
        body=rendered.text,
        to=[message.recipient.email],
        headers=_headers(message, unsubscribe_url),
    )
    mail.attach_alternative(rendered.html, "text/html")
    return mail


def preview(message: OutboxMessage) -> Rendered:
    """The mail as an administrator may read it: acting links are masked."""
    acting_url = MASKED if "link" in message.context else ""
    return render(message, unsubscribe_url=MASKED, acting_url=acting_url)


def render(
    message: OutboxMessage, *, unsubscribe_url: str, acting_url: str = ""
) -> Rendered:
    """:raises RenderingFailed: a template or its context is broken."""
    values = dict(message.context)
    if message.digest_edition is not None:
        values |= digest_context(message.digest_edition)
    try:
        return render_event(
            message.event,
            values,
            unsubscribe_url=unsubscribe_url,
            recipient_name=message.recipient.name,
            acting_url=acting_url,
            can_sign_in=message.recipient.user_id is not None,
        )
    except Exception as error:  # whatever a template raises
        raise RenderingFailed(f"{message.event}: {error}") from error


def render_event(
    event: str,
    values: Mapping[str, Any],
    *,
    unsubscribe_url: str,
    recipient_name: str,
    acting_url: str = "",
    can_sign_in: bool = True,
) -> Rendered:
    """The three parts of an event, from plain values.

    :param acting_url: where the main link leads instead of the site path in `values`.
    """
    context = {
        **values,
        "base_url": settings.BASE_URL,
        "url": acting_url or settings.BASE_URL + values["path"],
        "city_name": city.current().name,
        "kind_label": LABELS[EVENTS[event].kind],
        "recipient_name": recipient_name,
        "preferences_url": settings.BASE_URL + reverse("notifications:preferences")
        if can_sign_in
        else "",
        "unsubscribe_url": unsubscribe_url,
    }
    subject = one_line(_plain(f"emails/{event}/subject.txt", context))
    context["subject"] = subject
    return Rendered(
        subject=subject,
        text=_tidy(_plain(f"emails/{event}/body.txt", context)),
        html=_inliner().inline(
            get_template(f"emails/{event}/body.html").render(context)
        ),
    )


def one_line(text: str) -> str:
    """A subject: no line break can get into the headers, and it fits one line."""
    text = " ".join(text.split())
    if len(text) <= SUBJECT_LENGTH:
        return text
    return text[: SUBJECT_LENGTH - 1].rstrip() + "…"


def _plain(name: str, context: Mapping[str, Any]) -> str:
    """Plain text wants no HTML escapes."""
    template = get_template(name).template  # type: ignore[attr-defined]
    return str(template.render(Context(dict(context), autoescape=False)))


def _tidy(text: str) -> str:
    """Template tags leave blank lines behind; keep one between paragraphs."""
    lines = [line.rstrip() for line in text.strip().splitlines()]
    kept = [
        line for n, line in enumerate(lines) if line or (n > 0 and lines[n - 1] != "")
    ]
    return "\n".join(kept) + "\n"


@lru_cache(maxsize=1)
def _inliner() -> css_inline.CSSInliner:
    # Media queries stay in the head: they hold the dark variant.
    return css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)


def _unsubscribe_url(contact: Contact, event: str, *, now: datetime) -> str:
    kind: Kind = EVENTS[event].kind
    token = links.mint(
        Purpose.UNSUBSCRIBE, contact=contact, subject=kind, now=now, expires_in=None
    )
    path = reverse("notifications:unsubscribe", args=[token])
    return f"{settings.BASE_URL}{path}"


def _acting_url(message: OutboxMessage, *, now: datetime) -> str:
    """Address of the main link where it acts without signing in, else ""."""
    plain = message.context.get("link")
    if plain is None:
        return ""
    path = ActingLink.from_plain(plain).path_for(message.recipient, now=now)
    return f"{settings.BASE_URL}{path}"


def _headers(message: OutboxMessage, unsubscribe_url: str) -> dict[str, str]:
    domain = mail_domain()
    kind = EVENTS[message.event].kind
    # A made-up parent: all mails on one thing are shown as one conversation.
    thread = f"<{message.subject_type}.{message.subject_id}@{domain}>"
    return {
        "Message-ID": message.message_id,
        "References": thread,
        "In-Reply-To": thread,
        "List-Id": f"Groundwork <{kind}.groundwork.{domain}>",
        "List-Unsubscribe": f"<{unsubscribe_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
