"""Read a list of people from CSV: shape only, no look-ups."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO

from django.utils.translation import gettext as _

from accounts.errors import Refused

REQUIRED = ("email", "name", "department")
OPTIONAL = ("title", "roles")
MOST_ROWS = 500


@dataclass(frozen=True)
class PersonRow:
    """One line of the list, as typed; `line` counts from 1 with the headers."""

    line: int
    email: str
    name: str
    department: str
    title: str = ""
    roles: str = ""


def read_people(text: str) -> list[PersonRow]:
    """The rows of a CSV text with headers; empty lines are left out.

    :raises Refused: a column is missing, there are no rows, or more than `MOST_ROWS`.
    """
    # Spreadsheets write a byte order mark, and ";" where "," is the decimal sign.
    text = text.removeprefix("\ufeff")
    first_line = text.partition("\n")[0]
    delimiter = ";" if first_line.count(";") > first_line.count(",") else ","
    reader = csv.DictReader(StringIO(text), delimiter=delimiter)
    _check_headers(
        [(header or "").strip().lower() for header in reader.fieldnames or []]
    )
    reader.fieldnames = [
        (header or "").strip().lower() for header in reader.fieldnames or []
    ]
    try:
        rows = list(_rows(reader))
    except csv.Error as error:
        raise Refused({"file": _("This is not a CSV file we can read.")}) from error
    if not rows:
        raise Refused({"file": _("The list has headers but no people under them.")})
    if len(rows) > MOST_ROWS:
        raise Refused(
            {
                "file": _("%(count)d people are too many at once; split at %(most)d.")
                % {"count": len(rows), "most": MOST_ROWS}
            }
        )
    return rows


def _check_headers(headers: list[str]) -> None:
    missing = [header for header in REQUIRED if header not in headers]
    if missing:
        raise Refused(
            {
                "file": _("The first line must name the columns; missing: %(missing)s.")
                % {"missing": ", ".join(missing)}
            }
        )


def _rows(reader: "csv.DictReader[str]") -> Iterable[PersonRow]:
    for values in reader:
        cells = {
            column: (values.get(column) or "").strip()
            for column in (*REQUIRED, *OPTIONAL)
        }
        if any(cells.values()):
            yield PersonRow(line=reader.line_num, **cells)
