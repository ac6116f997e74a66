"""A city of any size: many requests made after the pattern of the example city's.

Rows are written in bulk, which the application itself never does; figures are copied
from requests that were really assessed, so that the queue has the real mix of tiers.
Most are decided, as in a city after years: a tenth stays open.
"""

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from django.db import connection

from intake.lifecycle import OPEN_STEPS
from intake.models import NumberCounter, ProjectRequest
from tests.bench.pages import COMMON, RARE
from triage.models import RequestMoneyYear, RequestTeamYear
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
    money = _Money.of([*opened, *decided])
    rows = []
    for serial in range(first + 1, first + 1 + count - have):
        patterns = opened if chance.random() < _OPEN_SHARE else decided
        pattern = chance.choice(patterns)
        rows.append((pattern.pk, _like(pattern, serial, chance)))
        if len(rows) == _BATCH:
            _create(rows, money)
            rows.clear()
    _create(rows, money)
    NumberCounter.objects.update_or_create(year=_YEAR, defaults={"last": count})
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@dataclass(frozen=True)
class _Money:
    """Rows of money and of hours by the request they are patterns of."""

    years: Mapping[int, Sequence[RequestMoneyYear]]
    hours: Mapping[int, Sequence[RequestTeamYear]]

    @classmethod
    def of(cls, patterns: Sequence[ProjectRequest]) -> "_Money":
        years, hours = defaultdict(list), defaultdict(list)
        for year in RequestMoneyYear.objects.filter(project_request__in=patterns):
            years[year.project_request_id].append(year)
        for time in RequestTeamYear.objects.filter(project_request__in=patterns):
            hours[time.project_request_id].append(time)
        return cls(years, hours)


_Row = TypeVar("_Row", RequestMoneyYear, RequestTeamYear)


def _create(rows: Sequence[tuple[int, ProjectRequest]], money: _Money) -> None:
    """The requests with the money of their patterns."""
    ProjectRequest.objects.bulk_create([row for _pattern, row in rows])
    RequestMoneyYear.objects.bulk_create(_all(rows, money.years), _BATCH)
    RequestTeamYear.objects.bulk_create(_all(rows, money.hours), _BATCH)


def _all(
    rows: Sequence[tuple[int, ProjectRequest]], of: Mapping[int, Sequence[_Row]]
) -> list[_Row]:
    return [_for(row, item) for pattern, row in rows for item in of.get(pattern, ())]


def _for(row: ProjectRequest, item: _Row) -> _Row:
    new = copy(item)
    new.pk, new._state = None, copy(item._state)
    new._state.adding = True
    new.project_request = row
    return new


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
