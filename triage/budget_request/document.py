"""The budget request as plain values: thirteen parts, and where every figure comes from.

Pure. What was kept is read back by the declared types (`triage.plain`), so new fields
need defaults. Texts are words of the moment it was written: a kept version never changes.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


class SourceClass(StrEnum):
    """What a figure rests on, the surest first."""

    QUOTE = "quote"
    SOURCED = "sourced"
    MIXED = "mixed"
    MEMORY = "memory"
    DEPARTMENT = "department"
    IT = "it"
    RULE = "rule"


class Unit(StrEnum):
    """What the whole numbers of a table count."""

    CENTS = "cents"
    HOURS = "hours"
    """Hundredths of an hour."""
    FTE = "fte"
    """Hundredths of a full-time equivalent."""


class Weight(StrEnum):
    """How a row stands in its table."""

    PLAIN = ""
    TOTAL = "total"
    GAP = "gap"
    RANGE = "range"


@dataclass(frozen=True)
class Assumption:
    """One number that others rest on. `ref` is how figures cite it: “A3”.

    `key` finds it again in another version, where it may have another `ref`. `on` is
    None for what is true as of the day of the document.
    """

    ref: str
    key: str
    what: str
    kind: SourceClass
    driver: str = ""
    quantity: str = ""
    price: str = ""
    on: date | None = None
    source: str = ""
    number: str = ""


@dataclass(frozen=True)
class Entry:
    """One thing the paper says. Either `value` is known, or `ask` names who knows.

    `fill` is where it is entered ("case:measure", "answer:DAT4"), `refs` the
    assumptions its figures rest on.
    """

    code: str
    label: str
    value: str = ""
    ask: str = ""
    fill: str = ""
    refs: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        return bool(self.value)


@dataclass(frozen=True)
class Row:
    """A line of figures; None where a year is not reckoned."""

    code: str
    label: str
    values: tuple[int | None, ...]
    refs: tuple[str, ...] = ()
    weight: Weight = Weight.PLAIN
    number: str = ""


@dataclass(frozen=True)
class Table:
    """Figures by fiscal year. `sums` says whether adding up a row means anything."""

    code: str
    title: str
    unit: Unit
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""
    sums: bool = True

    def row(self, code: str) -> Row | None:
        return next((row for row in self.rows if row.code == code), None)


@dataclass(frozen=True)
class LogLine:
    """One answer as it was given."""

    code: str
    question: str
    answer: str
    by: str
    on: date


@dataclass(frozen=True)
class Part:
    number: int
    title: str
    entries: tuple[Entry, ...] = ()
    tables: tuple[Table, ...] = ()
    log: tuple[LogLine, ...] = ()

    @property
    def known(self) -> int:
        return sum(entry.is_known for entry in self.entries)


@dataclass(frozen=True)
class Signature:
    """A line to be signed on paper; `name` is empty where nobody is known for it."""

    role: str
    name: str = ""


@dataclass(frozen=True)
class Document:
    """A budget request. `number` is empty for that of IT as a whole.

    `judged_on` is the day of the assessment its figures are from; None without one.
    """

    number: str
    title: str
    department: str
    city: str
    fiscal_year: int
    made_on: date
    judged_on: date | None
    summary: str
    parts: tuple[Part, ...]
    assumptions: tuple[Assumption, ...] = ()
    signatures: tuple[Signature, ...] = ()

    @property
    def year(self) -> str:
        return f"FY{self.fiscal_year}"

    @property
    def entries(self) -> Iterator[Entry]:
        return (entry for part in self.parts for entry in part.entries)

    @property
    def tables(self) -> Iterator[Table]:
        return (table for part in self.parts for table in part.tables)

    @property
    def known(self) -> int:
        return sum(part.known for part in self.parts)

    @property
    def count(self) -> int:
        return sum(len(part.entries) for part in self.parts)

    def part(self, number: int) -> Part:
        return next(part for part in self.parts if part.number == number)

    def table(self, code: str) -> Table | None:
        return next((table for table in self.tables if table.code == code), None)

    def says_the_same_as(self, other: "Document") -> bool:
        """Whether only the days they were written and judged on may differ."""
        return replace(self, made_on=other.made_on, judged_on=other.judged_on) == other
