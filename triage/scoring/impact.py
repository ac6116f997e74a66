"""Impact: how much a request loads IT, 0 to 100, as an exact range.

Breadth is the weighted mean of the dimensions, depth the mean of the largest few,
so that ten quiet dimensions cannot hide one severe one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from triage.scoring.rules import Rubric


@dataclass(frozen=True)
class Scale:
    """Impact of dimension points in whole units of 1/`denominator`.

    Integers keep the many "what if it were this option" sums of the next question
    exact and quick.
    """

    breadth: tuple[int, ...]
    depth: tuple[int, ...]
    depth_count: int
    denominator: int

    @classmethod
    def of(cls, rubric: Rubric) -> "Scale":
        breadth = [
            100
            * (1 - rubric.depth_share)
            * dimension.weight
            / 100
            / dimension.points_max
            for dimension in rubric.dimensions
        ]
        depth = [
            100 * rubric.depth_share / rubric.depth_count / dimension.points_max
            for dimension in rubric.dimensions
        ]
        denominator = lcm(*(value.denominator for value in breadth + depth))
        return cls(
            breadth=tuple(int(value * denominator) for value in breadth),
            depth=tuple(int(value * denominator) for value in depth),
            depth_count=rubric.depth_count,
            denominator=denominator,
        )

    def depth_units(self, points: Sequence[int]) -> int:
        shares = (unit * p for unit, p in zip(self.depth, points, strict=True))
        return sum(sorted(shares)[-self.depth_count :])


@dataclass(frozen=True)
class DimensionRange:
    """Points of one dimension with every open question at its lowest and highest."""

    id: str
    name: str
    points_low: int
    points_high: int
    points_max: int

    @property
    def low(self) -> Fraction:
        """Share of the dimension's points, 0 to 1."""
        return Fraction(self.points_low, self.points_max)

    @property
    def high(self) -> Fraction:
        return Fraction(self.points_high, self.points_max)


@dataclass(frozen=True)
class Line:
    """What one dimension, or the depth term, adds to the low and to the high score.

    `dimension` is None on the depth line. The lines add up exactly to the score.
    """

    dimension: DimensionRange | None
    low: Fraction
    high: Fraction


@dataclass(frozen=True)
class Impact:
    low: Fraction
    planning: Fraction
    high: Fraction
    dimensions: tuple[DimensionRange, ...]
    lines: tuple[Line, ...]

    @property
    def completeness(self) -> Fraction:
        """Share of the question that is settled, 0 to 1."""
        return 1 - (self.high - self.low) / 100


def impact(settled: Mapping[str, str], rubric: Rubric) -> Impact:
    """The impact with these options settled and every other question open."""
    dimensions = dimension_ranges(settled, rubric)
    lines = _lines(dimensions, Scale.of(rubric))
    low = sum((line.low for line in lines), Fraction(0))
    high = sum((line.high for line in lines), Fraction(0))
    planning = low + rubric.planning_share * (high - low)
    return Impact(low, planning, high, dimensions, lines)


def dimension_ranges(
    settled: Mapping[str, str], rubric: Rubric
) -> tuple[DimensionRange, ...]:
    ranges = []
    for dimension in rubric.dimensions:
        low = high = 0
        for question in dimension.questions:
            option = settled.get(question.question)
            low += question.lowest if option is None else question.points[option]
            high += question.highest if option is None else question.points[option]
        ranges.append(
            DimensionRange(
                dimension.id, dimension.name, low, high, dimension.points_max
            )
        )
    return tuple(ranges)


def _lines(dimensions: Sequence[DimensionRange], scale: Scale) -> tuple[Line, ...]:
    breadth = [
        Line(
            dimension,
            Fraction(unit * dimension.points_low, scale.denominator),
            Fraction(unit * dimension.points_high, scale.denominator),
        )
        for dimension, unit in zip(dimensions, scale.breadth, strict=True)
    ]
    depth = Line(
        None,
        Fraction(
            scale.depth_units([d.points_low for d in dimensions]), scale.denominator
        ),
        Fraction(
            scale.depth_units([d.points_high for d in dimensions]), scale.denominator
        ),
    )
    return (*breadth, depth)
