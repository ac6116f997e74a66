from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import product
from statistics import median
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.scoring.involvement import (
    Asked,
    Fate,
    Told,
    early_examples,
    fates,
    involvement,
    median_range,
)
from triage.scoring.rules import Stage


def asked(low: int = 80, high: int = 100, **changes: Any) -> Asked:
    given: dict[str, Any] = {
        "number": "HB-2026-001",
        "title": "Flood sensors",
        "department": "Parks",
        "on": date(2026, 11, 2),
        "stage": Stage.IDEA,
        "is_found": False,
        "is_sent": True,
        "low": Decimal(low),
        "high": Decimal(high),
    }
    return Asked(**given | changes)


@pytest.mark.parametrize(
    ("stage", "is_found", "told"),
    [
        (Stage.BUDGET_DRAFT, False, Told.IN_TIME),
        (Stage.BUDGET_SUBMITTED, False, Told.LATE),
        (Stage.IDEA, True, Told.FOUND),
    ],
)
def test_told_goes_by_the_stage_unless_it_was_found(stage, is_found, told):
    assert asked(stage=stage, is_found=is_found).told is told


def test_involvement_of_nothing_has_no_index():
    nothing = involvement([])

    assert (nothing.count, nothing.share, nothing.index) == (0, None, None)


def test_involvement_counts_and_takes_the_median_of_both_ends():
    rows = [
        asked(90, 100),
        asked(40, 60, stage=Stage.CONTRACT),
        asked(20, 80, is_found=True),
    ]

    result = involvement(rows)

    assert (result.count, result.in_time, result.found) == (3, 1, 1)
    assert result.share == Fraction(1, 3)
    assert result.index == (Decimal(40), Decimal(80))


ENDS = st.tuples(st.integers(0, 100), st.integers(0, 100)).map(sorted).map(tuple)


@given(st.lists(ENDS, min_size=1, max_size=5))
def test_median_range_holds_the_median_of_any_truth(ranges):
    ends = median_range([(Decimal(a), Decimal(b)) for a, b in ranges])

    assert ends is not None
    low, high = ends
    for truth in product(*ranges):
        assert low <= median(map(Decimal, truth)) <= high


def test_fates_tell_what_became_of_each_way_of_telling():
    rows = [
        asked(outcome="accepted", decision_days=8, phase="live"),
        asked(outcome="accepted", decision_days=11, gap_share=Decimal("0.25")),
        asked(),
        asked(stage=Stage.CONTRACT, outcome="declined", decision_days=30),
    ]

    in_time, late = fates(rows)

    assert in_time == Fate(
        told=Told.IN_TIME,
        count=3,
        outcomes=(("accepted", 2), ("", 1)),
        decision_days=Decimal("9.5"),
        gap_share=Decimal("0.25"),
        phases=(("live", 1),),
    )
    assert (late.told, late.decision_days, late.gap_share) == (
        Told.LATE,
        Decimal(30),
        None,
    )


def test_early_examples_put_what_was_accepted_first_and_leave_out_the_late():
    rows = [
        asked(95, title="open"),
        asked(70, outcome="accepted", title="accepted"),
        asked(85, outcome="accepted", title="earlier"),
        asked(99, stage=Stage.CONTRACT, title="late"),
    ]

    found = early_examples(rows, most=2)

    assert [row.title for row in found] == ["earlier", "accepted"]
