"""Lists as CSV that a spreadsheet may open without running anything."""

import csv
import re
from collections.abc import Iterable, Iterator

from django.http import StreamingHttpResponse
from django.utils import timezone

# What spreadsheets take for a formula at the start of a cell (OWASP, "CSV Injection").
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_NUMBER = re.compile(r"-\d+(\.\d+)?", re.ASCII)


def csv_response(
    name: str, headers: Iterable[str], rows: Iterable[Iterable[str]]
) -> StreamingHttpResponse:
    """A file to keep, called by `name` and today's date."""
    file_name = f"{name}-{timezone.localdate():%Y-%m-%d}.csv"
    return StreamingHttpResponse(
        csv_lines(headers, rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{file_name}"'},
    )


class _Echo:
    """What the writer writes, handed on line by line."""

    def write(self, line: str) -> str:
        return line


def csv_lines(headers: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Headers and rows, made as they are asked for, so that any length can be streamed.

    Begins with a byte order mark, by which spreadsheets know UTF-8.
    """
    writer = csv.writer(_Echo())
    yield "\ufeff" + str(writer.writerow(map(harmless, headers)))
    for row in rows:
        yield str(writer.writerow(map(harmless, row)))


def harmless(cell: str) -> str:
    """The text, with an apostrophe before what a spreadsheet would compute.

    A number below zero computes nothing, and stays a number.
    """
    is_formula = cell.startswith(_FORMULA_STARTS) and not _NUMBER.fullmatch(cell)
    return f"'{cell}" if is_formula else cell
