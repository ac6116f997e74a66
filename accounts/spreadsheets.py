"""Lists as CSV that a spreadsheet may open without running anything."""

import csv
from collections.abc import Iterable, Iterator

# What spreadsheets take for a formula at the start of a cell (OWASP, "CSV Injection").
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


class _Echo:
    """What the writer writes, handed on line by line."""

    def write(self, line: str) -> str:
        return line


def csv_lines(headers: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Headers and rows, made as they are asked for, so that any length can be streamed.

    Begins with a byte order mark, by which spreadsheets know UTF-8.
    """
    writer = csv.writer(_Echo())
    yield "\ufeff" + str(writer.writerow(headers))
    for row in rows:
        yield str(writer.writerow(map(harmless, row)))


def harmless(cell: str) -> str:
    """The text, with an apostrophe before what a spreadsheet would compute."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
