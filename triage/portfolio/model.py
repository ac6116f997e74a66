"""What is chosen from, and what ties and limits it."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, order=True)
class Resource:
    """Money of one fiscal year, or one IT team's hours in it (`team` empty: money)."""

    team: str
    year: int

    @property
    def is_money(self) -> bool:
        return not self.team


@dataclass(frozen=True)
class Amount:
    """Cents of money, or hundredths of an hour: whole units, so that sums are exact."""

    of: Resource
    units: int


@dataclass(frozen=True)
class Candidate:
    """One request that could be taken up. `points` are what managers think it is worth."""

    number: str
    points: int
    needs: tuple[Amount, ...] = ()
    is_mandated: bool = False

    def need(self, resource: Resource) -> int:
        return sum(need.units for need in self.needs if need.of == resource)

    @property
    def cents(self) -> int:
        """All the money it needs, over every year."""
        return sum(need.units for need in self.needs if need.of.is_money)


class LinkKind(StrEnum):
    """`first` needs `second`, or only one of the two may be chosen."""

    NEEDS = "needs"
    EXCLUDES = "excludes"


@dataclass(frozen=True)
class Link:
    first: str
    second: str
    kind: LinkKind
