"""Rounding for what is shown. Rules never use it: tiers and bands compare exact values."""

from decimal import Decimal
from fractions import Fraction


def half_up(value: Fraction, places: int) -> Decimal:
    """Round to `places` decimals, a half away from zero, keeping trailing zeros."""
    units = (abs(value) * 10**places * 2 + 1) // 2
    return Decimal(units if value >= 0 else -units).scaleb(-places)


def half_up_whole(value: Fraction) -> int:
    """Round to a whole number, such as cents, a half away from zero."""
    return int(half_up(value, 0))
