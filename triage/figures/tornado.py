"""How far each open answer could pull the planning figure: chart and table in one."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from triage.figures.numbers import Exact, percent, tenths

# More bars than this are a list, not a picture; the table holds them all.
BARS = 10
# Pixels down the plot, as drawn in tornado_chart.html: a header, then rows of a label
# over a bar, then the names of tier edges.
HEADER = 26
ROW = 42
BAR = 14
FOOTER = 22
# The narrowest and the widest share of the width that bars reach; what is left on both
# sides holds the figures at their ends, on a phone too.
LEFT, RIGHT = 14, 86


@dataclass(frozen=True)
class PullValue:
    """One open question: where the planning figure lies with its two extreme answers.

    `decides` names the rules that its answer may make fire.
    """

    label: str
    low: Exact
    high: Exact
    lightest: str
    heaviest: str
    decides: tuple[str, ...] = ()


@dataclass(frozen=True)
class TornadoBar:
    """One dashed bar. y in pixels, x in percent."""

    label: str
    low: str
    high: str
    left: str
    right: str
    width: str
    label_y: int
    bar_y: int
    end_y: int
    figure_y: int


@dataclass(frozen=True)
class TierEdge:
    """Where a tier begins, when the bars reach that far."""

    x: str
    says: str


@dataclass(frozen=True)
class TornadoRow:
    label: str
    low: str
    high: str
    lightest: str
    heaviest: str
    decides: str


@dataclass(frozen=True)
class TornadoFigure:
    """What ``tornado_chart.html`` and ``tornado_table.html`` print.

    `rows` are the questions drawn, `more_rows` those the table alone holds.
    """

    tier: str
    title: str
    spoken: str
    planning: str
    planning_x: str
    height: int
    base_y: int
    edges: tuple[TierEdge, ...]
    bars: tuple[TornadoBar, ...]
    rows: tuple[TornadoRow, ...]
    more_rows: tuple[TornadoRow, ...]


def tornado_figure(
    values: Sequence[PullValue],
    *,
    planning: Exact,
    tier: str,
    edges: Sequence[tuple[Exact, str]] = (),
) -> TornadoFigure:
    """Present open questions, the widest pull first.

    :param edges: where tiers begin, with their names.
    :raises ValueError: nothing is open; such a page says so in words.
    """
    if not values:
        raise ValueError("nothing to draw: every question is settled")
    drawn = values[:BARS]
    scale = _Scale.around(drawn, planning)
    rows = tuple(map(_row, values))
    base_y = HEADER + ROW * len(drawn)
    within = [edge for edge in edges if scale.low <= edge[0] <= scale.high]
    return TornadoFigure(
        tier=tier,
        title=_finding(drawn[0]),
        spoken=_spoken(values, planning),
        planning=tenths(planning),
        planning_x=scale.x(planning),
        height=base_y + (FOOTER if within else 0),
        base_y=base_y,
        edges=tuple(
            TierEdge(scale.x(at), _("%(tier)s from %(edge)s") % _edge_words(at, name))
            for at, name in within
        ),
        bars=tuple(_bar(value, i, scale) for i, value in enumerate(drawn)),
        rows=rows[:BARS],
        more_rows=rows[BARS:],
    )


@dataclass(frozen=True)
class _Scale:
    """Percent of the width for points; the bars fill it, for single answers move little."""

    low: Fraction
    high: Fraction

    @classmethod
    def around(cls, drawn: Sequence[PullValue], planning: Exact) -> "_Scale":
        ends = [Fraction(planning)]
        for value in drawn:
            ends += [Fraction(value.low), Fraction(value.high)]
        return cls(min(ends), max(ends))

    def at(self, points: Exact) -> Fraction:
        span = self.high - self.low
        if not span:
            return Fraction(LEFT + RIGHT, 2)
        return LEFT + (RIGHT - LEFT) * (Fraction(points) - self.low) / span

    def x(self, points: Exact) -> str:
        return percent(self.at(points))


def _bar(value: PullValue, index: int, scale: _Scale) -> TornadoBar:
    top = HEADER + ROW * index
    left, right = scale.at(value.low), scale.at(value.high)
    return TornadoBar(
        label=value.label,
        low=tenths(value.low),
        high=tenths(value.high),
        left=percent(left),
        right=percent(right),
        width=percent(right - left),
        label_y=top,
        bar_y=top + 20,
        end_y=top + 20 + BAR,
        figure_y=top + 31,
    )


def _row(value: PullValue) -> TornadoRow:
    return TornadoRow(
        label=value.label,
        low=tenths(value.low),
        high=tenths(value.high),
        lightest=value.lightest,
        heaviest=value.heaviest,
        decides="; ".join(value.decides),
    )


def _edge_words(at: Exact, tier: str) -> dict[str, str]:
    whole = Fraction(at).denominator == 1
    return {"tier": tier, "edge": str(int(at)) if whole else tenths(at)}


def _finding(widest: PullValue) -> str:
    return _("“%(question)s” could pull it to %(low)s or up to %(high)s") % {
        "question": widest.label,
        "low": tenths(widest.low),
        "high": tenths(widest.high),
    }


def _spoken(values: Sequence[PullValue], planning: Exact) -> str:
    count = ngettext(
        "%(count)d open question around the planning figure of %(planning)s.",
        "%(count)d open questions around the planning figure of %(planning)s.",
        len(values),
    ) % {"count": len(values), "planning": tenths(planning)}
    widest = [
        _("%(question)s %(low)s to %(high)s.")
        % {
            "question": value.label,
            "low": tenths(value.low),
            "high": tenths(value.high),
        }
        for value in values[:3]
    ]
    return " ".join([count, *widest, _("Table below.")])
