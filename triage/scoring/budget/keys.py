"""Read the keys of a JSON object, or name the key that is wrong and say what to do."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from triage.scoring.budget.lines import CostClass, CostType, Estimate, Timing

T = TypeVar("T")

# date.fromisoformat also takes weeks and dates without dashes, which the contract does not.
_DAY = re.compile(r"\d{4}-\d{2}(-\d{2})?", re.ASCII)
_YEAR = re.compile(r"(FY)?(\d{4})", re.ASCII)
# Slips of the hand, refused before sums leave what a city could mean.
_MOST = 10**12
_DECIMALS = 9


class ContractError(ValueError):
    """Input that breaks the contract; the message names the key."""


@dataclass(frozen=True)
class Keys:
    """One object of the input; `where` is its path, empty for the outermost."""

    data: Mapping[str, Any]
    where: str = ""

    @classmethod
    def of(cls, value: Any, where: str, allowed: Collection[str]) -> "Keys":
        if not isinstance(value, dict):
            raise ContractError(f"{where or 'the input'}: give an object")
        found = cls(value, where)
        for key in value:
            if key not in allowed:
                known = ", ".join(sorted(allowed))
                raise found.wrong(key, f"unknown key, leave it out; there is {known}")
        return found

    def wrong(self, key: str, what_to_do: str) -> ContractError:
        path = f"{self.where}.{key}" if self.where else key
        return ContractError(f"{path}: {what_to_do}")

    def has(self, key: str) -> bool:
        return self.data.get(key) is not None

    def objects(self, key: str, allowed: Collection[str]) -> list["Keys"]:
        path = f"{self.where}.{key}" if self.where else key
        return [
            Keys.of(item, f"{path}[{index}]", allowed)
            for index, item in enumerate(self.items(key))
        ]

    def items(self, key: str) -> list[Any]:
        value = self.data.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self.wrong(key, "give a list")
        return value

    def text(self, key: str) -> str:
        value = self.data.get(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise self.wrong(key, "give text")
        return value.strip()

    def yes(self, key: str) -> bool:
        value = self.data.get(key)
        if value is not None and not isinstance(value, bool):
            raise self.wrong(key, "give true or false")
        return value is True

    def choice(self, key: str, choices: Mapping[str, T]) -> T:
        value = self.data.get(key)
        if not isinstance(value, str) or value not in choices:
            raise self.wrong(key, f"give one of {', '.join(choices)}")
        return choices[value]

    def number(self, key: str) -> Decimal:
        return self._number(key, self.data.get(key))

    def share(self, key: str) -> Decimal:
        value = self.number(key)
        if value > 1:
            raise self.wrong(key, "give a share from 0 to 1")
        return value

    def count(self, key: str) -> int | None:
        value = self.data.get(key)
        if value is not None and (type(value) is not int or not 1 <= value <= 50):
            raise self.wrong(key, "give whole years from 1 to 50")
        return value

    def estimate(self, key: str) -> Estimate:
        """A number, or a list of low, likely and high."""
        value = self.data.get(key)
        if not isinstance(value, list):
            return Estimate.exactly(self._number(key, value))
        if len(value) != 3:
            raise self.wrong(key, "give a number, or low, likely and high")
        low, likely, high = (self._number(key, item) for item in value)
        if not low <= likely <= high:
            raise self.wrong(key, "give low, likely and high in this order")
        return Estimate(low, likely, high)

    def day(self, key: str) -> date:
        """A date, or a month, which stands for its first day."""
        value = self.data.get(key)
        if isinstance(value, str) and _DAY.fullmatch(value):
            try:
                return date.fromisoformat(value if len(value) > 7 else f"{value}-01")
            except ValueError:
                pass  # such as 30 February: refused below with the rest
        raise self.wrong(key, "give a date such as 2026-10-01")

    def years(self, key: str) -> tuple[int, ...]:
        return tuple(sorted({self.year(key, item) for item in self.items(key)}))

    def year(self, key: str, value: Any) -> int:
        match = None if isinstance(value, bool) else _YEAR.fullmatch(str(value))
        if match is None:
            raise self.wrong(key, "give fiscal years such as FY2027")
        return int(match[2])

    def classes(self, key: str) -> frozenset[CostClass]:
        known: Mapping[str, CostClass] = {
            f"{timing}:{cost_type}": (timing, cost_type)
            for timing in Timing
            for cost_type in CostType
        }
        return frozenset(self._each(key, lambda item: known[item], ", ".join(known)))

    def _each(self, key: str, read: Callable[[Any], T], choices: str) -> list[T]:
        try:
            return [read(item) for item in self.items(key)]
        except (KeyError, TypeError):
            raise self.wrong(key, f"give a list of {choices}") from None

    def _number(self, key: str, value: Any) -> Decimal:
        # A float counts as its shortest text, which is what JSON had before it became one.
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
            raise self.wrong(key, "give a number")
        number = Decimal(str(value))
        if not (number.is_finite() and 0 <= number <= _MOST):
            raise self.wrong(key, f"give a number from 0 to {_MOST:,}")
        if round(number, _DECIMALS) != number:
            raise self.wrong(key, f"give at most {_DECIMALS} decimals")
        return number
