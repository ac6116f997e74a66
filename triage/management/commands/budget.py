"""Reckon the money of requests outside the web application, by the same pure rules."""

import json
import sys
from argparse import ArgumentParser
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError

from triage.management.cost_drivers import read_drivers
from triage.scoring.budget.catalogue import Catalogue
from triage.scoring.budget.contract import read_money
from triage.scoring.budget.forecast import forecast
from triage.scoring.budget.keys import ContractError
from triage.scoring.budget.told import told


class Command(BaseCommand):
    help = (
        "Read the money of one request as JSON, or of one a line; write its five-year "
        "cost, gap and flags (docs/budget.md)."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", nargs="?", type=Path, help="standard input if left out"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path = options["file"]
        try:
            text = path.read_bytes() if path else sys.stdin.buffer.read()
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        documents = _documents(text)
        catalogue = read_drivers()
        for number, document in enumerate(documents, start=1):
            where = f"request {number}: " if len(documents) > 1 else ""
            try:
                result = _reckon(document, catalogue)
            except ContractError as error:
                raise CommandError(f"{where}{error}") from error
            self.stdout.write(json.dumps(result))


def _documents(text: bytes) -> list[Any]:
    """One object however it is laid out, or one on each line."""
    try:
        decoded = text.decode("utf-8-sig")
        try:
            return [_json(decoded)]
        except json.JSONDecodeError:
            lines = [line for line in decoded.splitlines() if line.strip()]
            if len(lines) < 2:
                raise
            return [_json(line) for line in lines]
    except (ValueError, RecursionError) as error:
        raise CommandError(f"not JSON, give one object: {error}") from error


def _json(text: str) -> Any:
    return json.loads(text, parse_float=_number, parse_constant=_refuse_constant)


def _number(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise ValueError(f"{text} is not a number to reckon with") from error


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number")


def _reckon(document: Any, catalogue: Catalogue) -> dict[str, Any]:
    money, scope = read_money(document, catalogue)
    result = told(forecast(money, scope))
    return {"id": document["id"], **result} if "id" in document else result
