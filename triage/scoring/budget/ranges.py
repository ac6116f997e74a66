"""How far the cost may be off, and which number would narrow it most."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, isqrt

from triage.scoring.budget.lines import CostLine, Timing

# Costs of one project move together; a design choice (docs/budget.md).
CORRELATION = Fraction(3, 10)
# Eight of ten results of a normal distribution lie so many deviations about its mean.
DEVIATIONS = Fraction(12816, 10000)


@dataclass(frozen=True)
class Span:
    """Two ends in cents, the lower first."""

    low: int
    high: int


@dataclass(frozen=True)
class NextNumber:
    """The line whose number is worth getting next.

    `share` is its part of all that the lines' five-year costs are open by, 0 to 1.
    Of a line that `is_known` only the rise of prices is open: nothing can be asked.
    """

    line: str
    driver: str
    description: str
    share: Fraction
    is_known: bool = False


@dataclass(frozen=True)
class LineTotal:
    """Cents of one line over the window, in each scenario; nothing of staff time."""

    line: CostLine
    low: int
    likely: int
    high: int

    @property
    def spread(self) -> int:
        return self.high - self.low


def cost_80(totals: Sequence[LineTotal]) -> Span:
    """The range that holds the cost in 80 of 100 cases, to the cent (PERT).

    A line's mean is (low + 4 likely + high) / 6 and its deviation (high - low) / 6. With
    every pair correlated alike the variance is (1 - correlation) times the sum of the
    squares plus correlation times the square of the sum. A very lopsided number may take
    an end beyond the sum of all low or all high ends; it stays there (docs/budget.md).
    """
    sixfold_mean = sum(item.low + 4 * item.likely + item.high for item in totals)
    squares = sum(item.spread**2 for item in totals)
    square = sum(item.spread for item in totals) ** 2
    # Of six times the distance, so that floor(x / 6) is floor(floor(x) / 6).
    squared = DEVIATIONS**2 * ((1 - CORRELATION) * squares + CORRELATION * square)
    half = sixfold_mean + 3
    return Span((half - _root_up(squared)) // 6, (half + isqrt(floor(squared))) // 6)


def next_number(totals: Sequence[LineTotal]) -> NextNumber | None:
    """The line that leaves most open over the window, the first of equals."""
    widest = max(totals, key=lambda item: item.spread, default=None)
    if widest is None or widest.spread <= 0:
        return None
    return NextNumber(
        line=widest.line.key,
        driver=widest.line.driver,
        description=widest.line.description,
        share=Fraction(widest.spread, sum(item.spread for item in totals)),
        is_known=_is_known(widest.line),
    )


def _is_known(line: CostLine) -> bool:
    priced = line.priced
    if priced is None or not (priced.quantity.is_point and priced.price.is_point):
        return priced is None
    return priced.is_quoted or line.timing is Timing.RECURRING


def _root_up(value: Fraction) -> int:
    """The least whole number whose square is not below the value."""
    root = isqrt(ceil(value))
    return root if root**2 >= value else root + 1
