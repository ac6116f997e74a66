"""Send or preview the leadership digest as of a day."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from notifications import digests, emails
from notifications.digests.presenting import mail_context
from notifications.digests.runs import digest_readers


class Command(BaseCommand):
    help = (
        "Send leaders the digest of the seven days up to a day (once a day), "
        "or print it with --preview, which stores and sends nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--as-of",
            type=_day,
            required=True,
            metavar="DATE",
            help="the last day told, such as 2026-11-23",
        )
        parser.add_argument("--preview", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["preview"]:
            self._preview(options["as_of"])
            return
        run = digests.send_digest_as_of(options["as_of"], now=timezone.now())
        if run is None:
            raise CommandError(_NOBODY)
        readers = run.editions.values("outbox_messages").count()
        self.stdout.write(
            f"Digest {run.period_key} is in the outbox for {readers} readers; "
            f"its page is {run.get_absolute_url()}"
        )

    def _preview(self, day: date) -> None:
        readers = digest_readers()
        if not readers:
            raise CommandError(_NOBODY)
        edition = digests.preview_edition(day, reader=readers[0])
        rendered = emails.render_event(
            "digest",
            {**mail_context(edition), "path": "/digests/"},
            unsubscribe_url=emails.MASKED,
            recipient_name=readers[0].name,
        )
        self.stdout.write(f"Subject: {rendered.subject}\n\n{rendered.text}")


_NOBODY = "Nobody receives the digest: give somebody the role of a leader first."


def _day(text: str) -> date:
    """:raises ValueError: argparse tells the person."""
    return date.fromisoformat(text)
