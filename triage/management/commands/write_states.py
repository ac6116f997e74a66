"""Write docs/states.md from the tables of moves."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from triage.states import states_page

PAGE = Path("docs") / "states.md"


class Command(BaseCommand):
    help = "Write docs/states.md from the tables of moves of requests and projects."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="Only say whether the page is fresh."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        page = Path(settings.BASE_DIR) / PAGE
        if not options["check"]:
            page.write_text(states_page(), encoding="utf-8")
        elif page.read_text(encoding="utf-8") != states_page():
            raise CommandError(f"{PAGE} is stale: run `manage.py write_states`.")
