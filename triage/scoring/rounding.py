"""Rounding for what is shown. Rules never use it: tiers and bands compare exact values."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction


def half_up(value: Fraction, places: int) -> Decimal:
    """Round to `places` decimals, a half away from zero, keeping trailing zeros."""
    units = (abs(value) * 10**places * 2 + 1) // 2
    return Decimal(units if value >= 0 else -units).scaleb(-places)


def half_up_whole(value: Fraction) -> int:
    """Round to a whole number, such as cents, a half away from zero."""
    return int(half_up(value, 0))


def printed_tenths(values: Sequence[Fraction]) -> tuple[Decimal, ...]:
    """Round to tenths so that what is printed adds up to the printed sum.

    Every value, none below 0, is cut down; the tenths still missing go to those that
    lost most, of equals to the first (largest remainder).
    """
    cut = [int(value * 10) for value in values]
    missing = int(half_up(sum(values, Fraction(0)), 1) * 10) - sum(cut)
    by_loss = sorted(range(len(cut)), key=lambda index: cut[index] - values[index] * 10)
    for index in by_loss[:missing]:
        cut[index] += 1
    return tuple(Decimal(tenths).scaleb(-1) for tenths in cut)
