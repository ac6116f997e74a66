"""Score JSON lines outside the web application, by the same pure rules."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from triage.management.rubric_files import read_rubric
from triage.scoring.contract import assess_line
from triage.scoring.rules import Rubric, RubricError


class Command(BaseCommand):
    help = "Read requests as JSON lines, write their scores as JSON lines, in the same order."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", nargs="?", type=Path, help="standard input if left out"
        )
        parser.add_argument(
            "--rubric",
            default="2026.1",
            metavar="FILE|VERSION",
            help=(
                "a file ending in .json, or a version of the release or the database; "
                "2026.1 if left out"
            ),
        )
        parser.add_argument(
            "--questionnaire",
            type=Path,
            metavar="FILE",
            help="the one the rubric names, looked for if left out",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            rubric = read_rubric(options["rubric"], options["questionnaire"])
        except RubricError as error:
            raise CommandError(str(error)) from error
        try:
            source = (
                options["file"].open("rb")
                if options["file"]
                else nullcontext(sys.stdin.buffer)
            )
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}") from error
        with source as lines:
            failed = self._assess_lines(lines, rubric)
        if failed:
            raise CommandError(f"lines that could not be assessed: {failed}")

    def _assess_lines(self, lines: Iterable[bytes], rubric: Rubric) -> int:
        """Write a result for every line; how many of them are errors."""
        failed = 0
        for number, line in enumerate(lines, start=1):
            result = assess_line(line, number, rubric)
            failed += "error" in result
            self.stdout.write(json.dumps(result))
        return failed
