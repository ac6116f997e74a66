"""Mail that carries a secret: sent directly once committed, and never stored.

Everything else goes through the outbox, which keeps what it sends.
"""

from collections.abc import Mapping

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from accounts import city


def path_of(url_name: str, token: str) -> str:
    return reverse(url_name, args=[token])


def send_after_commit(
    event: str, *, to: str, context: Mapping[str, object], path: str
) -> None:
    """Send templates/emails/accounts/<event>/ when the transaction is through.

    A mail server that is away is logged and does not undo what was committed: the page
    offers to send it again.
    """

    def send() -> None:  # a partial has no name, and robust logs failures by name
        _send(event, to=to, context=context, path=path)

    transaction.on_commit(send, robust=True)


def _send(event: str, *, to: str, context: Mapping[str, object], path: str) -> None:
    folder = f"emails/accounts/{event}"
    values = {
        **context,
        "url": settings.BASE_URL + path,
        "city_name": city.current().name,
    }
    subject = " ".join(render_to_string(f"{folder}/subject.txt", values).split())
    mail = EmailMultiAlternatives(
        subject, render_to_string(f"{folder}/body.txt", values), to=[to]
    )
    mail.attach_alternative(
        render_to_string(f"{folder}/body.html", values), "text/html"
    )
    mail.send()
