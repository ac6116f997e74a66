"""Days, people and shares as the paper writes them: the same whoever reads it, and when."""

from datetime import date, datetime
from decimal import Decimal

from django.utils.formats import date_format

from accounts import city
from triage.figures import round_half_up
from triage.figures.numbers import Exact
from triage.scoring.budget.staffing import full_time_equivalents


def on(day: date | None) -> str:
    """``11 Dec 2026``: with its year, because paper is read for years."""
    return date_format(day, "j M Y") if day else ""


def on_moment(moment: datetime | None) -> str:
    return on(city.day_of(moment)) if moment else ""


def people(hours: Decimal) -> str:
    """Hours of a year as full-time people: ``0.31``."""
    hundredths = round_half_up(full_time_equivalents(hours) * 100)
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def percent(share: Exact) -> str:
    return f"{round_half_up(share * 100)}%"


def hundredths(value: Decimal) -> int:
    """Hours as the tables keep them."""
    return round_half_up(value * 100)


def lines(*texts: str) -> str:
    """What is said of one thing, a line each."""
    return "\n".join(filter(None, texts))
