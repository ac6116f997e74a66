"""How far the cost may be off, and which number would narrow it most."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Span:
    """Two ends in cents, the lower first."""

    low: int
    high: int


@dataclass(frozen=True)
class NextNumber:
    """The line whose number is worth getting next.

    `share` is its part of all that the lines' five-year costs are open by, 0 to 1.
    """

    line: str
    driver: str
    description: str
    share: Fraction
