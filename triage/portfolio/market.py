"""The candidates with their ties and limits, and all arithmetic about them in integers."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from triage.portfolio.model import Amount, Candidate, Link, LinkKind, Resource


@dataclass(frozen=True)
class Market:
    """What `choose` is given.

    `settled` are requests taken already: a need for one is met, an exclusion by one is
    final. Ties to requests that are neither candidates nor settled are told as absent.
    """

    candidates: tuple[Candidate, ...]
    links: tuple[Link, ...]
    limits: Mapping[Resource, int]
    settled: frozenset[str]

    @classmethod
    def of(
        cls,
        candidates: Iterable[Candidate],
        links: Iterable[Link],
        limits: Iterable[Amount],
        settled: Collection[str],
    ) -> "Market":
        found = tuple(sorted(candidates, key=lambda item: item.number))
        known = {item.number for item in found}
        return cls(
            candidates=found,
            links=tuple(
                sorted(
                    {link for link in links if {link.first, link.second} & known},
                    key=lambda link: (link.first, link.second, link.kind),
                )
            ),
            limits={limit.of: limit.units for limit in limits},
            settled=frozenset(settled) - known,
        )

    @cached_property
    def by_number(self) -> Mapping[str, Candidate]:
        return {item.number: item for item in self.candidates}

    @cached_property
    def mandated(self) -> frozenset[str]:
        return frozenset(item.number for item in self.candidates if item.is_mandated)

    @cached_property
    def _needed_by(self) -> Mapping[str, Sequence[str]]:
        needed: dict[str, list[str]] = {}
        for link in self.links:
            if link.kind is LinkKind.NEEDS:
                needed.setdefault(link.first, []).append(link.second)
        return needed

    def with_needs(self, numbers: Iterable[str]) -> frozenset[str]:
        """These and all they need, directly or not; absent ones among them."""
        found: set[str] = set()
        waiting = list(numbers)
        while waiting:
            number = waiting.pop()
            if number not in found and number not in self.settled:
                found.add(number)
                waiting.extend(self._needed_by.get(number, ()))
        return frozenset(found)

    def absent(self, numbers: Iterable[str]) -> list[tuple[str, str]]:
        """Pairs of one of these and what it needs that cannot be chosen."""
        known = self.by_number.keys() | self.settled
        among = set(numbers)
        return [
            (link.first, link.second)
            for link in self.links
            if link.kind is LinkKind.NEEDS
            and link.first in among
            and link.second not in known
        ]

    def excluded(
        self, numbers: Collection[str], by: Collection[str]
    ) -> list[tuple[str, str]]:
        """Pairs of one of `numbers` and one of `by` that may not both be in."""
        pairs = {
            pair
            for link in self.links
            if link.kind is LinkKind.EXCLUDES
            for pair in ((link.first, link.second), (link.second, link.first))
        }
        return sorted(pair for pair in pairs if pair[0] in numbers and pair[1] in by)

    def used(self, numbers: Collection[str]) -> dict[Resource, int]:
        """What these take of every limit."""
        used = dict.fromkeys(self.limits, 0)
        for number in numbers:
            for need in self.by_number[number].needs:
                if need.of in used:
                    used[need.of] += need.units
        return used

    def over(self, numbers: Collection[str]) -> dict[Resource, int]:
        """By how much these exceed each limit they do exceed."""
        return {
            resource: units - self.limits[resource]
            for resource, units in self.used(numbers).items()
            if units > self.limits[resource]
        }

    def points(self, numbers: Iterable[str]) -> int:
        return sum(self.by_number[number].points for number in numbers)

    def allows(self, numbers: Collection[str]) -> bool:
        """Whether these may be done together: the judge of every proposal."""
        return (
            self.mandated <= set(numbers)
            and self.with_needs(numbers) <= set(numbers)
            and not self.excluded(numbers, {*numbers, *self.settled})
            and not self.over(numbers)
        )
