"""Numbers as people write them while they are not sure: "40", "15-200", "15 60 200". Pure."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

_UNKNOWN = re.compile(
    r"^(\?+|(i )?(do not|don['’]?t) know( yet)?|unknown|not known( yet)?|no idea|tbd)\.?$"
)
_GUESS = re.compile(r"^(about|around|approximately|approx\.?|ca\.?|roughly|some|~)\s*")
_MORE_OR_LESS = re.compile(r"^(?P<middle>\S+)\s*(±|\+/-|\+-)\s*(?P<off>\S+)$")
# What stands between two numbers. A comma does only before a space: "1,200" is a number.
_BETWEEN = re.compile(r"\s*(?:\.\.+|–|—|-|/|;|\bto\b|\band\b|,(?=\s))\s*|\s+")
_NUMBER = re.compile(
    r"^\$?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d+(?:\.\d*)?|\.\d+)(?P<unit>[km]?)$"
)
_UNITS = {"": 1, "k": 1_000, "m": 1_000_000}
_MOST_PLACES = 4
_MOST_DIGITS = 12
_TWO, _THREE = 2, 3


class Wrong(StrEnum):
    """Why a text is no estimate."""

    NO_NUMBER = "no_number"
    GUESS = "guess"
    TOO_MANY = "too_many"
    ORDER = "order"
    NEGATIVE = "negative"
    PLACES = "places"
    LARGE = "large"


class NotAnEstimate(ValueError):
    """The text is no number and no range. `guess` is the number it was about."""

    def __init__(self, wrong: Wrong, *, guess: str = "") -> None:
        super().__init__(wrong)
        self.wrong = wrong
        self.guess = guess


@dataclass(frozen=True)
class Estimated:
    """Low, likely and high, all equal where one number was written."""

    low: Decimal
    likely: Decimal
    high: Decimal


def parse(text: str) -> Estimated | None:
    """Read what somebody wrote; None where they say that they do not know.

    Of two numbers the middle is taken as likely, of whole ones a whole one. "15-20k" is
    15,000 to 20,000.

    :raises NotAnEstimate: with the reason.
    """
    written = " ".join(text.lower().split())
    if not written or _UNKNOWN.match(written):
        return None
    if match := _MORE_OR_LESS.match(written):
        middle, off = _numbers([match["middle"], match["off"]])
        return _in_order(middle - off, middle, middle + off)
    _check_sure(written)
    numbers = _numbers(_parts(written))
    if len(numbers) == 1:
        return Estimated(numbers[0], numbers[0], numbers[0])
    if len(numbers) == _TWO:
        low, high = numbers
        return _in_order(low, _middle(low, high), high)
    if len(numbers) == _THREE:
        return _in_order(*numbers)
    raise NotAnEstimate(Wrong.TOO_MANY)


def in_words(low: Decimal, likely: Decimal, high: Decimal) -> str:
    """As `parse` reads it again: "40" or "15–60–200"."""
    if low == likely == high:
        return number_in_words(likely)
    return "–".join(map(number_in_words, (low, likely, high)))


def number_in_words(number: Decimal) -> str:
    """With thousands parted and no zeros behind the point: "1,200", "0.08"."""
    shown = f"{number:,f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def _check_sure(written: str) -> None:
    """One number said to be rough is a range whose ends are not told."""
    rough = written.removesuffix("?").strip()
    bare = _GUESS.sub("", rough)
    if bare != written and _NUMBER.match(bare):
        raise NotAnEstimate(Wrong.GUESS, guess=bare)


def _parts(written: str) -> list[str]:
    if written.startswith(("-", "–", "−")):
        raise NotAnEstimate(Wrong.NEGATIVE)
    return _BETWEEN.split(_GUESS.sub("", written.removeprefix("between ")))


def _numbers(parts: list[str]) -> list[Decimal]:
    matches = [_NUMBER.match(part) for part in parts]
    read = [match for match in matches if match]
    if len(read) < len(parts):
        raise NotAnEstimate(Wrong.NO_NUMBER)
    bare = [Decimal(match["digits"].replace(",", "")) for match in read]
    last = read[-1]["unit"]
    numbers = []
    for number, match in zip(bare, read, strict=True):
        # "15-20k": the unit written once is meant for both.
        shared = last if not match["unit"] and number < bare[-1] else match["unit"]
        numbers.append(_checked(number * _UNITS[shared]))
    return numbers


def _checked(number: Decimal) -> Decimal:
    if number >= 10**_MOST_DIGITS:
        raise NotAnEstimate(Wrong.LARGE)
    if number != round(number, _MOST_PLACES):
        raise NotAnEstimate(Wrong.PLACES)
    return number


def _middle(low: Decimal, high: Decimal) -> Decimal:
    middle = (low + high) / 2
    are_whole = low == int(low) and high == int(high)
    # Half a camera is none; a middle that is halved again may pass the places stored.
    return (
        Decimal(int(middle + Decimal("0.5")))
        if are_whole
        else round(middle, _MOST_PLACES)
    )


def _in_order(low: Decimal, likely: Decimal, high: Decimal) -> Estimated:
    if low < 0:
        raise NotAnEstimate(Wrong.NEGATIVE)
    if not low <= likely <= high:
        raise NotAnEstimate(Wrong.ORDER)
    return Estimated(low, likely, high)
