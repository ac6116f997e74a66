"""The one city this installation serves: its settings, clock and calendar."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from accounts.calendar import (
    add_business_days,
    business_days_between,
    fiscal_year,
)
from accounts.models import CitySettings, Holiday


def current() -> CitySettings:
    """The city's settings; an unsaved row of defaults before anybody set them."""
    return CitySettings.objects.select_related(
        "triage_lead", "it_finance"
    ).first() or CitySettings(pk=1)


def zone() -> ZoneInfo:
    return ZoneInfo(current().time_zone)


def day_of(moment: datetime) -> date:
    """The city's date at a moment."""
    return timezone.localtime(moment, zone()).date()


def holidays() -> frozenset[date]:
    return frozenset(Holiday.objects.values_list("on", flat=True))


def business_days_after(day: date, count: int) -> date:
    return add_business_days(day, count, holidays())


def business_days_from(start: date, end: date) -> int:
    return business_days_between(start, end, holidays())


def fiscal_year_of(day: date) -> int:
    return fiscal_year(day, current().fiscal_year_start_month)
