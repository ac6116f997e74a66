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


@dataclass(frozen=True, order=True)
class FiscalQuarter:
    """One of the four quarters of a fiscal year, numbered from 1."""

    year: int
    number: int
    start_month: int

    @classmethod
    def of(cls, day: date, start_month: int) -> "FiscalQuarter":
        number = (day.month - start_month) % 12 // 3 + 1
        return cls(fiscal_year(day, start_month), number, start_month)

    @property
    def first(self) -> date:
        start = FiscalYear(self.year, self.start_month).first
        month = start.month - 1 + 3 * (self.number - 1)
        return date(start.year + month // 12, month % 12 + 1, 1)

    @property
    def last(self) -> date:
        return self.later(1).first - _ONE_DAY

    def later(self, count: int) -> "FiscalQuarter":
        """So many quarters on; negative for back."""
        quarters = self.year * 4 + self.number - 1 + count
        return FiscalQuarter(quarters // 4, quarters % 4 + 1, self.start_month)

    def __str__(self) -> str:
        return f"Q{self.number} FY{self.year}"
