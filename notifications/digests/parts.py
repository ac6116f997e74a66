"""What a section of a digest is made of. Plain texts, so a snapshot keeps them for ever.

Each app contributes sections as functions `(period: Period, reader: User) -> Section`,
listed in `settings.DIGEST_SECTIONS`. Figures are counted, never the length of a
shortened list; a section tells only what the reader may see.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self


@dataclass(frozen=True)
class Figure:
    """One number of the verdict, beside last week's.

    :param change: "better", "worse" or "": how it moved, never by colour alone, so
        `last_week` says it in words ("last week 8, 6 past").
    :param path: site path of the list behind the number, such as "/queue/?due=week".
    """

    label: str
    value: str
    last_week: str = ""
    change: str = ""
    detail: str = ""
    path: str = ""


@dataclass(frozen=True)
class Row:
    """One piece of news.

    :param detail: further lines, separated by a newline; the first stands above the bar.
    :param aside: a date or figure, on the right.
    :param path: site path of the thing.
    :param button: what one does there; empty makes the text the link.
    :param bar: (low, planning, high, tier): 0 to 100 as unlocalised texts such as
        "51.5", and the tier's code.
    """

    text: str
    detail: str = ""
    aside: str = ""
    path: str = ""
    button: str = ""
    bar: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Section:
    """:param more: how many rows did not fit; said as "and 3 more".
    :param empty: what to say when there is no row; "" leaves the section out.
    :param verdict: parts of the sentence the digest opens with, the gravest first, such
        as ("2 decisions need you",).
    """

    key: str
    title: str
    figures: tuple[Figure, ...] = ()
    rows: tuple[Row, ...] = ()
    more: int = 0
    empty: str = ""
    verdict: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        return cls(
            key=data["key"],
            title=data["title"],
            figures=tuple(Figure(**figure) for figure in data["figures"]),
            rows=tuple(_row(row) for row in data["rows"]),
            more=data["more"],
            empty=data["empty"],
            verdict=tuple(data["verdict"]),
        )


def _row(data: Mapping[str, Any]) -> Row:
    bar = data["bar"]
    return Row(**{**data, "bar": tuple(bar) if bar is not None else None})
