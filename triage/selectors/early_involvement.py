"""How early IT is asked: by department, quarter and fiscal year."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from itertools import dropwhile
from typing import Any

import numpy as np
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import city
from accounts.calendar import FiscalQuarter, FiscalYear, fiscal_year
from accounts.models import User
from accounts.permissions import may
from accounts.roles import Permission
from intake.lifecycle import Outcome, Step
from intake.models import ProjectRequest
from projects.lifecycle import Phase
from projects.models import PHASE_LABELS
from triage.figures import (
    BAND_NAMES,
    SHARE,
    FigureTile,
    TrendFigure,
    TrendPoint,
    figure_tile,
    involvement_trend,
    round_half_up,
)
from triage.figures.involvement import index_says, of
from triage.involvement import (
    Asked,
    Fate,
    Involvement,
    Told,
    early_examples,
    fates,
    involvement,
)
from triage.models import Rubric
from triage.models.decision import OUTCOME_LABELS
from triage.scoring.rules import Stage
from triage.selectors.as_of import counted
from triage.selectors.figures import QUARTER_DAYS

YEARS = 5
QUARTERS = 8
MOST_EXAMPLES = 3
MOST_STUBS = 10

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


@dataclass(frozen=True)
class YearLink:
    label: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class DepartmentRow:
    name: str
    count: int
    in_time: str
    index: str
    found: int


@dataclass(frozen=True)
class FateRow:
    name: str
    count: int
    outcomes: str
    days: str
    gap: str
    phases: str


@dataclass(frozen=True)
class Example:
    """A request that came early, and what came of it."""

    title: str
    url: str
    department: str
    says: str


@dataclass(frozen=True)
class Stub:
    """What was found outside intake and waits for its department to finish it."""

    title: str
    url: str
    department: str
    found_on: date
    stage: str


@dataclass(frozen=True)
class EarlyInvolvement:
    """`place` names whose requests these are: the city's, or one department's own."""

    place: str
    verdict: str
    tiles: tuple[FigureTile, ...]
    years: tuple[YearLink, ...]
    year: str
    trend: TrendFigure
    departments: tuple[DepartmentRow, ...]
    total: DepartmentRow
    fates: tuple[FateRow, ...]
    examples: tuple[Example, ...]
    stubs: tuple[Stub, ...]
    more_stubs: int
    csv_url: str
    can_log: bool

    @property
    def is_empty(self) -> bool:
        return not self.trend.rows and not self.total.count


def early_involvement(
    *, reader: User, year: int | None, now: datetime
) -> EarlyInvolvement:
    """The page of one fiscal year, this one unless said; the trend runs to today.

    Reads everything of the last five fiscal years in one query, whatever there is.
    Everybody else than IT's readers sees their own department alone.
    """
    with city.remembered():
        today, start = city.day_of(now), city.current().fiscal_year_start_month
        this_year = fiscal_year(today, start)
        known = range(this_year - YEARS + 1, this_year + 1)
        shown = year if year is not None and year in known else this_year
        everything = asked_since(reader, FiscalYear(known[0], start).first)
        quarters = _by_quarter(everything, start)
        rows, before = _of_year(quarters, shown), _of_year(quarters, shown - 1)
        rules, stages = _of_the_rubric()
        total = involvement(rows)
        waiting = [row for row in everything if row.is_found and not row.is_sent]
        waiting = [row for row in waiting if row.outcome != Step.WITHDRAWN]
        return EarlyInvolvement(
            place=_place(reader),
            verdict=_verdict(total, involvement(before), shown),
            tiles=_tiles(everything, rows, total, today, len(waiting)),
            years=_years({*(one.year for one in quarters), shown, this_year}, shown),
            year=f"FY{shown}",
            trend=_trend(quarters, FiscalQuarter.of(today, start), rules),
            departments=_departments(rows),
            total=_department(_("All"), total),
            fates=tuple(map(_fate, fates(rows))),
            examples=tuple(
                _example(row, stages) for row in early_examples(rows, MOST_EXAMPLES)
            ),
            stubs=tuple(_stub(row, stages) for row in waiting[:MOST_STUBS]),
            more_stubs=max(len(waiting) - MOST_STUBS, 0),
            csv_url=reverse("triage:early_involvement_csv"),
            can_log=may(reader, Permission.REQUEST_LOG_FOR_OTHERS),
        )


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


def _place(reader: User) -> str:
    if Permission.REQUEST_SEE_ALL in reader.permissions:
        return city.current().name
    return reader.department.name if reader.department else _("you")


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


def _of_the_rubric() -> tuple[tuple[tuple[Fraction, str], ...], Mapping[Stage, str]]:
    """What counts as early and in time, and the names of the stages; nothing before the
    first rubric."""
    live = Rubric.objects.select_related("questionnaire").filter(is_live=True).first()
    if live is None:
        return (), {}
    rules = live.rules()
    good = rules.lateness.bands[:2]
    lines = tuple(
        (100 - band.maximum, str(BAND_NAMES.get(band.name, band.name))) for band in good
    )
    return lines, {item.stage: item.name for item in rules.stages}


def _verdict(now: Involvement, before: Involvement, year: int) -> str:
    if not now.count:
        return _("Nothing came to IT in FY%(year)d yet.") % {"year": year}
    words = {
        "share": of(now.in_time, now.count),
        "year": year,
        "before": of(before.in_time, before.count),
        "last": year - 1,
    }
    if not before.count:
        return (
            _(
                "In FY%(year)d, %(share)s requests reached IT before money was committed."
            )
            % words
        )
    return (
        _(
            "In FY%(year)d, %(share)s requests reached IT before money was committed; in "
            "FY%(last)d it was %(before)s."
        )
        % words
    )


def _tiles(
    everything: Sequence[Asked],
    rows: Sequence[Asked],
    total: Involvement,
    today: date,
    waiting: int,
) -> tuple[FigureTile, ...]:
    quarter = _rolling(everything, today)
    first = sum(row.told is Told.IN_TIME and row.stage is Stage.IDEA for row in rows)
    unfinished = ngettext(
        "%(count)d waits for its department",
        "%(count)d wait for their departments",
        waiting,
    )
    return (
        figure_tile(
            _("Told before money was committed"),
            quarter.share,
            _rolling(everything, today - timedelta(days=7)).share,
            unit=SHARE,
            more_is_worse=False,
            sub=_("%(share)s since %(day)s")
            % {
                "share": of(quarter.in_time, quarter.count),
                "day": date_format(_quarter_from(today), "j M"),
            },
        ),
        _tile(
            _("Median early involvement"),
            index_says(total.index),
            _("of 100, over %(count)d requests") % {"count": total.count},
        ),
        _tile(
            _("Came as an idea"),
            of(first, total.count) if total.count else "",
            _("nothing written down or asked for yet"),
        ),
        _tile(
            _("Found outside intake"),
            str(total.found),
            unfinished % {"count": waiting}
            if waiting
            else _("none waits to be finished"),
        ),
    )


def _tile(label: str, value: str, sub: str) -> FigureTile:
    return FigureTile(label, value or _("none yet"), "", "", "", "", sub)


def _quarter_from(today: date) -> date:
    return today - timedelta(days=QUARTER_DAYS - 1)


def _rolling(everything: Iterable[Asked], today: date) -> Involvement:
    """The headline figure of the digest, as of the end of that day."""
    first = _quarter_from(today)
    return involvement(row for row in everything if first <= row.on <= today)


def _by_quarter(
    asked: Iterable[Asked], start: int
) -> Mapping[FiscalQuarter, list[Asked]]:
    by_month: defaultdict[date, list[Asked]] = defaultdict(list)
    for row in asked:
        by_month[row.on.replace(day=1)].append(row)
    quarters: defaultdict[FiscalQuarter, list[Asked]] = defaultdict(list)
    for first, rows in by_month.items():
        quarters[FiscalQuarter.of(first, start)] += rows
    return quarters


def _of_year(quarters: Mapping[FiscalQuarter, list[Asked]], year: int) -> list[Asked]:
    return [row for one, rows in quarters.items() if one.year == year for row in rows]


def _years(there: Iterable[int], shown: int) -> tuple[YearLink, ...]:
    path = reverse("triage:early_involvement")
    return tuple(
        YearLink(f"FY{year}", f"{path}?year={year}", is_current=year == shown)
        for year in sorted(there, reverse=True)
    )


def _trend(
    quarters: Mapping[FiscalQuarter, list[Asked]],
    last: FiscalQuarter,
    lines: Sequence[tuple[Fraction, str]],
) -> TrendFigure:
    shown = [last.later(-back) for back in reversed(range(QUARTERS))]
    points = [_point(one, involvement(quarters.get(one, ()))) for one in shown]
    # Quarters before anything came say nothing.
    told = dropwhile(lambda point: not point.count, points)
    return involvement_trend(list(told), lines=lines)


def _point(quarter: FiscalQuarter, told: Involvement) -> TrendPoint:
    return TrendPoint(
        label=f"Q{quarter.number}",
        year=f"FY{quarter.year}",
        spell=f"{date_format(quarter.first, 'M')}–{date_format(quarter.last, 'M Y')}",
        count=told.count,
        in_time=told.in_time,
        index=told.index,
    )


def _departments(rows: Sequence[Asked]) -> tuple[DepartmentRow, ...]:
    """By name: a ranking would be a pillory."""
    names = sorted({row.department for row in rows})
    by_name: dict[str, list[Asked]] = {name: [] for name in names}
    for row in rows:
        by_name[row.department].append(row)
    return tuple(_department(name, involvement(by_name[name])) for name in names)


def _department(name: str, told: Involvement) -> DepartmentRow:
    return DepartmentRow(
        name=name,
        count=told.count,
        in_time=of(told.in_time, told.count) if told.count else "",
        index=index_says(told.index),
        found=told.found,
    )


def _fate(fate: Fate) -> FateRow:
    names = {
        Told.IN_TIME: _("Told in time"),
        Told.LATE: _("Told late"),
        Told.FOUND: _("Found outside intake"),
    }
    days, gap = fate.decision_days, fate.gap_share
    return FateRow(
        name=names[fate.told],
        count=fate.count,
        outcomes=_counts_say(fate.outcomes, outcome_name),
        days="" if days is None else str(round_half_up(days)),
        gap="" if gap is None else f"{round_half_up(gap * 100)}%",
        phases=_counts_say(fate.phases, phase_name),
    )


def _counts_say(counts: Iterable[tuple[str, int]], name: Callable[[str], str]) -> str:
    return ", ".join(f"{count} {name(code).lower()}" for code, count in counts)


def outcome_name(code: str) -> str:
    if code == Step.WITHDRAWN:
        return _("Withdrawn")
    return str(OUTCOME_LABELS[Outcome(code)]) if code else _("Not decided")


def phase_name(code: str) -> str:
    return str(PHASE_LABELS[Phase(code)]) if code else ""


def _example(row: Asked, stages: Mapping[Stage, str]) -> Example:
    parts = [
        stages.get(row.stage, ""),
        _("early involvement %(index)s of 100") % {"index": index_says(row.index)},
        outcome_name(row.outcome).lower(),
        phase_name(row.phase).lower(),
    ]
    return Example(
        title=row.title,
        url=reverse("triage:request", args=[row.number]),
        department=row.department,
        says=" · ".join(part for part in parts if part),
    )


def _stub(row: Asked, stages: Mapping[Stage, str]) -> Stub:
    return Stub(
        title=row.title,
        url=reverse("triage:request", args=[row.number]),
        department=row.department,
        found_on=row.on,
        stage=stages.get(row.stage, ""),
    )
