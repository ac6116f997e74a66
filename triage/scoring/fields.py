"""Read one key of a JSON object as what it must be, or say what is wrong with it."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from triage.scoring.rules import RubricError


def require(condition: bool, message: str) -> None:
    if not condition:
        raise RubricError(message)


def refuse_twice(what: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for item in ids:
        require(item not in seen, f"{what} {item} is there twice")
        seen.add(item)


def text(data: Mapping[str, Any], key: str, where: str) -> str:
    value = _value(data, key, where)
    if not isinstance(value, str) or not value.strip():
        raise RubricError(f"{where}: {key} must be text")
    return value


def integer(data: Mapping[str, Any], key: str, where: str) -> int:
    value = _value(data, key, where)
    if not isinstance(value, int) or isinstance(value, bool):
        raise RubricError(f"{where}: {key} must be a whole number")
    return value


def number(data: Mapping[str, Any], key: str, where: str) -> Fraction:
    """Read a decimal exactly as it was written.

    A float counts as its shortest text, which is what JSON had before it became one.
    """
    value = _value(data, key, where)
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        raise RubricError(f"{where}: {key} must be a number")
    try:
        return Fraction(Decimal(str(value)))
    except (InvalidOperation, OverflowError, ValueError) as error:
        raise RubricError(f"{where}: {key} must be a number") from error


def share(data: Mapping[str, Any], key: str, where: str) -> Fraction:
    value = number(data, key, where)
    require(0 <= value <= 1, f"{where}: {key} must be from 0 to 1")
    return value


def items(
    data: Mapping[str, Any], key: str, where: str, *, may_be_empty: bool = False
) -> Sequence[Any]:
    value = _value(data, key, where)
    if not isinstance(value, list | tuple):
        raise RubricError(f"{where}: {key} must be a list")
    require(may_be_empty or bool(value), f"{where}: {key} is empty")
    return value


def mapping(data: Mapping[str, Any], key: str, where: str) -> Mapping[str, Any]:
    value = _value(data, key, where)
    if not isinstance(value, Mapping):
        raise RubricError(f"{where}: {key} must be an object")
    return value


def _value(data: Any, key: str, where: str) -> Any:
    if not isinstance(data, Mapping):
        raise RubricError(f"{where}: must be an object")
    if key not in data:
        raise RubricError(f"{where}: {key} is missing")
    return data[key]
