"""What the clock does once a day, in the morning of the city."""

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from accounts import city
from triage.models import DailyRound

# Nobody wants a telephone to ring at midnight because a day began.
_FROM_HOUR = 8


def once_a_day(name: str, look: Callable[[datetime], None], now: datetime) -> None:
    """Do it on the first tick of the city's morning, and not again that day.

    What the look cannot finish it must find again by asking what is due and not done:
    a day it was not done at all is made up for by the next.
    """
    local = timezone.localtime(now, city.zone())
    today = local.date()
    if local.hour < _FROM_HOUR:
        return
    if DailyRound.objects.filter(name=name, done_on__gte=today).exists():
        return
    look(now)
    DailyRound.objects.update_or_create(name=name, defaults={"done_on": today})
