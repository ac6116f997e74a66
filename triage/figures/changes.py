"""What moved a score, as printed: the tenths add up to the printed difference."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from triage.figures.numbers import (
    Exact,
    round_half_up,
    signed_tenths,
    tenths,
    tenths_that_add_up,
)

Trio = tuple[Exact, Exact, Exact]
"""Low, planning and high, exact."""


@dataclass(frozen=True)
class Moved:
    """Signed tenths at low, planning and high."""

    low: str
    planning: str
    high: str

    @property
    def is_nothing(self) -> bool:
        return {self.low, self.planning, self.high} == {"0.0"}


def printed_steps(totals: Sequence[Trio]) -> tuple[Moved, ...]:
    """What each step adds, as the difference of the printed totals around it.

    :param totals: the score at the start and after every step.
    """
    ends = list(zip(*totals, strict=True))
    by_end = [[_in_tenths(b) - _in_tenths(a) for a, b in pairwise(end)] for end in ends]
    return tuple(
        Moved(*(signed_tenths(Fraction(part, 10)) for part in parts))
        for parts in zip(*by_end, strict=True)
    )


def printed_lines(
    lines: Sequence[Trio], *, before: Trio, after: Trio
) -> tuple[Moved, ...]:
    """What each line adds, rounded so that they add up to the printed difference."""
    columns = [
        tenths_that_add_up(
            list(column), Fraction(_in_tenths(after[i]) - _in_tenths(before[i]), 10)
        )
        for i, column in enumerate(zip(*lines, strict=True))
    ]
    return tuple(
        Moved(*map(signed_tenths, parts)) for parts in zip(*columns, strict=True)
    )


def printed_total(score: Trio) -> Moved:
    """The score itself, in the same columns."""
    return Moved(*map(tenths, score))


def _in_tenths(value: Exact) -> int:
    return round_half_up(Fraction(value) * 10)
