"""Pages of a long list by the sort key of the last row, not by counting rows.

A page costs the same at any depth, and rows that arrive or leave meanwhile neither
repeat nor hide others. Every order ends in the primary key, so ties are stable.
"""

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Generic, TypeVar

from django.db.models import F, Model, Q, QuerySet

Row = TypeVar("Row", bound=Model)
_MOST_DIGITS = 30


class BadCursor(ValueError):
    """The cursor was not made by this order."""


@dataclass(frozen=True)
class SortKey:
    """One key of an order: a field or annotation that is never NULL."""

    name: str
    parse: Callable[[str], Any]
    descending: bool = False


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One page of rows; a cursor is empty where the list ends."""

    rows: tuple[Row, ...]
    earlier: str
    later: str


Order = Sequence[SortKey]


def page_of(
    rows: QuerySet[Row],
    order: Order,
    *,
    size: int,
    after: str = "",
    before: str = "",
) -> Page[Row]:
    """The page after one cursor or before another, the first without either (one query).

    :raises BadCursor: a cursor that does not fit the order.
    """
    backwards = bool(before) and not after
    cursor = before if backwards else after
    if cursor:
        rows = rows.filter(_beyond(order, _values(cursor, order), backwards=backwards))
    # One row more than fits tells whether there is another page, without a COUNT.
    found = list(rows.order_by(*_ordering(order, backwards=backwards))[: size + 1])
    has_more = len(found) > size
    found = found[:size]
    if backwards:
        found.reverse()
    if not found:
        return Page((), "", "")
    has_earlier = has_more if backwards else bool(cursor)
    has_later = bool(cursor) if backwards else has_more
    return Page(
        rows=tuple(found),
        earlier=_cursor(found[0], order) if has_earlier else "",
        later=_cursor(found[-1], order) if has_later else "",
    )


def ordered(rows: QuerySet[Row], order: Order) -> QuerySet[Row]:
    """The whole list in the same order, for an export."""
    return rows.order_by(*_ordering(order, backwards=False))


def whole(text: str) -> int:
    return int(text)


def exact(text: str) -> Decimal:
    number = Decimal(text)
    # A database has no such number, or too few digits for it.
    if not number.is_finite() or abs(number.adjusted()) > _MOST_DIGITS:
        raise ValueError(text)
    return number


def day(text: str) -> date:
    return date.fromisoformat(text)


def moment(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(text)
    return at.astimezone(UTC)


def plain_text(text: str) -> str:
    if "\0" in text:  # PostgreSQL fails on it
        raise ValueError(text)
    return text


def _ordering(order: Order, *, backwards: bool) -> list[Any]:
    return [
        F(key.name).desc() if key.descending != backwards else F(key.name).asc()
        for key in order
    ]


def _beyond(order: Order, values: Sequence[Any], *, backwards: bool) -> Q:
    """Rows after these values: past the first key, or equal there and past the next."""
    beyond = Q()
    for key, value in reversed(list(zip(order, values, strict=True))):
        comparison = "lt" if key.descending != backwards else "gt"
        past = Q(**{f"{key.name}__{comparison}": value})
        beyond = past | (Q(**{key.name: value}) & beyond) if beyond else past
    first, value = order[0], values[0]
    comparison = "lte" if first.descending != backwards else "gte"
    # Says nothing new, but lets the database start in the middle of the index.
    return Q(**{f"{first.name}__{comparison}": value}) & beyond


def _cursor(row: Model, order: Order) -> str:
    values = [_text(getattr(row, key.name)) for key in order]
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _values(cursor: str, order: Order) -> list[Any]:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        texts = json.loads(base64.urlsafe_b64decode(padded))
        return [key.parse(text) for key, text in zip(order, texts, strict=True)]
    except (ArithmeticError, ValueError, TypeError) as error:
        raise BadCursor(cursor) from error
