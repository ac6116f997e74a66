"""Rounding for what is shown. Rules never use it: tiers and bands compare exact values."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import floor


def half_up(value: Fraction, places: int) -> Decimal:
    """Round to `places` decimals, a half away from zero, keeping trailing zeros."""
    # Whole numbers, because budgets round thousands of cents for each request.
    part, whole = value.numerator * 10**places, value.denominator
    units = (2 * abs(part) + whole) // (2 * whole)
    return Decimal(units if part >= 0 else -units).scaleb(-places)


def half_up_whole(value: Fraction) -> int:
    """Round to a whole number, such as cents, a half away from zero."""
    return int(half_up(value, 0))


def printed_tenths(values: Sequence[Fraction]) -> tuple[Decimal, ...]:
    """Round to tenths so that what is printed adds up to the printed sum.

    :param values: none below 0.
    """
    return tenths_that_add_up(values, sum(values, Fraction(0)))


def tenths_that_add_up(
    values: Sequence[Fraction], total: Fraction
) -> tuple[Decimal, ...]:
    """Round to tenths that add up to the rounded total.

    Every value is cut down; the tenths still missing go to those that lost most, of
    equals to the first (largest remainder).
    """
    cut = [floor(value * 10) for value in values]
    missing = int(half_up(total, 1) * 10) - sum(cut)
    by_loss = sorted(range(len(cut)), key=lambda index: cut[index] - values[index] * 10)
    for index in by_loss[:missing]:
        cut[index] += 1
    return tuple(Decimal(tenths).scaleb(-1) for tenths in cut)
