"""Acts in the order they happened, each with its own moment as `now`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from accounts import city

_NINE = time(9)


@dataclass(frozen=True)
class Act:
    at: datetime
    do: Callable[[datetime], object]


def nine_on(day: date) -> datetime:
    """09:00 city time of a day."""
    return datetime.combine(day, _NINE, tzinfo=city.zone())


def play(acts: Iterable[Act]) -> None:
    """Do them oldest first; acts of one moment in the order given."""
    for act in sorted(acts, key=lambda act: act.at):
        act.do(act.at)
