import copy
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from triage.scoring.changes import (
    Edition,
    Line,
    Part,
    rubric_changes,
    side_by_side,
)
from triage.scoring.parsing import load_json
from triage.scoring.rules import Condition, Tier

DATA = Path(__file__).parents[3] / "data"


def read(path: str) -> Any:
    return load_json((DATA / path).read_text(encoding="utf-8"))


SHIPPED = Edition(read("rubrics/2026.1.json"), read("questionnaires/2026.1.json"))


@pytest.fixture
def rubric() -> dict:
    return copy.deepcopy(dict(SHIPPED.rubric))


@pytest.fixture
def questionnaire() -> dict:
    return copy.deepcopy(dict(SHIPPED.questionnaire))


def found(rubric: dict | None = None, questionnaire: dict | None = None):
    after = Edition(rubric or SHIPPED.rubric, questionnaire or SHIPPED.questionnaire)
    return rubric_changes(SHIPPED, after)


def lines_of(changes) -> dict:
    return {(c.part, c.id): c.lines for c in changes}


def test_same_rubric_with_its_numbers_written_otherwise_changes_nothing(rubric):
    rubric["version"] = "2027.1"
    rubric["dimensions"][0]["weight"] = "14.00"

    assert found(rubric) == ()


def test_weights_and_formula_are_told_with_their_values(rubric):
    rubric["dimensions"][0]["weight"] = "15.5"
    rubric["dimensions"][1]["weight"] = "10.5"
    rubric["formula"]["lam"] = "0.4"

    assert lines_of(found(rubric)) == {
        (Part.WEIGHTS, "INT"): (Line("weight", Fraction(14), Fraction(31, 2)),),
        (Part.WEIGHTS, "SIZ"): (Line("weight", Fraction(12), Fraction(21, 2)),),
        (Part.FORMULA, "formula"): (
            Line("depth_share", Fraction(3, 10), Fraction(2, 5)),
        ),
    }


def test_tier_and_lateness_are_told(rubric):
    rubric["tiers"][2]["min"] = 50
    rubric["stages"][1]["s"] = "0.15"
    rubric["lateness"]["bands"][0]["max_li"] = 20

    assert lines_of(found(rubric)) == {
        (Part.TIERS, "high"): (Line("minimum", Fraction(45), Fraction(50)),),
        (Part.LATENESS, "stage:need"): (
            Line("weight", Fraction(1, 10), Fraction(3, 20)),
        ),
        (Part.LATENESS, "band:1"): (Line("maximum", Fraction(15), Fraction(20)),),
    }


def test_rule_is_told_by_its_changed_fields(rubric):
    rule = rubric["escalators"][1]
    rule["floor"] = "high"
    rule["any_of"][0]["values"] = ["pci"]
    rule["basis"] = "PCI DSS v4.0.1"

    assert lines_of(found(rubric)) == {
        (Part.ESCALATORS, "E-PCI"): (
            Line(
                "any_of",
                (Condition("DAT2", frozenset({"pci", "several"})),),
                (Condition("DAT2", frozenset({"pci"})),),
            ),
            Line("floor", Tier.MODERATE, Tier.HIGH),
            Line("basis", "PCI DSS v4 (not re-read)", "PCI DSS v4.0.1"),
        )
    }


def test_new_and_removed_rules_are_told_as_such(rubric):
    gone = rubric["escalators"].pop(1)
    rubric["escalators"].append({**gone, "id": "E-CARDS", "name": "Cards"})

    added, removed = found(rubric)

    assert (added.id, added.is_new, added.is_gone) == ("E-CARDS", True, False)
    assert (removed.id, removed.is_new, removed.is_gone) == ("E-PCI", False, True)
    assert (added.name, removed.name) == ("Cards", "Payment card data")


def test_points_are_told_option_by_option(rubric):
    rubric["dimensions"][0]["points"]["INT1"]["one"] = 2

    assert lines_of(found(rubric)) == {
        (Part.POINTS, "INT1"): (Line("option:one", 1, 2),)
    }


def test_wording_is_told_and_the_points_stay_the_same_thing(questionnaire):
    question = questionnaire["sections"][0]["questions"][0]
    question["text"] = "How many systems share information with it?"
    question["options"][1]["label"] = "Just one"

    assert lines_of(found(questionnaire=questionnaire)) == {
        (Part.QUESTIONS, "INT1"): (
            Line(
                "text",
                "How many existing city systems would have to share information with "
                "this one?",
                "How many systems share information with it?",
            ),
            Line("option:one", "One", "Just one"),
        )
    }


def test_new_question_moves_none_of_the_others(rubric, questionnaire):
    questions = questionnaire["sections"][0]["questions"]
    questions.insert(0, {**questions[0], "id": "INT9", "text": "Who owns the data?"})
    points = rubric["dimensions"][0]["points"]
    points["INT9"] = points["INT1"]

    changes = found(rubric, questionnaire)

    assert [(c.part, c.id, c.is_new) for c in changes] == [
        (Part.POINTS, "INT9", True),
        (Part.QUESTIONS, "INT9", True),
    ]


def test_order_of_questions_is_told(questionnaire):
    questions = questionnaire["sections"][0]["questions"]
    questions[0], questions[1] = questions[1], questions[0]

    [change] = found(questionnaire=questionnaire)

    assert change.id == "section:INT"
    assert change.lines[0].after == ("INT2", "INT1", "INT3", "INT4", "INT5")


def test_side_by_side_tells_all_that_both_say(rubric):
    rubric["dimensions"][0]["weight"], rubric["dimensions"][1]["weight"] = 15, 11
    after = Edition(rubric, SHIPPED.questionnaire)

    everything = side_by_side(SHIPPED, after)

    assert tuple(c.id for c in everything if c.differs) == ("INT", "SIZ")
    rules = after.rules
    assert sum(c.part is Part.ESCALATORS for c in everything) == len(rules.escalators)
    assert sum(c.part is Part.POINTS for c in everything) == len(rules.points)
    assert [c.part for c in everything] == sorted(
        (c.part for c in everything), key=list(Part).index
    )
