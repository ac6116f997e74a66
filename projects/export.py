"""The list of projects as a spreadsheet reads it."""

from collections.abc import Iterable, Iterator

from accounts.spreadsheets import csv_lines
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


def projects_csv(rows: Iterable[ProjectRow]) -> Iterator[str]:
    return csv_lines(_HEADERS, map(_cells, rows))


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
