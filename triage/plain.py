"""Frozen dataclasses to plain JSON and back, without losing a digit.

Fractions and decimals become text, dates ISO text, enums their value. Reading goes by
the declared types, so what was stored stays readable while a class only gains fields
that have defaults.
"""

import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")

_FROM_TEXT: dict[Any, Callable[[str], Any]] = {
    Fraction: Fraction,
    Decimal: Decimal,
    date: date.fromisoformat,
}


def to_plain(value: Any) -> Any:
    """What `json.dumps` takes, for the types named in the module's docstring."""
    if is_dataclass(value):
        return {f.name: to_plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): to_plain(item) for key, item in value.items()}
    if isinstance(value, frozenset):
        # Sets have no order of their own; the same value must give the same text.
        return sorted((to_plain(item) for item in value), key=str)
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    return value


def from_plain(kind: type[T], data: Any) -> T:
    """Rebuild what `to_plain` made of a `kind`.

    :raises KeyError, ValueError, TypeError: the data are not of that kind.
    """
    built: T = _read(kind, data)
    return built


def _read(kind: Any, data: Any) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return None if data is None else _read(_present(kind), data)
    if origin is tuple:
        return _read_tuple(get_args(kind), data)
    if origin is frozenset:
        return frozenset(_read(get_args(kind)[0], item) for item in data)
    if origin is not None:
        of_key, of_item = get_args(kind)
        return {of_key(key): _read(of_item, item) for key, item in data.items()}
    if is_dataclass(kind):
        return _build(kind, data)
    return _FROM_TEXT.get(kind, kind)(data)


def _build(kind: Any, data: Mapping[str, Any]) -> Any:
    known = _types_of(kind)
    return kind(**{name: _read(known[name], item) for name, item in data.items()})


def _read_tuple(kinds: tuple[Any, ...], data: Any) -> tuple[Any, ...]:
    if kinds[-1] is Ellipsis:
        return tuple(_read(kinds[0], item) for item in data)
    return tuple(_read(kind, item) for kind, item in zip(kinds, data, strict=True))


def _present(kind: Any) -> Any:
    """The X of `X | None`."""
    return next(item for item in get_args(kind) if item is not types.NoneType)


@cache
def _types_of(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
