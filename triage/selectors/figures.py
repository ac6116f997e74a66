"""The headline figures of home page and digest, as of any moment (docs/scoring.md)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from django.db.models import Count, Q, Sum

from accounts import city
from accounts.models import User
from intake.lifecycle import Step
from triage.scoring.lateness import told_in_time
from triage.scoring.rules import Stage
from triage.selectors.as_of import (
    Standing,
    counted,
    newest_assessments,
    open_at,
    open_or_accepted_at,
)

QUARTER_DAYS = 91
_TOLD_IN_TIME = [stage for stage in Stage if told_in_time(stage)]
_SUNDAY = 7


@dataclass(frozen=True)
class UnfundedYear:
    """Recurring cost without money that begins in this fiscal year, likely amount."""

    year: int
    cents: int
    requests: int


@dataclass(frozen=True)
class HeadlineFigures:
    """As of `at`. Everything is counted, nothing is the length of a shortened list.

    `unfunded` has the earliest first year first. `told_in_time` of `told_about`
    requests came in since `quarter_from`, while IT could still shape the ask for money;
    what IT found outside intake is among the others from the day it was found.
    """

    at: datetime
    waiting: int
    past_promise: int
    decisions_due: int
    need_leader: int
    unfunded: tuple[UnfundedYear, ...]
    told_in_time: int
    told_about: int
    quarter_from: date

    @property
    def told_share(self) -> Fraction | None:
        """0 to 1; None when nothing came in."""
        return Fraction(self.told_in_time, self.told_about) if self.told_about else None

    def unfunded_from(self, year: int) -> int:
        """Cents of recurring cost whose first unfunded fiscal year is `year`."""
        return sum(item.cents for item in self.unfunded if item.year == year)


def headline_figures(at: datetime, *, reader: User | None = None) -> HeadlineFigures:
    """The figures as they stood at a moment, past or present.

    A constant number of queries, whatever there is to count. With a reader only what
    they may see counts.
    """
    with city.remembered():
        today = city.day_of(at)
        standing = open_at(at, reader)
        waiting = [item for item in standing if item.is_waiting]
        due = decisions_due(standing, today)
        quarter_from = today - timedelta(days=QUARTER_DAYS - 1)
        in_time, asked = _told_in_time(quarter_from, at, reader)
        return HeadlineFigures(
            at=at,
            waiting=len(waiting),
            past_promise=sum(item.answer_by_on < today for item in waiting),
            decisions_due=len(due),
            need_leader=sum(item.step is Step.AWAITING_CONFIRMATION for item in due),
            unfunded=_unfunded(at, reader),
            told_in_time=in_time,
            told_about=asked,
            quarter_from=quarter_from,
        )


def decisions_due(standing: list[Standing], today: date) -> list[Standing]:
    """Those to be decided by the end of the ISO week, and all that wait for a leader."""
    end_of_week = today + timedelta(days=_SUNDAY - today.isoweekday())
    return [item for item in standing if item.is_due(end_of_week)]


def _unfunded(at: datetime, reader: User | None) -> tuple[UnfundedYear, ...]:
    rows = (
        newest_assessments(open_or_accepted_at(at, reader), at)
        .values("unfunded_from_year")
        .annotate(cents=Sum("unfunded_recurring_cents"), requests=Count("pk"))
        .order_by("unfunded_from_year")
    )
    return tuple(
        UnfundedYear(row["unfunded_from_year"], int(row["cents"]), row["requests"])
        for row in rows
        # Whatever is paid for has no such year.
        if row["unfunded_from_year"] is not None
    )


def _told_in_time(
    quarter_from: date, at: datetime, reader: User | None
) -> tuple[int, int]:
    since = datetime.combine(quarter_from, time.min, tzinfo=city.zone())
    brought = Q(
        found_outside_on__isnull=True, submitted_at__gte=since, submitted_at__lte=at
    )
    found = Q(found_outside_on__gte=quarter_from, created_at__lte=at)
    asked = counted(reader).filter(brought | found)
    figures = newest_assessments(asked, at).aggregate(
        asked=Count("pk"),
        in_time=Count(
            "pk",
            filter=Q(
                first_stage__in=_TOLD_IN_TIME,
                project_request__found_outside_on__isnull=True,
            ),
        ),
    )
    return figures["in_time"], figures["asked"]
