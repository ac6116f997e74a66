"""Money that ends within 18 months, and how far the budget call is."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import city
from accounts.models import BudgetEvent, User
from accounts.roles import Permission
from notifications.digests import Row, Section
from notifications.periods import Period
from triage.figures.ending import time_left
from triage.figures.numbers import money_short
from triage.models import EndingMoney
from triage.scoring.budget.alarms import calls_until, months_later
from triage.services.successors import Successor

MOST_ROWS = 5
_MONTHS_AHEAD = 18


def money_ahead(period: Period, reader: User) -> Section:
    """What ends and leaves cost behind, nobody named first, then what ends first.

    It stands as it is when the edition is built: what was on record about the end of
    money at an earlier moment is not kept.
    """
    today = city.day_of(period.end)
    ahead = (
        EndingMoney.objects.visible_to(reader)
        .alive()
        .filter(ends_on__range=(today, months_later(today, _MONTHS_AHEAD)))
    )
    count, unnamed = ahead.count(), ahead.unanswered()
    chosen = _nobody_named_first(ahead, unnamed)
    call = _call_row(today)
    return Section(
        key="money_ahead",
        title=_("Money"),
        rows=(*call, *(_row(ending, reader, today) for ending in chosen)),
        more=count - len(chosen),
        empty=_("No money ends within 18 months that anything depends on."),
        verdict=_verdict(unnamed.count()),
    )


def _nobody_named_first(
    ahead: QuerySet[EndingMoney], unnamed: QuerySet[EndingMoney]
) -> list[EndingMoney]:
    def said(rows: QuerySet[EndingMoney]) -> QuerySet[EndingMoney]:
        wanted = rows.select_related("funding_line__project_request__department")
        return wanted.order_by("ends_on", "-missing_cents", "pk")

    first = list(said(unnamed)[:MOST_ROWS])
    rest = said(ahead).exclude(pk__in=unnamed.values("pk"))
    return [*first, *rest[: MOST_ROWS - len(first)]]


def _row(ending: EndingMoney, reader: User, today: date) -> Row:
    line, request = ending.funding_line, ending.funding_line.project_request
    sees = Permission.TRIAGE_SEE in reader.permissions
    return Row(
        text=_("“%(source)s”, %(title)s")
        % {"source": line.source, "title": request.title},
        detail=_("%(department)s · ends %(left)s, %(money)s a year missing · %(after)s")
        % {
            "department": request.department.name,
            "left": time_left(ending.ends_on, today),
            "money": money_short(ending.missing_cents),
            "after": str(Successor.of(line)),
        },
        aside=date_format(ending.ends_on, "j M Y"),
        path=reverse(
            "triage:workbench" if sees and request.submitted_at else "triage:request",
            args=[request.number],
        ),
    )


def _call_row(today: date) -> tuple[Row, ...]:
    """Days to the budget call; nothing where the calendar never held one."""
    known = BudgetEvent.objects.filter(kind=BudgetEvent.Kind.CALL)
    calls = calls_until(
        list(known.values_list("on", flat=True)), months_later(today, 24)
    )
    call = next((call for call in calls if call.on >= today), None)
    if call is None:
        return ()
    text = ngettext(
        "%(days)d day to the budget call",
        "%(days)d days to the budget call",
        (call.on - today).days,
    )
    return (
        Row(
            text=text % {"days": (call.on - today).days},
            detail=_("expected: the calendar does not hold it yet")
            if call.is_expected
            else "",
            aside=date_format(call.on, "j M Y"),
            path=reverse("triage:budget_calendar"),
        ),
    )


def _verdict(unnamed: int) -> tuple[str, ...]:
    if not unnamed:
        return ()
    text = ngettext(
        "%(count)d source of money ends with nobody named to pay then",
        "%(count)d sources of money end with nobody named to pay then",
        unnamed,
    )
    return (text % {"count": unnamed},)
