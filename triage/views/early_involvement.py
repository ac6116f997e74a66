"""How early IT is asked: the page, and its requests as a spreadsheet."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts import city
from accounts.calendar import FiscalQuarter, FiscalYear, fiscal_year
from accounts.permissions import SignedInRequest, requires
from accounts.roles import Permission
from accounts.spreadsheets import csv_lines
from triage.involvement import Asked, Told
from triage.scoring.rounding import half_up
from triage.selectors import early_involvement as selector

_YEAR_DIGITS = 4


@require_GET
@requires(Permission.REQUEST_SEE)
def early_involvement(request: SignedInRequest) -> HttpResponse:
    """GET `year`: a fiscal year such as 2027; anything else shows this one."""
    year = request.GET.get("year", "")
    page = selector.early_involvement(
        reader=request.user,
        year=int(year) if year.isdecimal() and len(year) == _YEAR_DIGITS else None,
        now=timezone.now(),
    )
    return render(request, "triage/early_involvement.html", {"page": page})


@require_GET
@requires(Permission.REQUEST_SEE)
def early_involvement_csv(request: SignedInRequest) -> StreamingHttpResponse:
    """Every request behind the page, of all its fiscal years."""
    today, start = timezone.localdate(), city.current().fiscal_year_start_month
    first = FiscalYear(fiscal_year(today, start) - selector.YEARS + 1, start).first
    rows = selector.asked_since(request.user, first)
    name = f"early-involvement-{today:%Y-%m-%d}.csv"
    return StreamingHttpResponse(
        csv_lines(_headers(), _rows(rows, start)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _headers() -> list[str]:
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


def _rows(asked: Iterable[Asked], start: int) -> Iterator[list[str]]:
    for row in asked:
        quarter = FiscalQuarter.of(row.on, start)
        yield [
            row.number,
            row.title,
            row.department,
            row.on.isoformat(),
            f"FY{quarter.year}",
            f"Q{quarter.number}",
            row.stage,
            _yes(row.told is Told.IN_TIME),
            _yes(row.is_found),
            _tenths(row.low),
            _tenths(row.high),
            selector.outcome_name(row.outcome),
            "" if row.decision_days is None else str(row.decision_days),
            "" if row.gap_share is None else _tenths(row.gap_share * 100),
            selector.phase_name(row.phase),
        ]


def _yes(is_so: bool) -> str:
    return _("yes") if is_so else _("no")


def _tenths(value: Decimal) -> str:
    return str(half_up(Fraction(value), 1))
