"""A frozen edition made ready for the mail and the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from notifications.digests.parts import Figure, Row, Section
from notifications.models import DigestEdition

_FIGURES_AT_MOST = 4
# Where the tiers of the scale change, as drawn under every bar.
_CUTS = ("25", "45", "65")
_PLANNING_WIDTH = 1.2


@dataclass(frozen=True)
class Cell:
    """One coloured cell of a bar in a mail. `percent` is an unlocalised text."""

    kind: str
    percent: str


@dataclass(frozen=True)
class Bar:
    """The range of an impact score, for `components/range_bar.html` and for mail."""

    tier: str
    low_percent: str
    planning_percent: str
    width_percent: str
    cells: tuple[Cell, ...]
    cut_percents: tuple[str, ...] = _CUTS
    lift: None = None


@dataclass(frozen=True)
class News:
    """A row with its further lines taken apart: one above the bar, the rest below."""

    row: Row
    meta: str
    lines: tuple[str, ...]
    bar: Bar | None


@dataclass(frozen=True)
class Part:
    """A section with its rows; `note` is the whole count, not what is shown."""

    section: Section
    news: tuple[News, ...]

    @property
    def id(self) -> str:
        return f"part-{self.section.key}"

    @property
    def note(self) -> str:
        count = len(self.section.rows) + self.section.more
        return str(count) if count else ""


@dataclass(frozen=True)
class Tile:
    """A figure as `components/figure_tile.html` prints it."""

    label: str
    value: str
    url: str
    was: str
    change: str
    trend: str
    sub: str


def mail_context(edition: DigestEdition) -> dict[str, Any]:
    """What both the mail's templates and the page's need, from the snapshot alone."""
    snapshot = edition.snapshot
    sections = [Section.from_json(data) for data in snapshot["sections"]]
    figures = [figure for section in sections for figure in section.figures]
    return {
        "verdict": snapshot["verdict"],
        "digest_subject": edition.subject,
        "heading": snapshot["heading"],
        "is_quiet": snapshot["is_quiet"],
        "figure_pairs": _pairs(figures[:_FIGURES_AT_MOST]),
        "figures": figures[:_FIGURES_AT_MOST],
        "tiles": [_tile(figure) for figure in figures[:_FIGURES_AT_MOST]],
        "parts": [
            Part(section, tuple(_news(row) for row in section.rows))
            for section in sections
            if section.rows or section.empty
        ],
    }


def range_bar(low: str, planning: str, high: str, tier: str) -> Bar:
    """:param low: 0 to 100 as an unlocalised text, as the others."""
    start, end = float(low), float(high)
    plan = min(float(planning), 100 - _PLANNING_WIDTH)
    known = min(start, plan)
    before = plan - known
    after = max(end - known - before - _PLANNING_WIDTH, 0)
    rest = max(100 - known - before - _PLANNING_WIDTH - after, 0)
    widths = {
        "known": known,
        "open": before,
        "plan": _PLANNING_WIDTH,
        "open-after": after,
        "rest": rest,
    }
    return Bar(
        tier=tier,
        low_percent=low,
        planning_percent=planning,
        width_percent=f"{end - start:.1f}",
        cells=tuple(
            Cell(kind.removesuffix("-after"), f"{width:.1f}")
            for kind, width in widths.items()
            if width > 0
        ),
    )


def _pairs(figures: Sequence[Figure]) -> list[Sequence[Figure]]:
    return [figures[n : n + 2] for n in range(0, len(figures), 2)]


def _tile(figure: Figure) -> Tile:
    # Colour never stands alone: the direction is a word as well.
    words = {"better": _("better"), "worse": _("worse")}
    return Tile(
        label=figure.label,
        value=figure.value,
        url=figure.path,
        was=figure.last_week,
        change=words.get(figure.change, ""),
        trend=figure.change,
        sub=figure.detail,
    )


def _news(row: Row) -> News:
    meta, *lines = row.detail.split("\n")
    bar = range_bar(*row.bar) if row.bar is not None else None
    return News(row, meta, tuple(line for line in lines if line), bar)
