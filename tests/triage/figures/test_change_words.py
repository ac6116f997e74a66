"""Changes of a rubric in the words people read."""

import copy

import pytest

from tests.triage.scoring.test_changes import SHIPPED
from triage.figures.change_words import changes_in_words
from triage.scoring.changes import Edition, rubric_changes, side_by_side


@pytest.fixture
def rubric() -> dict:
    return copy.deepcopy(dict(SHIPPED.rubric))


def changed(rubric: dict | None = None, questionnaire: dict | None = None):
    after = Edition(rubric or SHIPPED.rubric, questionnaire or SHIPPED.questionnaire)
    parts = changes_in_words(rubric_changes(SHIPPED, after), SHIPPED, after)
    return {part.name: part.changes for part in parts}


def test_changed_numbers_are_said_as_people_write_them(rubric):
    rubric["dimensions"][0]["weight"], rubric["dimensions"][1]["weight"] = "14.5", 11.5
    rubric["formula"]["lam"] = "0.125"
    rubric["tiers"][1]["min"] = "25.50"

    said = changed(rubric)

    [weight, _size] = said["Weights"]
    assert (weight.lines[0].before, weight.lines[0].after) == ("14", "14.5")
    assert said["Formula"][0].lines[0].after == "12.5%"
    assert said["Tiers"][0].lines[0].after == "25.5"


def test_new_rule_is_said_whole_without_what_it_leaves_empty(rubric):
    rubric["escalators"].append(
        {**rubric["escalators"][1], "id": "E-NEW", "name": "Cards again"}
    )

    [rule] = changed(rubric)["Rules that raise the tier"]

    assert (rule.state, rule.name) == ("new", "Cards again")
    assert rule.says.startswith("At least <b>Moderate</b> when")
    assert [line.label for line in rule.lines] == [
        "Name",
        "Applies when any of",
        "At least",
        "Forces",
        "Based on",
    ]


def test_removed_question_is_said_with_its_choices(rubric):
    questionnaire = copy.deepcopy(dict(SHIPPED.questionnaire))
    questionnaire["sections"][0]["questions"].pop(3)
    del rubric["dimensions"][0]["points"]["INT4"]

    said = changed(rubric, questionnaire)

    assert [c.state for c in said["Questions"]] == ["gone"]
    assert said["Questions"][0].says.count(", ") >= 3
    assert "4" in said["Points per answer"][0].says


def test_added_choice_has_words_on_one_side_only(rubric):
    questionnaire = copy.deepcopy(dict(SHIPPED.questionnaire))
    questionnaire["sections"][0]["questions"][0]["options"].append(
        {"value": "dozens", "label": "Dozens"}
    )
    rubric["dimensions"][0]["points"]["INT1"]["dozens"] = 4

    said = changed(rubric, questionnaire)

    [points] = said["Points per answer"][0].lines
    [choice] = said["Questions"][0].lines
    assert (points.label, points.before, points.after) == (
        "Points for “Dozens”",
        "",
        "4",
    )
    assert (choice.label, choice.before, choice.after) == (
        "Choice “Dozens”",
        "",
        "Dozens",
    )


def test_order_is_said_by_names():
    questionnaire = copy.deepcopy(dict(SHIPPED.questionnaire))
    sections = questionnaire["sections"]
    sections[0], sections[1] = sections[1], sections[0]

    [order] = changed(questionnaire=questionnaire)["Questions"]

    assert order.lines[0].after.startswith("Size and reach; Integration and platforms;")


def test_everything_a_rubric_says_has_words():
    parts = changes_in_words(side_by_side(SHIPPED, SHIPPED), SHIPPED, SHIPPED)

    assert len(parts) == 7
    for part in parts:
        for change in part.changes:
            assert change.name
            assert all(
                line.label and line.before == line.after for line in change.lines
            )
