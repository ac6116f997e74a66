"""Where the tiers would begin, cut from the city's own last requests."""

import json
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from triage.models import Rubric
from triage.scoring.recut import ShareError
from triage.selectors.recut import LAST, MOST, SHARES, Recut, recut


def shares(text: str) -> tuple[int, ...]:
    try:
        return tuple(int(part) for part in text.split(","))
    except ValueError as error:
        raise ArgumentTypeError("whole percents such as 25,40,25,10") from error


def how_many(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= MOST:
        raise ArgumentTypeError(f"a number from 1 to {MOST}")
    return int(text)


class Command(BaseCommand):
    help = (
        "Propose where the tiers of the live rubric would begin for a wished share of "
        "the last requests in each. Changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--last", type=how_many, default=LAST, metavar="N")
        parser.add_argument(
            "--shares",
            type=shares,
            default=SHARES,
            metavar="LOW,MODERATE,HIGH,CRITICAL",
            help="percent, together 100; "
            + ",".join(map(str, SHARES))
            + " if left out",
        )
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        rubric = Rubric.objects.select_related("questionnaire").filter(is_live=True)
        live = rubric.first()
        if live is None:
            raise CommandError("no rubric is loaded; run prepare first")
        try:
            found = recut(
                rules=live.rules(), shares=options["shares"], last=options["last"]
            )
        except ShareError as error:
            raise CommandError(f"--shares: {error}") from error
        if options["json"]:
            self.stdout.write(json.dumps(_plain(found, live.version)))
        else:
            self._print(found, live.version)

    def _print(self, found: Recut, version: str) -> None:
        self.stdout.write(f"rubric {version}, last {found.count} requests")
        row = "{:<10}{:>12}{:>10}{:>8}{:>15}{:>16}"
        heads = ("tier", "begins now", "proposed", "wanted", "by points", "with rules")
        self.stdout.write(row.format(*heads))
        for tier in found.tiers:
            cells = (
                tier.tier,
                tier.begins_now,
                tier.begins,
                f"{tier.wished_percent}%",
                f"{tier.by_points_now} → {tier.by_points}",
                f"{tier.now} → {tier.then}",
            )
            self.stdout.write(row.format(*map(str, cells)))
        self.stdout.write(f"{found.changed.total} would change their tier")


def _plain(found: Recut, version: str) -> dict[str, Any]:
    """Cuts are text, as in a rubric's JSON; counts are of requests."""
    return {
        "rubric": version,
        "requests": found.count,
        "tiers": [
            {
                "tier": tier.tier,
                "begins_now": str(tier.begins_now),
                "begins": str(tier.begins),
                "wished_percent": tier.wished_percent,
                "by_points_now": tier.by_points_now,
                "by_points": tier.by_points,
                "with_rules_now": tier.now,
                "with_rules": tier.then,
            }
            for tier in found.tiers
        ],
        "would_change": found.changed.total,
    }
