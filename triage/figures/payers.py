"""Who pays in which fiscal year, source by source, and what nobody pays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from triage.figures.numbers import money


@dataclass(frozen=True)
class PayerRow:
    """One source; money in whole dollars without the sign."""

    name: str
    cells: tuple[str, ...]
    total: str
    is_missing: bool = False


@dataclass(frozen=True)
class PayersFigure:
    """What ``payers_table.html`` prints; the last row is what nobody pays."""

    years: tuple[str, ...]
    rows: tuple[PayerRow, ...]


def payers_figure(
    years: Sequence[str],
    paid: Mapping[str, Sequence[int]],
    missing: Sequence[int],
) -> PayersFigure:
    """:param paid: cents by source name, a value for each of the years, as `missing`."""
    rows = [_row(name, cents) for name, cents in paid.items()]
    rows.append(_row(_("Nobody yet"), missing, is_missing=True))
    return PayersFigure(tuple(years), tuple(rows))


def _row(name: str, cents: Sequence[int], *, is_missing: bool = False) -> PayerRow:
    return PayerRow(
        name, tuple(map(_bare, cents)), _bare(sum(cents)), is_missing=is_missing
    )


def _bare(cents: int) -> str:
    return money(cents).replace("$", "")
