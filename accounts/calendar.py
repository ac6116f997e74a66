"""Business days and fiscal years. Pure: holidays and the start month come in.

Dates are days in city time. A fiscal year is named after the calendar year it ends in:
with a July start FY2027 is 2026-07-01 to 2027-06-30.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

_SATURDAY = 5
_ONE_DAY = timedelta(days=1)


def is_business_day(day: date, holidays: Collection[date]) -> bool:
    return day.weekday() < _SATURDAY and day not in holidays


def add_business_days(day: date, count: int, holidays: Collection[date]) -> date:
    """The `count`-th business day after `day`; `day` itself never counts."""
    while count > 0:
        day += _ONE_DAY
        if is_business_day(day, holidays):
            count -= 1
    return day


def business_days_between(start: date, end: date, holidays: Collection[date]) -> int:
    """Business days after `start` up to and with `end`; negative when `end` is earlier."""
    if end < start:
        return -business_days_between(end, start, holidays)
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(is_business_day(day, holidays) for day in days)


def fiscal_year(day: date, start_month: int) -> int:
    return day.year + 1 if start_month > 1 and day.month >= start_month else day.year


@dataclass(frozen=True)
class FiscalYear:
    """One fiscal year: `first` and `last` are inclusive days."""

    year: int
    start_month: int

    @property
    def first(self) -> date:
        calendar_year = self.year - 1 if self.start_month > 1 else self.year
        return date(calendar_year, self.start_month, 1)

    @property
    def last(self) -> date:
        return FiscalYear(self.year + 1, self.start_month).first - _ONE_DAY

    def __str__(self) -> str:
        return f"FY{self.year}"
