"""A budget request as rows of a spreadsheet: every entry, table, number and answer."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from triage.budget_request.document import (
    Assumption,
    Document,
    Entry,
    Part,
    Row,
    Table,
    Unit,
)
from triage.budget_request.printing import (
    printed_refs,
    short_refs,
    total_of,
    unit_name,
)
from triage.budget_request.words import SOURCE_CLASSES, not_yet_known
from triage.exports import cells

_HUNDRED = 100


def headers(document: Document) -> list[str]:
    return [
        _("Part"),
        _("Kind"),
        _("Item"),
        _("Says"),
        _("Rests on"),
        _("Driver"),
        _("Source class"),
        _("Date"),
        _("Unit"),
        *_years(document),
        _("Total"),
    ]


def rows(document: Document, status: str) -> Iterator[list[str]]:
    """:param status: draft or who signed it off; it stands in the first row."""
    width = len(_years(document))
    yield _line(0, _("status"), document.title, status, width=width)
    for part in document.parts:
        for entry in part.entries:
            yield _entry(part, entry, width)
        for table in part.tables:
            yield from _table(part, table, document)
        for line in part.log:
            says = _("%(answer)s (%(by)s)") % {"answer": line.answer, "by": line.by}
            yield _line(
                part.number,
                _("answer"),
                line.question,
                says,
                on=line.on.isoformat(),
                width=width,
            )
    for item in document.assumptions:
        yield _assumption(item, document, width)


def _years(document: Document) -> tuple[str, ...]:
    table = document.table("fiscal")
    return table.columns if table else ()


def _line(
    part: int,
    kind: str,
    item: str,
    says: str = "",
    *,
    refs: tuple[str, ...] = (),
    driver: str = "",
    source_class: str = "",
    on: str = "",
    unit: str = "",
    values: tuple[str, ...] = (),
    total: str = "",
    width: int,
) -> list[str]:
    years = values or ("",) * width
    rests_on = short_refs(printed_refs(refs))
    place = str(part) if part else ""
    start = [place, kind, item, says, rests_on, driver, source_class, on, unit]
    return [*start, *years, total]


def _entry(part: Part, entry: Entry, width: int) -> list[str]:
    says = entry.value if entry.is_known else not_yet_known(entry.ask)
    return _line(
        part.number, _("entry"), entry.label, says, refs=entry.refs, width=width
    )


def _table(part: Part, table: Table, document: Document) -> Iterator[list[str]]:
    """A row in the columns of the years, else a row for each of its figures."""
    years = _years(document)
    for row in table.rows:
        if table.columns == years:
            yield _of_years(part, table, row)
            continue
        for column, value in zip(table.columns, row.values, strict=True):
            yield _line(
                part.number,
                table.title,
                f"{row.label}: {column}",
                refs=row.refs,
                unit=unit_name(table.unit),
                total=_number(value, table.unit),
                width=len(years),
            )


def _of_years(part: Part, table: Table, row: Row) -> list[str]:
    return _line(
        part.number,
        table.title,
        row.label,
        refs=row.refs,
        unit=unit_name(table.unit),
        values=tuple(_number(value, table.unit) for value in row.values),
        total=_number(total_of(row), table.unit) if table.sums else "",
        width=len(row.values),
    )


def _number(value: int | None, unit: Unit) -> str:
    """As a number a spreadsheet can add up."""
    if unit is Unit.CENTS:
        return cells.dollars(value)
    return "" if value is None else f"{Decimal(value) / _HUNDRED:.2f}"


def _assumption(item: Assumption, document: Document, width: int) -> list[str]:
    day = item.on or document.judged_on
    return _line(
        13,
        _("number"),
        f"{item.ref} {item.what}",
        "; ".join(filter(None, (item.quantity, item.price, item.source))),
        driver=item.driver,
        source_class=str(SOURCE_CLASSES[item.kind]),
        on=day.isoformat() if day else "",
        width=width,
    )
