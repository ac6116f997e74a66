import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.triage.scoring.examples import RUBRIC, forms
from triage.scoring.answers import settled_options
from triage.scoring.escalators import EscalatorState, escalations, fires, state_of
from triage.scoring.rules import Condition, Escalator, Tier

FIRED, POSSIBLE, NO = EscalatorState.FIRED, EscalatorState.POSSIBLE, EscalatorState.NO


def standing(rubric, escalator_id, settled):
    by_id = {item.escalator.id: item for item in escalations(settled, rubric)}
    return by_id[escalator_id]


@pytest.mark.parametrize(
    ("escalator_id", "settled", "state"),
    [
        ("E-CJIS", {}, POSSIBLE),
        ("E-CJIS", {"DAT2": "cjis"}, FIRED),
        ("E-CJIS", {"INT2": "cad_rms_911", "DAT2": "none"}, FIRED),
        ("E-CJIS", {"DAT2": "none"}, POSSIBLE),
        ("E-CJIS", {"DAT2": "none", "INT2": "none"}, NO),
        ("E-CORE", {"LEG1": "migrate"}, POSSIBLE),
        ("E-CORE", {"LEG1": "migrate", "INT2": "permit_workorder"}, FIRED),
        ("E-CORE", {"LEG1": "retire"}, NO),
        ("E-WIDE", {"SIZ2": "over3y", "SIZ4": "whole"}, FIRED),
        ("E-WIDE", {"SIZ4": "several"}, NO),
        ("E-DATAUSE", {"VEN1": "free", "DAT5": "none", "VEN5": "city"}, FIRED),
        ("E-DATAUSE", {"VEN1": "sole", "DAT5": "none", "VEN5": "city"}, NO),
        ("E-247", {"OPS1": "247_guaranteed", "OPS2": "vendor"}, NO),
        ("E-ADA", {"PUB1": "view", "PUB2": "none"}, FIRED),
        ("E-PATCH", {"SEC5": "none", "NET2": "vendor_cell"}, NO),
    ],
)
def test_state_of_an_escalator_by_what_is_settled(rubric, escalator_id, settled, state):
    assert standing(rubric, escalator_id, settled).state is state


def made_up(any_of=(), all_of=()):
    conditions = [Condition(q, frozenset(values)) for q, *values in (*any_of, *all_of)]
    return Escalator(
        id="E-X",
        name="Made up",
        any_of=tuple(conditions[: len(any_of)]),
        all_of=tuple(conditions[len(any_of) :]),
        floor=Tier.HIGH,
        small_floor=None,
        small_when=(),
        reviews=(),
    )


@pytest.mark.parametrize(
    ("escalator", "settled", "state"),
    [
        (made_up([("A", "1")], [("B", "1")]), {"A": "1", "B": "1"}, FIRED),
        (made_up([("A", "1")], [("B", "1")]), {"A": "1"}, POSSIBLE),
        (made_up([("A", "1")], [("B", "1")]), {"A": "1", "B": "2"}, NO),
        (
            made_up([("A", "1"), ("C", "1")], [("B", "1")]),
            {"A": "2", "B": "1"},
            POSSIBLE,
        ),
        # One question in both lists: no single answer satisfies the two.
        (made_up([("A", "1")], [("A", "2")]), {}, NO),
        (made_up([], [("A", "1"), ("A", "2")]), {}, NO),
        (made_up([("A", "1", "2")], [("A", "2", "3")]), {}, POSSIBLE),
    ],
)
def test_escalator_with_both_lists_needs_one_of_the_first_and_all_of_the_second(
    escalator, settled, state
):
    assert state_of(escalator, settled) is state


SMALL = {"NET1": "to10", "INT2": "none", "SIZ1": "to500k"}


@pytest.mark.parametrize(
    ("settled", "floor", "floor_at_best"),
    [
        (SMALL, Tier.MODERATE, Tier.MODERATE),
        (SMALL | {"SIZ1": "to2m"}, Tier.HIGH, Tier.HIGH),
        (SMALL | {"NET1": "none"}, Tier.HIGH, Tier.HIGH),
        ({"NET1": "to10", "INT2": "none"}, Tier.HIGH, Tier.MODERATE),
        ({}, Tier.HIGH, Tier.MODERATE),
        ({"INT2": "billing_finance"}, Tier.HIGH, Tier.HIGH),
    ],
)
def test_small_floor_counts_only_once_every_small_answer_is_known(
    rubric, settled, floor, floor_at_best
):
    standing_now = standing(rubric, "E-SURV", settled | {"DAT3": "yes"})

    assert standing_now.floor is floor
    assert standing_now.floor_at_best is floor_at_best


def test_escalator_without_small_floor_keeps_its_floor(rubric):
    assert standing(rubric, "E-BIO", SMALL).floor_at_best is Tier.CRITICAL


@given(st.data())
def test_state_tells_what_every_way_of_filling_the_form_would(data):
    """Fired stays fired, no stays no, and possible can end up either way."""
    settled = settled_options(data.draw(forms), RUBRIC)
    escalator = data.draw(st.sampled_from(RUBRIC.escalators))
    involved = {c.question for c in escalator.conditions} - settled.keys()

    outcomes = set()
    todo = [settled]
    for question in involved:
        options = RUBRIC.points[question].points
        todo = [filled | {question: option} for filled in todo for option in options]
    for filled in todo:
        outcomes.add(fires(escalator, filled))

    expected = {FIRED: {True}, NO: {False}, POSSIBLE: {True, False}}
    assert outcomes == expected[state_of(escalator, settled)]
