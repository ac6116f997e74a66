"""How long departments usually wait for a first answer."""

from datetime import datetime, timedelta
from statistics import median_high

from django.core.cache import cache
from django.utils import timezone

from accounts import city
from accounts.calendar import business_days_between
from intake.models import ProjectRequest

# product.md, "Median wait": over requests answered in the last 180 days.
_WINDOW = timedelta(days=180)
_KEPT_SECONDS = 600


def usual_wait_days(now: datetime) -> int | None:
    """Median business days from sending to the first answer; None when none was answered.

    Computed at most every ten minutes: it reads every request answered in the window.
    """
    key = f"usual-wait:{timezone.localdate(now)}"
    kept = cache.get(key)
    if kept is None:
        kept = _median_wait(now)
        cache.set(key, kept, _KEPT_SECONDS)
    return kept if kept >= 0 else None


def _median_wait(now: datetime) -> int:
    """As above, -1 for none, so that "none" can be kept too."""
    answered = ProjectRequest.objects.real().filter(
        answered_at__gt=now - _WINDOW, answered_at__lte=now
    )
    pairs = answered.values_list("submitted_at", "answered_at")
    holidays = city.holidays()
    waits = [
        business_days_between(
            timezone.localdate(sent), timezone.localdate(first), holidays
        )
        for sent, first in pairs.iterator()
    ]
    return median_high(waits) if waits else -1
