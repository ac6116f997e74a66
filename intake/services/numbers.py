"""Numbers: prefix, calendar year of creation, three digits or more."""

import re

from django.db.models import F

from accounts import city
from intake.models import NumberCounter

_NUMBER = re.compile(r"^(?P<prefix>[A-Z]+)-(?P<year>\d{4})-(?P<serial>\d{3,})$")


def next_number(year: int) -> tuple[str, int]:
    """Take the year's next number, such as ("HB-2026-031", 31).

    Runs in the caller's transaction; one conditional update raises the counter, so two
    at once never get the same. Gaps are allowed.
    """
    counter, _created = NumberCounter.objects.get_or_create(year=year)
    NumberCounter.objects.filter(pk=counter.pk).update(last=F("last") + 1)
    counter.refresh_from_db()
    return f"{city.current().request_prefix}-{year}-{counter.last:03}", counter.last


def given_number(number: str) -> tuple[int, int]:
    """Year and serial of a number that came from elsewhere; the counter is raised to it.

    :raises ValueError: it is not of our form.
    """
    match = _NUMBER.match(number)
    if match is None:
        raise ValueError(f"{number!r} is not of the form HB-2026-001.")
    year, serial = int(match["year"]), int(match["serial"])
    NumberCounter.objects.get_or_create(year=year)
    NumberCounter.objects.filter(year=year, last__lt=serial).update(last=serial)
    return year, serial
