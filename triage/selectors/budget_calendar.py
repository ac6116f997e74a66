"""The budget year: its days, how far they are, and which papers are missing."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import BudgetEvent, User
from accounts.roles import Permission
from triage.figures.ending import days_left
from triage.figures.numbers import money
from triage.scoring.budget.alarms import REMINDER_DAYS
from triage.selectors.cliffs.page import call_says
from triage.selectors.unsigned import budget_year, count_unsigned, unsigned

_DUE_DAYS = (BudgetEvent.Kind.DUE_TO_IT, BudgetEvent.Kind.DUE_TO_FINANCE)
_LOOK_BACK = timedelta(days=365)
_MOST_DAYS = 60
_MOST_NAMED = 50


@dataclass(frozen=True)
class CalendarDay:
    """`reminded_on` are the days people are reminded of it, empty for most."""

    on: date
    name: str
    kind: str
    year: str
    left: str
    is_past: bool
    is_next: bool
    reminded_on: tuple[date, ...]


@dataclass(frozen=True)
class UnsignedRow:
    number: str
    title: str
    department: str
    missing: str
    url: str


@dataclass(frozen=True)
class CalendarPage:
    """`unsigned` is for those who see all requests; `year` what they ask money for."""

    verdict: str
    call_says: str
    days: tuple[CalendarDay, ...]
    sees_requests: bool
    year: str
    count_says: str
    unsigned: tuple[UnsignedRow, ...]
    more: int


def budget_calendar(*, reader: User, today: date) -> CalendarPage:
    """The year behind and all that is ahead, at most sixty days, oldest first."""
    found = BudgetEvent.objects.filter(on__gte=today - _LOOK_BACK)
    events = list(found.order_by("on", "pk")[:_MOST_DAYS])
    ahead = [event for event in events if event.on >= today]
    due = next((event for event in ahead if event.kind in _DUE_DAYS), None)
    sees = Permission.TRIAGE_SEE in reader.permissions and due is not None
    year = budget_year(due) if due else 0
    count = count_unsigned(year) if sees else 0
    rows = unsigned(year, most=_MOST_NAMED) if count else []
    calls = BudgetEvent.objects.filter(kind=BudgetEvent.Kind.CALL)
    return CalendarPage(
        verdict=_verdict(due or (ahead[0] if ahead else None), today),
        call_says=call_says(calls.values_list("on", flat=True), today),
        days=tuple(_day(event, today, ahead) for event in events),
        sees_requests=sees,
        year=f"FY{year}" if year else "",
        count_says=ngettext("%(count)d request", "%(count)d requests", count)
        % {"count": count},
        unsigned=tuple(
            UnsignedRow(
                number=row.number,
                title=row.title,
                department=row.department,
                missing=money(row.missing_cents),
                url=_paper_url(row.number),
            )
            for row in rows
        ),
        more=count - len(rows),
    )


def _verdict(event: BudgetEvent | None, today: date) -> str:
    if event is None:
        return _("The budget calendar holds no day ahead")
    return _("%(event)s: %(day)s, %(left)s") % {
        "event": event.name,
        "day": date_format(event.on),
        "left": days_left(event.on, today),
    }


def _day(event: BudgetEvent, today: date, ahead: list[BudgetEvent]) -> CalendarDay:
    told = REMINDER_DAYS if event.kind in _DUE_DAYS else ()
    is_other = event.kind == BudgetEvent.Kind.OTHER
    return CalendarDay(
        on=event.on,
        name=event.name,
        kind="" if is_other else str(event.get_kind_display()).capitalize(),
        year=f"FY{event.fiscal_year}" if event.fiscal_year else "",
        left=days_left(event.on, today),
        is_past=event.on < today,
        is_next=bool(ahead) and event == ahead[0],
        reminded_on=tuple(event.on - timedelta(days=days) for days in told),
    )


def _paper_url(number: str) -> str:
    """Its budget request."""
    try:
        return reverse("triage:budget_request", args=[number])
    except NoReverseMatch:
        return reverse("triage:workbench", args=[number])
