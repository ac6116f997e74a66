"""The list of projects as a spreadsheet reads it."""

import csv
from collections.abc import Iterable, Iterator

from projects.selectors import ProjectRow

_HEADERS = (
    "reference",
    "name",
    "phase",
    "since",
    "look at it again on",
    "owner",
    "lead in IT",
    "request",
)
# A spreadsheet takes a cell that starts with one of these for a formula (OWASP, "CSV
# Injection").
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class _Echo:
    """What the writer writes, handed on line by line."""

    def write(self, line: str) -> str:
        return line


def csv_lines(rows: Iterable[ProjectRow]) -> Iterator[str]:
    """Header and rows as CSV, with a byte order mark so that spreadsheets read UTF-8."""
    writer = csv.writer(_Echo())
    yield "\ufeff" + str(writer.writerow(_HEADERS))
    for row in rows:
        yield str(writer.writerow(map(harmless, _cells(row))))


def harmless(cell: str) -> str:
    """The text, with an apostrophe before what a spreadsheet would compute."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def _cells(row: ProjectRow) -> tuple[str, ...]:
    return (
        row.ref,
        row.name,
        row.phase_label,
        row.since_on.isoformat(),
        row.wake_on.isoformat() if row.wake_on else "",
        row.department,
        row.lead,
        row.request_number,
    )
