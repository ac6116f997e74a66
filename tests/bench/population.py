"""A city of any size: many requests made after the pattern of the example city's.

Rows are written in bulk, which the application itself never does; figures are copied
from requests that were really assessed, so that the queue has the real mix of tiers.
Most are decided, as in a city after years: a tenth stays open.
"""

import random
from copy import copy
from datetime import timedelta

from django.db import connection

from intake.lifecycle import OPEN_STEPS
from intake.models import NumberCounter, ProjectRequest
from tests.bench.pages import COMMON, RARE
from triage.scoring.coding import OPEN

_BATCH = 2_000
_OPEN_SHARE = 0.1
_WORDS = ("camera", "meter", "kiosk", "signal", "drone", "portal", "bridge", "creek")
_YEAR = 2020


def grow_to(count: int) -> None:
    """Fill the seeded database up to `count` requests, the same ones each time."""
    chance = random.Random(2026)  # noqa: S311 - no secret, the same city each time
    seeded = ProjectRequest.objects.filter(number_year__gt=_YEAR, is_example=False)
    opened = list(seeded.filter(step__in=OPEN_STEPS))
    decided = list(seeded.filter(step="decided"))
    have = ProjectRequest.objects.count()
    first = ProjectRequest.objects.filter(number_year=_YEAR).count()
    rows = []
    for serial in range(first + 1, first + 1 + count - have):
        patterns = opened if chance.random() < _OPEN_SHARE else decided
        rows.append(_like(chance.choice(patterns), serial, chance))
        if len(rows) == _BATCH:
            ProjectRequest.objects.bulk_create(rows)
            rows.clear()
    ProjectRequest.objects.bulk_create(rows)
    NumberCounter.objects.update_or_create(year=_YEAR, defaults={"last": count})
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _like(
    pattern: ProjectRequest, serial: int, chance: random.Random
) -> ProjectRequest:
    row = copy(pattern)
    row.pk = None
    row._state = copy(pattern._state)
    row._state.adding = True
    row.number_year, row.number_serial = _YEAR, serial
    row.number = f"HB-{_YEAR}-{serial:03}"
    words = [chance.choice(_WORDS), chance.choice(_WORDS)]
    if chance.random() < 0.3:
        words.append(COMMON)
    if serial % 10_000 == 500:
        words.append(RARE)
    row.title = " ".join(words).capitalize()
    # Figures are the pattern's; answers are not, or a what-if would judge few of them.
    row.answer_codes = "".join(
        OPEN if chance.random() < 0.2 else code for code in pattern.answer_codes
    )
    earlier = timedelta(days=chance.randrange(1, 2000))
    row.created_at -= earlier
    if row.submitted_at:
        row.submitted_at -= earlier
    if row.answered_at:
        row.answered_at -= earlier
    if row.decided_at:
        row.decided_at -= earlier
    return row
