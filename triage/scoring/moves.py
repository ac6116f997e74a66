"""What another rubric does to many requests: tiers, certainty and places in the queue."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from triage.scoring.bulk import ManyScores
from triage.scoring.rules import Tier

Places = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Moves:
    """The same requests judged twice, one place a request in every array.

    `answer_by` and `ids` break ties of the queue as `ManyScores.worst_first` takes them.
    """

    now: ManyScores
    then: ManyScores
    answer_by: NDArray[Any]
    ids: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def matrix(self) -> tuple[tuple[int, ...], ...]:
        """How many requests have each tier now (rows) and then (columns), Low first."""
        counts = np.zeros((len(Tier), len(Tier)), dtype=int)
        np.add.at(counts, (self.now.tier, self.then.tier), 1)
        return tuple(tuple(row) for row in counts.tolist())

    @cached_property
    def order_then(self) -> Places:
        """The requests in the order of the queue as it would be."""
        return self.then.worst_first(self.answer_by, self.ids)

    @cached_property
    def place_now(self) -> Places:
        """The place of each request in the queue, from 1."""
        return _places(self.now.worst_first(self.answer_by, self.ids))

    @cached_property
    def place_then(self) -> Places:
        return _places(self.order_then)

    @cached_property
    def climbs(self) -> Places:
        """How many places each request climbs; below 0 it falls."""
        return self.place_now - self.place_then

    @property
    def heavier(self) -> Places:
        """Requests of a higher tier, in the order of the queue as it would be."""
        return self._in_order(self.then.tier > self.now.tier)

    @property
    def lighter(self) -> Places:
        return self._in_order(self.then.tier < self.now.tier)

    @property
    def newly_certain(self) -> Places:
        """Requests whose tier open answers can change now, and could not then."""
        return self._in_order(self.then.is_certain & ~self.now.is_certain)

    @property
    def newly_open(self) -> Places:
        return self._in_order(self.now.is_certain & ~self.then.is_certain)

    @property
    def held_differently(self) -> Places:
        return self._in_order(self.then.held_tier != self.now.held_tier)

    @property
    def moved(self) -> Places:
        """Requests in another place of the queue, those that move furthest first."""
        movers = self._in_order(self.climbs != 0)
        return movers[np.argsort(-abs(self.climbs[movers]), kind="stable")]

    def _in_order(self, chosen: NDArray[np.bool_]) -> Places:
        return self.order_then[chosen[self.order_then]]


def _places(order: Places) -> Places:
    places = np.empty_like(order)
    places[order] = np.arange(1, len(order) + 1)
    return places
