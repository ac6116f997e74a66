"""How early IT is asked, over many requests (scoring.md §3). Pure.

The index is 100 − lateness, so more is better; what is not known makes it a range.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from statistics import median

from triage.scoring.lateness import told_in_time
from triage.scoring.rules import Stage

# Decimals as lists keep them: exact, and far quicker to sort than fractions.
Range = tuple[Decimal, Decimal]


class Told(StrEnum):
    """How IT came to know."""

    IN_TIME = "in_time"
    LATE = "late"
    FOUND = "found"


@dataclass(frozen=True)
class Asked:
    """One request, as the figures count it.

    `on` is the day it was sent, or found outside intake; `low` and `high` bound its
    index. `decision_days` are business days from sending to the decision in effect;
    `gap_share` is the part of its five-year money that is missing. Empty texts and None
    are not known or not there yet.
    """

    number: str
    title: str
    department: str
    on: date
    stage: Stage
    is_found: bool
    is_sent: bool
    low: Decimal
    high: Decimal
    outcome: str = ""
    decision_days: int | None = None
    gap_share: Decimal | None = None
    phase: str = ""

    @property
    def told(self) -> Told:
        if self.is_found:
            return Told.FOUND
        return Told.IN_TIME if told_in_time(self.stage) else Told.LATE

    @property
    def index(self) -> Range:
        return self.low, self.high


@dataclass(frozen=True)
class Involvement:
    """Of `count` requests `in_time` were told in time; `index` is the median's range."""

    count: int
    in_time: int
    found: int
    index: Range | None

    @property
    def share(self) -> Fraction | None:
        return Fraction(self.in_time, self.count) if self.count else None


@dataclass(frozen=True)
class Fate:
    """What became of the requests IT came to know of in one way.

    The medians are over those that have the figure; None where none has. `outcomes` and
    `phases` count, largest first; "" is not decided yet.
    """

    told: Told
    count: int
    outcomes: tuple[tuple[str, int], ...]
    decision_days: Decimal | None
    gap_share: Decimal | None
    phases: tuple[tuple[str, int], ...]


def involvement(asked: Iterable[Asked]) -> Involvement:
    rows = list(asked)
    told = [row.told for row in rows]
    return Involvement(
        count=len(rows),
        in_time=told.count(Told.IN_TIME),
        found=told.count(Told.FOUND),
        index=median_range([row.index for row in rows]),
    )


def median_range(ranges: Sequence[Range]) -> Range | None:
    """Where the median lies, whatever the unknown dates turn out to be.

    The median grows with every value, so all at their low ends bound it from below and
    all at their high ends from above.
    """
    if not ranges:
        return None
    lows, highs = zip(*ranges, strict=True)
    return median(lows), median(highs)


def fates(asked: Iterable[Asked]) -> tuple[Fate, ...]:
    """What became of requests told in time, told late and found; those there are."""
    rows = list(asked)
    groups = ((told, [row for row in rows if row.told is told]) for told in Told)
    return tuple(_fate(told, group) for told, group in groups if group)


def early_examples(asked: Iterable[Asked], most: int) -> list[Asked]:
    """The requests to learn from: told in time, those accepted first, earliest first."""
    early = [row for row in asked if row.told is Told.IN_TIME]
    early.sort(key=lambda row: (row.outcome != "accepted", -row.low, -row.high, row.on))
    return early[:most]


def _fate(told: Told, rows: Sequence[Asked]) -> Fate:
    days = [Decimal(row.decision_days) for row in rows if row.decision_days is not None]
    gaps = [row.gap_share for row in rows if row.gap_share is not None]
    return Fate(
        told=told,
        count=len(rows),
        outcomes=_counts(row.outcome for row in rows),
        decision_days=median(days) if days else None,
        gap_share=median(gaps) if gaps else None,
        phases=_counts(row.phase for row in rows if row.phase),
    )


def _counts(values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    counts = Counter(values).items()
    return tuple(sorted(counts, key=lambda item: (-item[1], item[0])))
