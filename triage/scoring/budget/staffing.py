"""IT hours a request needs against the hours each team has free.

Staff time stays in hours and is never turned into dollars, or the gap would count twice.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from triage.scoring.rounding import half_up

# Productive hours of one full-time employee a year, the same figure the IT teams plan by.
HOURS_PER_FTE = 1700

# Free hours of each team by fiscal year. What is not there is not free.
FreeHours = Mapping[str, Mapping[int, Decimal]]


class StaffedLine(Protocol):
    @property
    def team(self) -> str | None: ...

    @property
    def is_staff_time(self) -> bool: ...

    @property
    def hours_by_year(self) -> Mapping[int, Decimal]: ...


@dataclass(frozen=True)
class TeamHours:
    """One team in one fiscal year. `team` is None for hours nobody is named for."""

    team: str | None
    year: int
    needed: Decimal
    free: Decimal

    @property
    def gap(self) -> Decimal:
        return max(Decimal(0), self.needed - self.free)


def same_every_year(hours: Mapping[str, Decimal], years: Iterable[int]) -> FreeHours:
    """Free hours of teams that have as many in each of the years."""
    window = tuple(years)
    return {team: dict.fromkeys(window, free) for team, free in hours.items()}


def team_hours(
    lines: Sequence[StaffedLine], free_hours: FreeHours, years: Iterable[int]
) -> tuple[TeamHours, ...]:
    """Every team the lines need, in every year, teams in the order of the lines.

    Team by team, because one team's spare hours do not do another's review.
    """
    window = tuple(years)
    needed: dict[str | None, dict[int, Decimal]] = {}
    for line in lines:
        if line.is_staff_time:
            by_year = needed.setdefault(line.team, dict.fromkeys(window, Decimal(0)))
            for year in window:
                by_year[year] += _hours(line, year)
    return tuple(
        TeamHours(
            team=team,
            year=year,
            needed=hours,
            free=Decimal(0)
            if team is None
            else free_hours.get(team, {}).get(year, Decimal(0)),
        )
        for team, by_year in needed.items()
        for year, hours in by_year.items()
    )


def full_time_equivalents(hours: Decimal) -> Fraction:
    return Fraction(hours) / HOURS_PER_FTE


def to_hundredths(hours: Fraction) -> Decimal:
    """Hours are kept to 0.01, a half rounded up."""
    return half_up(hours, 2)


def _hours(line: StaffedLine, year: int) -> Decimal:
    hours = line.hours_by_year.get(year)
    return to_hundredths(Fraction(hours)) if hours else Decimal(0)
