import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from triage.plain import from_plain, to_plain
from triage.scoring.lateness import DateRange
from triage.scoring.rules import Tier


@dataclass(frozen=True)
class Leaf:
    share: Fraction
    hours: Decimal
    day: date | None = None


@dataclass(frozen=True)
class Tree:
    tier: Tier
    leaves: tuple[Leaf, ...]
    pair: tuple[int, str]
    by_year: dict[int, Decimal]
    names: frozenset[str]
    late: bool
    span: DateRange | None = None


TREE = Tree(
    tier=Tier.HIGH,
    leaves=(Leaf(Fraction(1, 3), Decimal("0.10"), date(2026, 11, 23)),),
    pair=(3, "three"),
    by_year={2027: Decimal("80.50")},
    names=frozenset({"b", "a"}),
    late=True,
    span=DateRange(date(2026, 1, 1), date(2026, 1, 31)),
)


def test_values_come_back_from_json_as_they_were():
    assert from_plain(Tree, json.loads(json.dumps(to_plain(TREE)))) == TREE


def test_plain_values_are_readable_and_in_a_fixed_order():
    assert to_plain(TREE) == {
        "tier": "high",
        "leaves": [{"share": "1/3", "hours": "0.10", "day": "2026-11-23"}],
        "pair": [3, "three"],
        "by_year": {"2027": "80.50"},
        "names": ["a", "b"],
        "late": True,
        "span": {"earliest": "2026-01-01", "latest": "2026-01-31"},
    }


def test_what_was_stored_before_a_field_was_added_is_still_read():
    stored = {"share": "1/3", "hours": "0.10"}

    assert from_plain(Leaf, stored) == Leaf(Fraction(1, 3), Decimal("0.10"), None)


@given(
    st.fractions(),
    st.decimals(-(10**9), 10**9, places=2, allow_nan=False, allow_infinity=False),
)
def test_no_digit_is_lost(share: Fraction, hours: Decimal):
    leaf = Leaf(share, hours)

    assert from_plain(Leaf, to_plain(leaf)) == leaf
