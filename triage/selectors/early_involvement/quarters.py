"""What came to IT by fiscal quarter."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import dropwhile

from django.utils.formats import date_format

from accounts.calendar import FiscalQuarter
from triage.figures import TrendFigure, TrendPoint, involvement_trend
from triage.scoring.involvement import Asked, Involvement, involvement

QUARTERS = 8


def by_quarter(
    asked: Iterable[Asked], start: int
) -> Mapping[FiscalQuarter, list[Asked]]:
    by_month: defaultdict[date, list[Asked]] = defaultdict(list)
    for row in asked:
        by_month[row.on.replace(day=1)].append(row)
    quarters: defaultdict[FiscalQuarter, list[Asked]] = defaultdict(list)
    for first, rows in by_month.items():
        quarters[FiscalQuarter.of(first, start)] += rows
    return quarters


def of_year(quarters: Mapping[FiscalQuarter, list[Asked]], year: int) -> list[Asked]:
    return [row for one, rows in quarters.items() if one.year == year for row in rows]


def trend(
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
