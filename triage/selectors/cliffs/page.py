"""The page of all cliffs ahead."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Count, Q, Sum
from django.db.models.functions import ExtractMonth, ExtractYear
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import city
from accounts.calendar import FiscalQuarter
from accounts.models import Department, User
from triage.figures.ending_quarters import (
    EndingFigure,
    EndingQuarter,
    ending_quarters_figure,
)
from triage.figures.numbers import money_short
from triage.models import EndingMoney
from triage.models.ending_money import EndingMoneyQuerySet
from triage.scoring.budget.alarms import calls_until, months_later
from triage.selectors import keyset
from triage.selectors.cliffs.rows import (
    CliffFilter,
    CliffRow,
    RowReader,
    cliffs_ahead,
    with_all_said,
)
from triage.selectors.keyset import SortKey

ROWS_A_PAGE = 50
_BY_END = (SortKey("ends_on", keyset.day), SortKey("pk", keyset.whole))
_MONTHS_AHEAD = 18


@dataclass(frozen=True)
class YearOfCliffs:
    label: str
    rows: tuple[CliffRow, ...]


@dataclass(frozen=True)
class CliffsPage:
    """`rows` are those of this page of the list, `years` the same by fiscal year."""

    verdict: str
    call_says: str
    figure: EndingFigure | None
    rows: tuple[CliffRow, ...]
    years: tuple[YearOfCliffs, ...]
    departments: tuple[tuple[str, str], ...]
    earlier: str
    later: str


def cliffs_page(
    *,
    reader: User,
    wanted: CliffFilter,
    today: date,
    after: str = "",
    before: str = "",
) -> CliffsPage:
    """:raises keyset.BadCursor: a cursor that is none of this list."""
    ahead = cliffs_ahead(reader, wanted, today=today)
    page = keyset.page_of(
        with_all_said(ahead), _BY_END, size=ROWS_A_PAGE, after=after, before=before
    )
    read = RowReader.of_the_city(today)
    rows = tuple(map(read.row, page.rows))
    return CliffsPage(
        verdict=_verdict(ahead, today),
        call_says=call_says(read.known_calls, today),
        figure=_figure(ahead),
        rows=rows,
        years=tuple(
            YearOfCliffs(f"FY{year}", tuple(items))
            for year, items in groupby(rows, key=lambda row: row.fiscal_year)
        ),
        departments=_departments(reader, today),
        earlier=page.earlier,
        later=page.later,
    )


def call_says(known: Iterable[date], today: date) -> str:
    """When the next budget call is, as far as the calendar says."""
    calls = calls_until(list(known), months_later(today, 24))
    call = next((call for call in calls if call.on >= today), None)
    if call is None:
        return _("The budget calendar holds no call for requests.")
    words = {"day": date_format(call.on), "days": (call.on - today).days}
    if not call.is_expected:
        return _("The next budget call is %(day)s, in %(days)d days.") % words
    return (
        _(
            "The next budget call is expected %(day)s, in %(days)d days: the calendar "
            "holds none yet, so the day of the last one is repeated."
        )
        % words
    )


def _verdict(ahead: EndingMoneyQuerySet, today: date) -> str:
    """How much of it is near and unanswered (one query)."""
    near = ahead.unanswered().filter(ends_on__lte=months_later(today, _MONTHS_AHEAD))
    sums = near.aggregate(count=Count("pk"), cents=Sum("missing_cents"))
    if not sums["count"]:
        return _("For all money that ends within 18 months it is known what comes then")
    text = ngettext(
        "%(count)d source of yearly money ends within 18 months with nobody named to "
        "pay then: %(money)s a year",
        "%(count)d sources of yearly money end within 18 months with nobody named to "
        "pay then: %(money)s a year",
        sums["count"],
    )
    return text % {"count": sums["count"], "money": money_short(sums["cents"])}


def _figure(ahead: EndingMoneyQuerySet) -> EndingFigure | None:
    """What ends in each fiscal quarter, named and not (one query); None for nothing."""
    unanswered = EndingMoney.objects.unanswered().values("pk")
    months = (
        ahead.annotate(year=ExtractYear("ends_on"), month=ExtractMonth("ends_on"))
        .values("year", "month")
        .order_by("year", "month")
        .annotate(
            cents=Sum("missing_cents"),
            open_cents=Sum("missing_cents", filter=Q(pk__in=unanswered), default=0),
        )
    )
    found: dict[FiscalQuarter, EndingQuarter] = {}
    for row in months:
        quarter = FiscalQuarter.of(
            date(row["year"], row["month"], 1), city.current().fiscal_year_start_month
        )
        so_far = found.get(quarter, EndingQuarter(quarter))
        found[quarter] = so_far.plus(row["cents"], row["open_cents"])
    return ending_quarters_figure(list(found.values())) if found else None


def _departments(reader: User, today: date) -> tuple[tuple[str, str], ...]:
    """Those with any money that ends, by name."""
    everything = cliffs_ahead(reader, CliffFilter(), today=today)
    codes = everything.values("funding_line__project_request__department")
    rows = Department.objects.filter(pk__in=codes).order_by("name")
    return tuple(rows.values_list("code", "name"))
