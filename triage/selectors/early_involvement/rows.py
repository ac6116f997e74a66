"""Requests as the figures on early involvement count them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

import numpy as np
from django.db.models import Q, QuerySet

from accounts import city
from accounts.calendar import FiscalYear, fiscal_year
from accounts.models import User
from accounts.roles import Permission
from intake.lifecycle import Step
from intake.models import ProjectRequest
from triage.scoring.involvement import Asked
from triage.scoring.rules import Stage
from triage.selectors.as_of import counted

YEARS = 5

_COLUMNS = (
    "number",
    "title",
    "department__name",
    "submitted_at",
    "found_outside_on",
    "first_stage",
    "lateness_low",
    "lateness_high",
    "step",
    "outcome",
    "decided_at",
    "gap_share",
    "project__phase",
)


def asked_lately(reader: User, today: date) -> list[Asked]:
    """`asked_since` the first day of the last five fiscal years."""
    start = city.current().fiscal_year_start_month
    first_year = fiscal_year(today, start) - YEARS + 1
    return asked_since(reader, FiscalYear(first_year, start).first)


def asked_since(reader: User, first: date) -> list[Asked]:
    """What came to IT since that day, or was found by it, oldest first (one query, and
    the city's holidays)."""
    since = datetime.combine(first, time.min, tzinfo=city.zone())
    came = Q(found_outside_on__isnull=True, submitted_at__gte=since)
    found = (
        _scope(reader)
        .exclude(first_stage="")
        .filter(came | Q(found_outside_on__gte=first))
        .order_by("pk")
        .values_list(*_COLUMNS)
    )
    return list(_read(list(found)))


def _scope(reader: User) -> QuerySet[ProjectRequest]:
    rows = counted(reader)
    if Permission.REQUEST_SEE_ALL in reader.permissions:
        return rows
    if reader.department_confirmed_at is None:
        return rows.none()
    return rows.filter(department=reader.department_id)


def _read(found: Sequence[tuple[Any, ...]]) -> Iterator[Asked]:
    rows = [dict(zip(_COLUMNS, values, strict=True)) for values in found]
    zone = city.zone()
    for row, days in zip(rows, _decision_days(rows), strict=True):
        submitted_at, found_on = row["submitted_at"], row["found_outside_on"]
        is_withdrawn = row["step"] == Step.WITHDRAWN
        yield Asked(
            number=row["number"],
            title=row["title"],
            department=row["department__name"],
            on=found_on or submitted_at.astimezone(zone).date(),
            stage=Stage(row["first_stage"]),
            is_found=found_on is not None,
            is_sent=submitted_at is not None,
            low=100 - row["lateness_high"],
            high=100 - row["lateness_low"],
            outcome=row["step"] if is_withdrawn else row["outcome"],
            decision_days=days,
            gap_share=row["gap_share"],
            phase=row["project__phase"] or "",
        )


def _decision_days(rows: Sequence[Mapping[str, Any]]) -> list[int | None]:
    """Business days from sending to the decision, as `business_days_between` counts."""
    zone = city.zone()
    spans = [
        (
            i,
            row["submitted_at"].astimezone(zone).date(),
            row["decided_at"].astimezone(zone).date(),
        )
        for i, row in enumerate(rows)
        if row["submitted_at"] and row["decided_at"]
    ]
    days: list[int | None] = [None] * len(rows)
    if not spans:
        return days
    at, sent, decided = zip(*spans, strict=True)
    # Day by day in Python this would take seconds for a large city.
    counted_days = np.busday_count(
        np.array(sent, dtype="datetime64[D]") + 1,
        np.array(decided, dtype="datetime64[D]") + 1,
        holidays=np.array(sorted(city.holidays()), dtype="datetime64[D]"),
    )
    for i, count in zip(at, counted_days.tolist(), strict=True):
        days[i] = count
    return days
