"""The example city, for trying Groundwork and for its tests."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from intake.models import ProjectRequest
from triage.demo.files import read_city
from triage.demo.seeding import seed_city


class Command(BaseCommand):
    help = "Build the example city of data/city. Only where DEMO=1."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing if there is a request"
        )
        parser.add_argument(
            "--password",
            help="for everybody of the city; without it they sign in with one click",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The example city is only for trying: set DEMO=1.")
        if ProjectRequest.objects.exists():
            if options["if_empty"]:
                self.stdout.write("There are requests already; nothing was done.")
                return
            raise CommandError(
                "There are requests already. The example city needs an empty database."
            )
        if User.objects.exists():
            raise CommandError(
                "There are people already. The example city needs an empty database."
            )
        files = read_city(Path(settings.BASE_DIR) / "data")
        seed_city(files, password=options["password"])
        self.stdout.write(f"{files.city['name']} is built.")
