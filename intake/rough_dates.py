"""Dates as people remember them: a day, a month or a quarter. Pure.

US order for digits (month/day/year), as on the forms of a US city.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAY_MONTH = re.compile(
    r"^(?P<day>\d{1,2})\.?\s+(?P<month>[a-z]+)\.?,?\s+(?P<year>\d{4})$"
)
_MONTH_DAY = re.compile(
    r"^(?P<month>[a-z]+)\.?\s+(?P<day>\d{1,2}),?\s+(?P<year>\d{4})$"
)
_MONTH = re.compile(r"^(?P<month>[a-z]+)\.?,?\s+(?P<year>\d{4})$")
_DIGITS_DAY = re.compile(r"^(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})$")
_DIGITS_MONTH = re.compile(r"^(?P<month>\d{1,2})/(?P<year>\d{4})$")
_ISO_DAY = re.compile(r"^(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})$")
_ISO_MONTH = re.compile(r"^(?P<year>\d{4})-(?P<month>\d{1,2})$")
_QUARTER = re.compile(r"^q(?P<quarter>[1-4])[\s/]+(?P<year>\d{4})$")
_SHAPES = (
    _DAY_MONTH,
    _MONTH_DAY,
    _MONTH,
    _DIGITS_DAY,
    _DIGITS_MONTH,
    _ISO_DAY,
    _ISO_MONTH,
)
_SHORTEST_MONTH_NAME = 3
_MONTHS_A_QUARTER = 3


class Precision(StrEnum):
    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"


class NotADate(ValueError):
    """The text is no date. `reason` is a fact, such as "September has 30 days"."""

    def __init__(self, reason: str = "", *, month: str = "", days: int = 0) -> None:
        super().__init__(reason or f"{month} has {days} days")
        self.month = month
        self.days = days


@dataclass(frozen=True)
class RoughDate:
    """`on` is the first day of the month or quarter where that is all one knows."""

    on: date
    precision: Precision

    @property
    def last(self) -> date:
        """The last day it may have been."""
        months = {Precision.MONTH: 1, Precision.QUARTER: _MONTHS_A_QUARTER}
        if self.precision not in months:
            return self.on
        month = self.on.month + months[self.precision] - 1
        return date(self.on.year, month, monthrange(self.on.year, month)[1])


def parse(text: str) -> RoughDate:
    """Read "15 Sep 2026", "Sep 2026", "9/15/2026", "9/2026", "2026-09-15", "Q3 2026".

    :raises NotADate: it is none of these, or a day its month does not have.
    """
    text = " ".join(text.lower().split())
    quarter = _QUARTER.match(text)
    if quarter:
        month = (int(quarter["quarter"]) - 1) * _MONTHS_A_QUARTER + 1
        return RoughDate(date(_year(quarter["year"]), month, 1), Precision.QUARTER)
    for shape in _SHAPES:
        match = shape.match(text)
        if match:
            return _from_parts(match.groupdict())
    raise NotADate("not a date")


def in_words(on: date, precision: Precision) -> str:
    """The date as `parse` reads it back: "15 Sep 2026", "Sep 2026" or "Q3 2026"."""
    month = _MONTHS[on.month - 1][:_SHORTEST_MONTH_NAME]
    if precision is Precision.DAY:
        return f"{on.day} {month} {on.year}"
    if precision is Precision.MONTH:
        return f"{month} {on.year}"
    return f"Q{(on.month - 1) // _MONTHS_A_QUARTER + 1} {on.year}"


def _from_parts(parts: dict[str, str]) -> RoughDate:
    year, month = _year(parts["year"]), _month(parts["month"])
    if "day" not in parts:
        return RoughDate(date(year, month, 1), Precision.MONTH)
    day, days = int(parts["day"]), monthrange(year, month)[1]
    if not 1 <= day <= days:
        raise NotADate(month=_MONTHS[month - 1], days=days)
    return RoughDate(date(year, month, day), Precision.DAY)


def _year(text: str) -> int:
    year = int(text)
    if not date.min.year <= year <= date.max.year:
        raise NotADate("no such year")
    return year


def _month(text: str) -> int:
    if text.isdigit():
        if 1 <= int(text) <= len(_MONTHS):
            return int(text)
        raise NotADate("no such month")
    found = [n for n, name in enumerate(_MONTHS, 1) if name.lower().startswith(text)]
    # "Sept" is written as often as "Sep"; "Ju" could be two months.
    if len(text) < _SHORTEST_MONTH_NAME or len(found) != 1:
        raise NotADate("no such month")
    return found[0]
