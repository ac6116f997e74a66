"""Documented real projects, beside the city's own requests."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts import city
from accounts.actors import Actor
from accounts.models import User
from accounts.permissions import may
from accounts.roles import Permission
from triage.demo.case_money import read_case_money
from triage.demo.cases import load_cases
from triage.demo.files import read_cases


class Command(BaseCommand):
    help = (
        "Load documented projects as requests of a department of their own, which no "
        "list, figure, digest or export counts. Cases that are there are left alone."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="such as data/cases")
        parser.add_argument(
            "--by", metavar="EMAIL", help="who logs them; the triage lead if left out"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        rows = read_cases(options["folder"])
        if not rows:
            raise CommandError(f"{options['folder']}: no documented cases.")
        money = read_case_money(options["folder"])
        loaded = load_cases(rows, money, by=self._actor(options["by"]))
        self.stdout.write(f"{len(loaded)} of {len(rows)} cases loaded.")

    def _actor(self, email: str | None) -> Actor:
        if email:
            user = User.objects.filter(email=email.lower()).first()
        else:
            lead = city.current().triage_lead
            user = lead.user if lead else None
        if not may(user, Permission.REQUEST_LOG_FOR_OTHERS):
            raise CommandError(
                "Name somebody of IT who may log work for other departments: --by EMAIL"
            )
        assert user is not None  # noqa: S101 -- nobody may nothing
        return Actor.of(user)
