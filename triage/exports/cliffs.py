"""All money that ends and leaves cost behind, as rows of a spreadsheet."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from accounts.models import User
from triage.exports import cells
from triage.selectors.cliffs import CliffFilter, CliffRow, cliff_rows


def headers() -> list[str]:
    return [
        _("Number"),
        _("Title"),
        _("Department"),
        _("Money"),
        _("Kind of money"),
        _("Ends on"),
        _("Fiscal year"),
        _("Pays a year, dollars"),
        _("Missing a year afterwards, dollars"),
        _("Missing from fiscal year"),
        _("Afterwards"),
        _("Answered"),
        _("Last told, due on"),
        _("Told next on"),
    ]


def rows(reader: User, wanted: CliffFilter, *, today: date) -> Iterator[list[str]]:
    """One row for each, by its end (two queries)."""
    return map(_cells, cliff_rows(reader, wanted, today=today))


def _cells(row: CliffRow) -> list[str]:
    return [
        row.number,
        row.title,
        row.department,
        row.source,
        row.source_type,
        row.ends_on.isoformat(),
        f"FY{row.fiscal_year}",
        cells.dollars(row.pays_cents),
        cells.dollars(row.missing_cents),
        f"FY{row.missing_year}",
        row.successor,
        cells.yes_or_no(row.is_answered),
        _iso(row.told_on),
        _iso(row.next_on),
    ]


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
