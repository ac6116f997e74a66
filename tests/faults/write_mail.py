"""Run inside a house by `manage.py shell`: enqueue as a service would."""

import json
import sys
import time

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.actors import Actor
from accounts.models import Contact
from notifications import outbox
from tests.notifications.samples import sample_context

audit.register({"tests.happened": "%(by)s did something"})


def write(number: int) -> float:
    now = timezone.now()
    actor, _made = Contact.objects.get_or_create(name="Decider")
    recipient = Contact.objects.create(
        name=f"Reader {number}", email=f"reader{time.monotonic_ns()}@city.example"
    )
    started = time.monotonic()
    with transaction.atomic():
        cause = audit.record(
            "tests.happened", subject=recipient, by=Actor(contact=actor), now=now
        )
        outbox.enqueue(
            "request_decided",
            to=recipient,
            subject=recipient,
            context=sample_context("request_decided"),
            cause=cause,
            now=now,
        )
    return time.monotonic() - started


def main(count: int) -> None:
    """Print as JSON how many seconds each enqueue and commit took."""
    sys.stdout.write(json.dumps([write(number) for number in range(count)]))
