"""The page of one fiscal year."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import city
from accounts.calendar import FiscalQuarter, fiscal_year
from accounts.models import User
from accounts.permissions import may
from accounts.roles import Permission
from intake.lifecycle import Step
from triage.figures import (
    BAND_NAMES,
    SHARE,
    FigureTile,
    TrendFigure,
    figure_tile,
    round_half_up,
)
from triage.figures.involvement import index_says, of
from triage.models import Rubric
from triage.scoring.involvement import (
    Asked,
    Fate,
    Involvement,
    Told,
    early_examples,
    fates,
    involvement,
)
from triage.scoring.rules import Stage
from triage.selectors.early_involvement.names import outcome_name, phase_name
from triage.selectors.early_involvement.quarters import by_quarter, of_year, trend
from triage.selectors.early_involvement.rows import YEARS, asked_lately
from triage.selectors.figures import QUARTER_DAYS

MOST_EXAMPLES = 3
MOST_STUBS = 10


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
        everything = asked_lately(reader, today)
        quarters = by_quarter(everything, start)
        rows, before = of_year(quarters, shown), of_year(quarters, shown - 1)
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
            trend=trend(quarters, FiscalQuarter.of(today, start), rules),
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


def _place(reader: User) -> str:
    if Permission.REQUEST_SEE_ALL in reader.permissions:
        return city.current().name
    return reader.department.name if reader.department else _("you")


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
        says = ngettext(
            "In FY%(year)d, %(share)s request reached IT before money was committed.",
            "In FY%(year)d, %(share)s requests reached IT before money was committed.",
            now.count,
        )
    else:
        says = ngettext(
            "In FY%(year)d, %(share)s request reached IT before money was committed; in "
            "FY%(last)d it was %(before)s.",
            "In FY%(year)d, %(share)s requests reached IT before money was committed; in "
            "FY%(last)d it was %(before)s.",
            now.count,
        )
    return says % words


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
            ngettext(
                "of 100, over %(count)d request",
                "of 100, over %(count)d requests",
                total.count,
            )
            % {"count": total.count},
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


def _years(there: Iterable[int], shown: int) -> tuple[YearLink, ...]:
    path = reverse("triage:early_involvement")
    return tuple(
        YearLink(f"FY{year}", f"{path}?year={year}", is_current=year == shown)
        for year in sorted(there, reverse=True)
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
