"""The candidates as columns, their ties and limits as rows, and how hard to try."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from triage.portfolio.market import Market
from triage.portfolio.model import LinkKind, Resource
from triage.portfolio.solver import Effort, Row

# Candidates times the limits they could exceed. Up to here the best is proven in about
# a second; beyond, what is within one percent of it. By size and not by the clock, so
# that a slow machine proposes the same (measured by tests/bench/portfolio.py).
PROVEN_UP_TO = 1_500
GOOD_ENOUGH = 0.01


@dataclass(frozen=True)
class Program:
    """A market, ready for the solver. `limit_rows` are the first rows, in their order."""

    market: Market

    @cached_property
    def points(self) -> list[int]:
        return [item.points for item in self.market.candidates]

    @cached_property
    def column(self) -> Mapping[str, int]:
        return {item.number: j for j, item in enumerate(self.market.candidates)}

    @cached_property
    def limit_rows(self) -> Mapping[Resource, Row]:
        """The limits that all candidates together would exceed; others bind nothing."""
        rows = {}
        for resource, limit in sorted(self.market.limits.items()):
            needs = [item.need(resource) for item in self.market.candidates]
            if sum(needs) > limit:
                weights = {j: units for j, units in enumerate(needs) if units}
                rows[resource] = Row(weights, limit)
        return rows

    @cached_property
    def rows(self) -> list[Row]:
        return [*self.limit_rows.values(), *self._ties()]

    @property
    def size(self) -> int:
        return len(self.market.candidates) * max(len(self.limit_rows), 1)

    def effort(self, seconds: float) -> Effort:
        is_small = self.size <= PROVEN_UP_TO
        return Effort(0.0 if is_small else GOOD_ENOUGH, seconds)

    def columns(self, numbers: frozenset[str]) -> frozenset[int]:
        return frozenset(self.column[number] for number in numbers)

    def numbers(self, columns: frozenset[int]) -> frozenset[str]:
        return frozenset(self.market.candidates[j].number for j in columns)

    def _ties(self) -> Iterator[Row]:
        market, column = self.market, self.column
        for number in sorted(market.mandated):
            yield Row({column[number]: -1}, -1)
        for first, _second in market.absent(column):
            yield Row({column[first]: 1}, 0)
        for first, _second in market.excluded(column, market.settled):
            yield Row({column[first]: 1}, 0)
        for link in market.links:
            if link.first in column and link.second in column:
                sign = -1 if link.kind is LinkKind.NEEDS else 1
                at_most = 0 if link.kind is LinkKind.NEEDS else 1
                yield Row({column[link.first]: 1, column[link.second]: sign}, at_most)
