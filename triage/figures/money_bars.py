"""Bars of money by fiscal year: funded below, missing above, and how far it may be off."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from triage.figures.numbers import Exact, money_short, percent, round_half_up

# Pixels down the plot, as drawn in money_chart.html: bars stand on BASE, and the
# tallest leaves room above it for its label, and for the words of a turning point.
BASE = 252
TOP = 24
TOP_UNDER_TURN = 50
TOP_UNDER_CLIFF = 70
# A label needs this much bar behind it; shorter bars leave theirs to the table.
LABEL_HEIGHT = 22
BAR_SHARE = Fraction(3, 4)
WIDEST_PERCENT = Fraction(20)
# Where on the bar's width the whisker stands: at its edge, beside the labels.
WHISKER_AT = Fraction(1)


@dataclass(frozen=True)
class MoneyYear:
    """One fiscal year's cost, exact, as the gap rules return it.

    The low and high ends are None where only the likely case was reckoned.
    """

    label: str
    cost_cents: int
    funded_cents: int
    missing_cents: int
    recurring_cents: int = 0
    hours_short: Exact = Decimal(0)
    cost_low_cents: int | None = None
    cost_high_cents: int | None = None
    hours_short_low: Exact | None = None
    hours_short_high: Exact | None = None

    @property
    def most_cents(self) -> int:
        """What the drawing must have room for."""
        return max(self.cost_cents, self.cost_high_cents or 0)

    @property
    def has_range(self) -> bool:
        ends = (self.cost_low_cents, self.cost_high_cents)
        return None not in ends and ends[0] != ends[1]


@dataclass(frozen=True)
class Whisker:
    """How far a bar's cost may be off; y in pixels, `top` being the dearer end."""

    x: str
    top: int
    bottom: int


@dataclass(frozen=True)
class Bar:
    """One stacked bar: funded below, missing above. y and heights in pixels."""

    label: str
    left: str
    width: str
    middle: str
    fund_y: int
    fund_height: int
    fund_label: str
    fund_label_y: int
    gap_y: int
    gap_height: int
    gap_label: str
    gap_label_y: int
    total_label: str
    total_label_y: int
    whisker: Whisker | None = None


@dataclass(frozen=True)
class Scale:
    """How tall a bar is."""

    tallest_cents: int
    height: int

    def pixels(self, cents: int) -> int:
        return round_half_up(Fraction(cents * self.height, self.tallest_cents))


def scale_for(years: Sequence[MoneyYear], *, top: int) -> Scale:
    """The tallest end of any year reaches up to `top`."""
    return Scale(max(year.most_cents for year in years), BASE - top)


def bars_of(years: Sequence[MoneyYear], scale: Scale) -> tuple[Bar, ...]:
    slot = Fraction(100, len(years))
    return tuple(_bar(year, i * slot, slot, scale) for i, year in enumerate(years))


def grid_of(scale: Scale) -> tuple[int, int]:
    """Two gridlines at round amounts: the largest 1, 2 or 5 times a power of ten that fits twice."""
    most = max(scale.tallest_cents, 2)
    unit = 1
    while unit * 20 <= most:
        unit *= 10
    step = max(unit * times for times in (1, 2, 5) if unit * times * 2 <= most)
    return BASE - scale.pixels(step), BASE - scale.pixels(step * 2)


def _bar(year: MoneyYear, left: Fraction, slot: Fraction, scale: Scale) -> Bar:
    # Heights from both edges rather than one by one, so that roundings never leave a seam.
    paid_cents = year.cost_cents - year.missing_cents
    fund_y = BASE - scale.pixels(paid_cents)
    gap_y = BASE - scale.pixels(year.cost_cents)
    fund_height, gap_height = BASE - fund_y, fund_y - gap_y
    width = min(slot * BAR_SHARE, WIDEST_PERCENT)
    start = left + (slot - width) / 2
    return Bar(
        label=year.label,
        left=percent(start),
        width=percent(width),
        middle=percent(left + slot / 2),
        fund_y=fund_y,
        fund_height=fund_height,
        fund_label=money_short(paid_cents) if fund_height >= LABEL_HEIGHT else "",
        fund_label_y=fund_y + fund_height // 2 + 4,
        gap_y=gap_y,
        gap_height=gap_height,
        gap_label=money_short(year.missing_cents) if gap_height >= LABEL_HEIGHT else "",
        gap_label_y=gap_y + gap_height // 2,
        total_label=money_short(year.cost_cents),
        total_label_y=gap_y - 7,
        whisker=_whisker(year, start + width * WHISKER_AT, scale),
    )


def _whisker(year: MoneyYear, x: Fraction, scale: Scale) -> Whisker | None:
    if year.cost_low_cents is None or year.cost_high_cents is None:
        return None
    if not year.has_range:
        return None
    ends = (year.cost_low_cents, year.cost_high_cents)
    return Whisker(
        percent(x), BASE - scale.pixels(max(ends)), BASE - scale.pixels(min(ends))
    )
