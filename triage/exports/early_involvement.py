"""How early IT was asked, request by request, as rows of a spreadsheet."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from accounts import city
from accounts.calendar import FiscalQuarter
from accounts.models import User
from triage.exports import cells
from triage.scoring.involvement import Asked, Told
from triage.selectors.early_involvement import asked_lately, outcome_name, phase_name


def headers() -> list[str]:
    return [
        _("Number"),
        _("Title"),
        _("Department"),
        _("Sent or found on"),
        _("Fiscal year"),
        _("Quarter"),
        _("Stage when IT was first asked"),
        _("Told in time"),
        _("Found outside intake"),
        _("Early involvement low"),
        _("Early involvement high"),
        _("Outcome"),
        _("Business days to the decision"),
        _("Missing money, percent"),
        _("Project phase"),
    ]


def rows(*, reader: User, today: date) -> Iterator[list[str]]:
    """One row per request of the last fiscal years, oldest first."""
    start = city.current().fiscal_year_start_month
    asked = asked_lately(reader, today)
    return (_cells(row, FiscalQuarter.of(row.on, start)) for row in asked)


def _cells(row: Asked, quarter: FiscalQuarter) -> list[str]:
    return [
        row.number,
        row.title,
        row.department,
        row.on.isoformat(),
        f"FY{quarter.year}",
        f"Q{quarter.number}",
        row.stage,
        cells.yes_or_no(row.told is Told.IN_TIME),
        cells.yes_or_no(row.is_found),
        cells.rounded(row.low),
        cells.rounded(row.high),
        outcome_name(row.outcome),
        "" if row.decision_days is None else str(row.decision_days),
        cells.percent(row.gap_share),
        phase_name(row.phase),
    ]
