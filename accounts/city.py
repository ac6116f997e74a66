"""The one city this installation serves: its settings, clock and calendar."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from accounts.calendar import (
    add_business_days,
    business_days_between,
    fiscal_year,
)
from accounts.models import CitySettings, Holiday


@dataclass
class _Memory:
    settings: CitySettings | None = None
    holidays: frozenset[date] | None = None


_memory: ContextVar[_Memory | None] = ContextVar("city_memory", default=None)


@contextmanager
def remembered() -> Iterator[None]:
    """Read settings and holidays at most once inside; a web request is wrapped in it.

    Outside, every question reads the database: a worker or a test never sees old ones.
    """
    token = _memory.set(_Memory())
    try:
        yield
    finally:
        _memory.reset(token)


def current() -> CitySettings:
    """The city's settings; an unsaved row of defaults before anybody set them."""
    memory = _memory.get()
    if memory is None:
        return _read_settings()
    if memory.settings is None:
        memory.settings = _read_settings()
    return memory.settings


def _read_settings() -> CitySettings:
    return CitySettings.objects.select_related(
        "triage_lead", "it_finance"
    ).first() or CitySettings(pk=1)


def zone() -> ZoneInfo:
    return ZoneInfo(current().time_zone)


def day_of(moment: datetime) -> date:
    """The city's date at a moment."""
    return timezone.localtime(moment, zone()).date()


def end_of(day: date) -> datetime:
    """The moment the next day begins in the city."""
    next_day = day + timedelta(days=1)
    return datetime.combine(next_day, time.min, tzinfo=zone()).astimezone(UTC)


def holidays() -> frozenset[date]:
    memory = _memory.get()
    if memory is None:
        return _read_holidays()
    if memory.holidays is None:
        memory.holidays = _read_holidays()
    return memory.holidays


def _read_holidays() -> frozenset[date]:
    return frozenset(Holiday.objects.values_list("on", flat=True))


def business_days_after(day: date, count: int) -> date:
    return add_business_days(day, count, holidays())


def business_days_from(start: date, end: date) -> int:
    return business_days_between(start, end, holidays())


def fiscal_year_of(day: date) -> int:
    return fiscal_year(day, current().fiscal_year_start_month)
