"""Score JSON lines outside the web application, by the same pure rules."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from triage.scoring.contract import assess_line
from triage.scoring.parsing import load_json, parse_questionnaire, parse_rubric
from triage.scoring.rules import Rubric


class Command(BaseCommand):
    help = "Read requests as JSON lines, write their scores as JSON lines, in the same order."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", nargs="?", type=Path, help="standard input if left out"
        )
        parser.add_argument("--rubric", default="2026.1", metavar="VERSION")

    def handle(self, *args: Any, **options: Any) -> None:
        rubric = read_rubric(options["rubric"])
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


def read_rubric(version: str) -> Rubric:
    """The rubric of this version and its questionnaire, from the files of the release."""
    folder = Path(settings.BASE_DIR) / "data"
    published = {path.stem: path for path in (folder / "rubrics").glob("*.json")}
    if version not in published:
        raise CommandError(
            f"no rubric {version}; there is {', '.join(sorted(published))}"
        )
    rubric = load_json(published[version].read_text(encoding="utf-8"))
    questionnaire = (
        folder / "questionnaires" / f"{rubric['questionnaire_version']}.json"
    )
    return parse_rubric(
        rubric,
        parse_questionnaire(load_json(questionnaire.read_text(encoding="utf-8"))),
    )
