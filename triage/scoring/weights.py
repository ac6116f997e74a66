"""Weights as people set them, and as they are scored: tenths that add up to 100.0."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from triage.scoring.rounding import printed_tenths
from triage.scoring.rules import Rubric


def rescaled(weights: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """The same proportions in tenths that add up to 100.0 (largest remainder).

    :param weights: by dimension, none below 0 and not all of them 0.
    """
    total = Fraction(sum(weights.values()))
    shares = [Fraction(weight) * 100 / total for weight in weights.values()]
    return dict(zip(weights, printed_tenths(shares), strict=True))


def with_weights(
    rubric: Rubric, weights: Mapping[str, Decimal], depth_share: Decimal
) -> Rubric:
    """The rubric with other weights, one for each of its dimensions, summing to 100."""
    return replace(
        rubric,
        dimensions=tuple(
            replace(dimension, weight=Fraction(weights[dimension.id]))
            for dimension in rubric.dimensions
        ),
        depth_share=Fraction(depth_share),
    )
