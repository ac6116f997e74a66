"""Each of them as a row, with what was told of it and what comes next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import city
from accounts.models import BudgetEvent, User
from triage.figures.ending import time_left
from triage.figures.numbers import money
from triage.models import EndingMoney
from triage.models.ending_money import EndingMoneyQuerySet
from triage.scoring.budget.alarms import (
    REPEATED_MONTHS_AFTER,
    Alarm,
    Call,
    calls_until,
    months_later,
    next_alarm,
    overdue,
)
from triage.services.successors import Successor

_BATCH = 500


@dataclass(frozen=True)
class CliffFilter:
    """Empty shows all of them."""

    department: str = ""
    only_open: bool = False

    @property
    def is_set(self) -> bool:
        return bool(self.department) or self.only_open


@dataclass(frozen=True)
class CliffRow:
    """:param told_on: the day the newest alarm was due; None before the first.
    :param next_on: when it is told of next; None when somebody answered or it is over.
    :param next_because: "budget call", "budget call, expected" or "".
    """

    number: str
    title: str
    url: str
    department: str
    source: str
    source_type: str
    fiscal_year: int
    ends_on: date
    left: str
    pays_cents: int
    missing_cents: int
    missing_year: int
    pays: str
    missing: str
    successor: str
    is_answered: bool
    after_url: str
    told_on: date | None
    next_on: date | None
    next_because: str


def cliffs_ahead(
    reader: User, wanted: CliffFilter, *, today: date
) -> EndingMoneyQuerySet:
    """Those that end from today on, and those people are still told of after their end."""
    told_since = months_later(today, -REPEATED_MONTHS_AFTER)
    rows = EndingMoney.objects.visible_to(reader).alive()
    if wanted.department:
        rows = rows.filter(
            funding_line__project_request__department__code=wanted.department
        )
    still_told = rows.unanswered().filter(ends_on__gte=told_since)
    if wanted.only_open:
        return still_told
    return rows.filter(Q(ends_on__gte=today) | Q(pk__in=still_told.values("pk")))


def with_all_said(rows: EndingMoneyQuerySet) -> EndingMoneyQuerySet:
    return rows.select_related("funding_line__project_request__department").annotate(
        told_on=Max("funding_line__cliff_alarms__due_on")
    )


def cliff_rows(reader: User, wanted: CliffFilter, *, today: date) -> Iterator[CliffRow]:
    """All of them by their end, for a spreadsheet."""
    rows = with_all_said(cliffs_ahead(reader, wanted, today=today)).in_order()
    read = RowReader.of_the_city(today)
    return map(read.row, rows.iterator(chunk_size=_BATCH))


@dataclass(frozen=True)
class RowReader:
    """What all rows share, read once."""

    today: date
    known_calls: Sequence[date]

    @classmethod
    def of_the_city(cls, today: date) -> "RowReader":
        calls = BudgetEvent.objects.filter(kind=BudgetEvent.Kind.CALL)
        return cls(today, tuple(calls.values_list("on", flat=True)))

    def row(self, ending: EndingMoney) -> CliffRow:
        """:param ending: as `with_all_said` reads it."""
        line, request = ending.funding_line, ending.funding_line.project_request
        told_on = getattr(ending, "told_on", None)
        upcoming = None if ending.is_answered else self._upcoming(ending, told_on)
        return CliffRow(
            number=request.number,
            title=request.title,
            url=reverse("triage:workbench", args=[request.number]),
            department=request.department.name,
            source=line.source,
            source_type=str(line.get_source_type_display()),
            fiscal_year=city.fiscal_year_of(ending.ends_on),
            ends_on=ending.ends_on,
            left=time_left(ending.ends_on, self.today),
            pays_cents=ending.pays_cents,
            missing_cents=ending.missing_cents,
            missing_year=ending.missing_year,
            pays=money(ending.pays_cents),
            missing=money(ending.missing_cents),
            successor=str(Successor.of(line)),
            is_answered=ending.is_answered,
            after_url=reverse("triage:after", args=[request.number, line.pk]),
            told_on=told_on,
            next_on=upcoming.on if upcoming else None,
            next_because=_because(upcoming.call) if upcoming else "",
        )

    def _upcoming(self, ending: EndingMoney, told_on: date | None) -> Alarm | None:
        """The next alarm; one that is due already goes out with the next look."""
        calls, ends_on = calls_until(self.known_calls, ending.ends_on), ending.ends_on
        due = overdue(ends_on, calls, told_on=told_on, today=self.today)
        if due is not None:
            return Alarm(self.today)
        return next_alarm(ends_on, calls, today=self.today)


def _because(call: Call | None) -> str:
    if call is None:
        return ""
    return _("expected budget call") if call.is_expected else _("budget call")
