"""The document as pages and papers print it: words for figures, and where things stand."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from triage.budget_request import says
from triage.budget_request.document import (
    Assumption,
    Document,
    Entry,
    Part,
    Row,
    Signature,
    Table,
    Unit,
    Weight,
)
from triage.budget_request.words import SOURCE_CLASSES, not_yet_known
from triage.figures import money

# What stands where a figure is not reckoned.
_NOT_RECKONED = ""
_HUNDRED = 100

Address = Callable[[str], str]


@dataclass(frozen=True)
class PrintedRef:
    """One assumption or a run of them; `anchor` is the first."""

    text: str
    anchor: str


@dataclass(frozen=True)
class PrintedEntry:
    """`lines` are what is known; without any `open_says` names whom to ask."""

    label: str
    lines: tuple[str, ...]
    open_says: str
    fill_url: str
    refs: tuple[PrintedRef, ...]


@dataclass(frozen=True)
class PrintedRow:
    label: str
    url: str
    cells: tuple[str, ...]
    total: str
    refs: tuple[PrintedRef, ...]
    is_total: bool
    is_gap: bool
    is_range: bool


@dataclass(frozen=True)
class PrintedTable:
    id: str
    title: str
    unit: str
    columns: tuple[str, ...]
    sums: bool
    rows: tuple[PrintedRow, ...]
    note: str


@dataclass(frozen=True)
class PrintedAssumption:
    ref: str
    what: str
    number: str
    driver: str
    says: str
    kind: str
    on: str
    source: str


@dataclass(frozen=True)
class PrintedLog:
    question: str
    answer: str
    by: str
    on: str


@dataclass(frozen=True)
class PrintedPart:
    id: str
    number: int
    title: str
    counted: str
    entries: tuple[PrintedEntry, ...]
    tables: tuple[PrintedTable, ...]
    log: tuple[PrintedLog, ...]


@dataclass(frozen=True)
class Printed:
    """A document in words. `fill_url` and `request_url` are empty for who may not go there."""

    title: str
    year: str
    city: str
    department: str
    number: str
    summary: str
    filled: str
    judged: str
    made_on: str
    parts: tuple[PrintedPart, ...]
    assumptions: tuple[PrintedAssumption, ...]
    signatures: tuple[Signature, ...]


def _nowhere(_place: str) -> str:
    return ""


def printed(
    document: Document, fill_url: Address = _nowhere, request_url: Address = _nowhere
) -> Printed:
    """:param fill_url: the address where an entry's `fill` is entered; empty for none.
    :param request_url: the address of the paper of a request's number.
    """
    judged_on = says.on(document.judged_on)
    return Printed(
        title=document.title,
        year=document.year,
        city=document.city,
        department=document.department,
        number=document.number,
        summary=document.summary,
        filled=_("%(known)d of %(count)d entries filled")
        % {"known": document.known, "count": document.count},
        judged=judged_on,
        made_on=says.on(document.made_on),
        parts=tuple(_part(part, fill_url, request_url) for part in document.parts),
        assumptions=tuple(_assumption(a, judged_on) for a in document.assumptions),
        signatures=document.signatures,
    )


def _part(part: Part, fill_url: Address, request_url: Address) -> PrintedPart:
    return PrintedPart(
        id=f"part-{part.number}",
        number=part.number,
        title=part.title,
        counted=_("%(known)d of %(count)d")
        % {"known": part.known, "count": len(part.entries)},
        entries=tuple(_entry(entry, fill_url) for entry in part.entries),
        tables=tuple(_table(table, request_url) for table in part.tables),
        log=tuple(
            PrintedLog(line.question, line.answer, line.by, says.on(line.on))
            for line in part.log
        ),
    )


def _entry(entry: Entry, fill_url: Address) -> PrintedEntry:
    return PrintedEntry(
        label=entry.label,
        lines=tuple(entry.value.splitlines()),
        open_says="" if entry.is_known else not_yet_known(entry.ask),
        fill_url=fill_url(entry.fill) if entry.fill else "",
        refs=printed_refs(entry.refs),
    )


def _table(table: Table, request_url: Address) -> PrintedTable:
    return PrintedTable(
        id=f"table-{table.code}",
        title=table.title,
        unit=unit_name(table.unit),
        columns=table.columns,
        sums=table.sums,
        rows=tuple(_row(row, table, request_url) for row in table.rows),
        note=table.note,
    )


def _row(row: Row, table: Table, request_url: Address) -> PrintedRow:
    return PrintedRow(
        label=row.label,
        url=request_url(row.number) if row.number else "",
        cells=tuple(_cell(value, table.unit) for value in row.values),
        total=_cell(total_of(row), table.unit) if table.sums else "",
        refs=printed_refs(row.refs),
        is_total=row.weight is Weight.TOTAL,
        is_gap=row.weight is Weight.GAP,
        is_range=row.weight is Weight.RANGE,
    )


def total_of(row: Row) -> int | None:
    """None where a year is not reckoned: a sum of the others would mislead."""
    known = [value for value in row.values if value is not None]
    return sum(known) if len(known) == len(row.values) else None


def unit_name(unit: Unit) -> str:
    names = {
        Unit.CENTS: _("dollars"),
        Unit.HOURS: _("hours"),
        Unit.FTE: _("full-time people"),
    }
    return names[unit]


def _cell(value: int | None, unit: Unit) -> str:
    if value is None:
        return _NOT_RECKONED
    if unit is Unit.CENTS:
        return money(value)
    whole, rest = divmod(value, _HUNDRED)
    return f"{whole:,}.{rest:02d}".rstrip("0").rstrip(".") if rest else f"{whole:,}"


def _assumption(item: Assumption, judged_on: str) -> PrintedAssumption:
    return PrintedAssumption(
        ref=item.ref,
        what=item.what,
        number=item.number,
        driver=item.driver,
        says="; ".join(filter(None, (item.quantity, item.price))),
        kind=str(SOURCE_CLASSES[item.kind]),
        on=says.on(item.on) or judged_on,
        source=item.source,
    )


def short_refs(refs: tuple[PrintedRef, ...]) -> str:
    """“A1–A4, A7”."""
    return ", ".join(ref.text for ref in refs)


def printed_refs(refs: tuple[str, ...]) -> tuple[PrintedRef, ...]:
    return tuple(_runs([int(ref.removeprefix("A")) for ref in refs]))


def _runs(numbers: list[int]) -> Iterator[PrintedRef]:
    """Numbers that follow one another drawn together, as a column is narrow."""
    start = last = None
    for number in [*numbers, None]:
        if last is not None and number == last + 1:
            last = number
            continue
        if start is not None:
            text = f"A{start}" if start == last else f"A{start}–A{last}"
            yield PrintedRef(text, f"A{start}")
        start = last = number
