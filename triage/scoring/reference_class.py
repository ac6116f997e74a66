"""How estimates held up in a class of finished projects. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

# Fewer closed projects of one's own say more about each of them than about estimates.
FEWEST = 5


@dataclass(frozen=True)
class Growth:
    """By how much cost grew over `count` projects, in percent of the first figure."""

    count: int
    median: Fraction
    one_in_five: Fraction

    @property
    def one_in_five_doubled(self) -> bool:
        """Whether at least one project in five more than doubled."""
        return self.one_in_five > 100


def growth_percent(first_cents: int, last_cents: int) -> Fraction:
    """Growth from the first costed estimate to the last.

    :param first_cents: more than 0.
    """
    return Fraction(100 * (last_cents - first_cents), first_cents)


def growth_of(growths: Sequence[Fraction]) -> Growth | None:
    """What projects of one's own teach; None while they are fewer than `FEWEST`."""
    if len(growths) < FEWEST:
        return None
    return Growth(len(growths), percentile(growths, 50), percentile(growths, 80))


def percentile(values: Sequence[Fraction], percent: int) -> Fraction:
    """The value below which `percent` of them lie, between neighbors in proportion.

    The usual inclusive definition: the 0th is the lowest, the 100th the highest value.

    :param values: at least one.
    """
    ordered = sorted(values)
    place = Fraction(percent * (len(ordered) - 1), 100)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])
