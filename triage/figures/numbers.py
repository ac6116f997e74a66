"""How numbers, money and dates are written for people (exact values in, words out)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from triage.scoring import rounding

Exact = int | Decimal | Fraction

CENTS = 100
THOUSAND = 1_000 * CENTS
MILLION = 1_000_000 * CENTS


def round_half_up(value: Exact) -> int:
    """Round to a whole number, halves away from zero."""
    return rounding.half_up_whole(Fraction(value))


def percent(value: Exact) -> str:
    """One decimal with a point in every language, for SVG geometry: ``"51.1"``."""
    tenths = round_half_up(Fraction(value) * 10)
    return f"{tenths // 10}.{tenths % 10}"


def tenths(value: Exact) -> str:
    """One decimal for people: ``58.1``."""
    return str(rounding.half_up(Fraction(value), 1))


def signed_tenths(value: Exact) -> str:
    """A difference: ``+2.1``, ``−0.4``, or ``0.0``."""
    shown = tenths(abs(Fraction(value)))
    if shown == "0.0":
        return shown
    return f"+{shown}" if value > 0 else f"−{shown}"


def exact_decimal(value: Exact) -> str:
    """As it was written, without trailing zeros: ``"14"``, ``"0.65"``.

    :param value: a number that decimals can write, as every number of a rubric is.
    """
    exact = Fraction(value)
    written = format(Decimal(exact.numerator) / Decimal(exact.denominator), "f")
    return written.rstrip("0").rstrip(".") if "." in written else written


def tenths_that_add_up(parts: Sequence[Exact], total: Exact) -> tuple[Decimal, ...]:
    """Parts in tenths that add up to the rounded total (scoring.rounding says how)."""
    exact = [Fraction(part) for part in parts]
    return rounding.tenths_that_add_up(exact, Fraction(total))


def money(cents: int) -> str:
    """Whole dollars for tables and sentences of record: ``$96,258``."""
    dollars = round_half_up(Fraction(cents, CENTS))
    return f"{'−' if dollars < 0 else ''}${abs(dollars):,}"


def money_short(cents: int) -> str:
    """Money for tiles and charts: ``$950``, ``$1.5k``, ``$410k``, ``$1.138M``."""
    sign, size = ("−", -cents) if cents < 0 else ("", cents)
    if size < THOUSAND:
        return f"{sign}${round_half_up(Fraction(size, CENTS))}"
    if size < 10 * THOUSAND:
        return f"{sign}${_trimmed(size, THOUSAND, decimals=1)}k"
    # 999,500 dollars would print as $1000k.
    if round_half_up(Fraction(size, THOUSAND)) < 1_000:
        return f"{sign}${round_half_up(Fraction(size, THOUSAND))}k"
    return f"{sign}${_trimmed(size, MILLION, decimals=3)}M"


def _trimmed(size: int, unit: int, *, decimals: int) -> str:
    scaled = round_half_up(Fraction(size * 10**decimals, unit))
    whole, rest = divmod(scaled, 10**decimals)
    return f"{whole}.{rest:0{decimals}d}".rstrip("0").rstrip(".")


def day(on: date, *, today: date) -> str:
    """``11 Dec``, with the year only when it is not today's."""
    return date_format(on, "j M" if on.year == today.year else "j M Y")


def span(low: str, high: str) -> str:
    """Join two ends with a dash; in words when an end is words itself (“just under 45”)."""
    if low.isdigit() and high.isdigit():
        return f"{low}–{high}"
    return _("%(low)s to %(high)s") % {"low": low, "high": high}
