"""A headline figure with last week's beside it, and the difference in words."""

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from triage.figures.numbers import Exact, money_short, round_half_up

COUNT, MONEY, SHARE = "count", "money", "share"


@dataclass(frozen=True)
class FigureTile:
    """What ``figure_tile.html`` prints; ``trend`` is better, worse or empty."""

    label: str
    value: str
    url: str
    was: str
    change: str
    trend: str
    sub: str


def figure_tile(
    label: str,
    now: Exact | None,
    before: Exact | None,
    *,
    unit: str = COUNT,
    more_is_worse: bool = True,
    url: str = "",
    sub: str = "",
) -> FigureTile:
    """Present one figure.

    :param now: a count, cents, or a share 0 to 1 by ``unit``; ``None`` when there was
        nothing to count.
    :param before: the same rule at the end of the week before.
    """
    was, change, trend = "", "", ""
    if before is not None:
        was = _("last week %(value)s") % {"value": _shown(before, unit)}
    if now is not None and before is not None:
        change, direction = _change(now, before, unit)
        if direction:
            trend = "worse" if (direction > 0) == more_is_worse else "better"
    value = _("none yet") if now is None else _shown(now, unit)
    return FigureTile(label, value, url, was, change, trend, sub)


def _shown(value: Exact, unit: str) -> str:
    if unit == MONEY:
        return money_short(int(value))
    if unit == SHARE:
        return f"{round_half_up(value * 100)}%"
    return f"{int(value):,}"


def _change(now: Exact, before: Exact, unit: str) -> tuple[str, int]:
    """The difference in words, and its sign as printed (0 when it prints the same)."""
    if _shown(now, unit) == _shown(before, unit):
        return _("no change"), 0
    size = abs(Fraction(now) - Fraction(before))
    direction = 1 if now > before else -1
    if unit == SHARE:
        points = abs(round_half_up(now * 100) - round_half_up(before * 100))
        pattern = (
            _("%(size)s points more") if direction > 0 else _("%(size)s points less")
        )
        return pattern % {"size": points}, direction
    if unit == MONEY:
        pattern = _("%(size)s more") if direction > 0 else _("%(size)s less")
        return pattern % {"size": money_short(int(size))}, direction
    pattern = _("%(size)s more") if direction > 0 else _("%(size)s fewer")
    return pattern % {"size": f"{int(size):,}"}, direction
