"""Rules and changes in the sentences people read."""

import copy
from fractions import Fraction

import pytest
from django.utils import translation

from tests.triage.scoring.test_changes import SHIPPED
from triage.change_words import changes_in_words
from triage.figures.numbers import exact_decimal
from triage.rubric_words import rule_words
from triage.scoring.changes import Edition, rubric_changes, side_by_side
from triage.scoring.parsing import parse_questionnaire, parse_rubric
from triage.selectors.rubric_page import RubricWords

ASKED = SHIPPED.rules.questionnaire


def words(rule: str):
    return rule_words(SHIPPED.rules.escalators_by_id[rule], ASKED, "")


@pytest.fixture
def rubric() -> dict:
    return copy.deepcopy(dict(SHIPPED.rubric))


def changed(rubric: dict | None = None, questionnaire: dict | None = None):
    after = Edition(rubric or SHIPPED.rubric, questionnaire or SHIPPED.questionnaire)
    parts = changes_in_words(rubric_changes(SHIPPED, after), SHIPPED, after)
    return {part.name: part.changes for part in parts}


def test_rule_with_either_of_two_conditions_says_or():
    assert words("E-LATE").says == (
        "At least <b>Moderate</b> when “How soon do you want work to start?” is "
        "<b>It has started</b>, or “Has money been requested or awarded without "
        "IT&#x27;s costs in it?” is <b>Requested or awarded without IT&#x27;s costs</b>."
    )


def test_rule_with_two_conditions_together_says_and():
    assert words("E-247").says == (
        "At least <b>High</b> when “When must it work?” is <b>Always, with a promised "
        "repair time</b> and “Who takes the first call when it breaks?” is <b>The IT "
        "help desk</b> or <b>Nobody is named yet</b>."
    )


def test_rule_that_leaves_the_tier_says_so():
    assert words("E-ADA").says.startswith(
        "Forces its reviews, without raising the tier, when “Will residents"
    )


def test_rule_with_both_kinds_of_conditions_keeps_them_apart(rubric):
    rule = rubric["escalators"][1]
    rule["all_of"] = [{"question": "LEG2", "values": ["unsupported"]}]
    rules = parse_rubric(rubric, parse_questionnaire(SHIPPED.questionnaire))

    says = rule_words(rules.escalators_by_id["E-PCI"], ASKED, "").says

    assert "<b>More than one</b>, and besides “Is anything it connects to" in says


def test_rule_without_a_small_floor_says_nothing_of_small():
    assert words("E-BIO").small == ""
    assert words("E-CORE").small.startswith("<b>High</b> is enough where it is known")


def test_what_people_wrote_is_escaped(rubric):
    rubric["escalators"][1]["name"] = "<script>"
    questionnaire = copy.deepcopy(dict(SHIPPED.questionnaire))
    questionnaire["sections"][4]["questions"][1]["options"][1]["label"] = "<i>cards"
    edition = Edition(rubric, questionnaire)

    says = [str(rule.says) for rule in RubricWords.of(edition).rules]

    assert not any("<i>" in text for text in says)


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


def test_rubric_in_words_draws_tiers_that_fill_the_line():
    with translation.override("de"):
        said = RubricWords.of(SHIPPED)

    ends = [float(t.start_percent) + float(t.width_percent) for t in said.tiers]
    starts = [float(t.start_percent) for t in said.tiers]
    assert (starts[0], ends[-1]) == (0, 100)
    assert ends[:-1] == starts[1:]


def test_rubric_in_words_puts_each_choice_under_its_points():
    [cost] = [
        question
        for area in RubricWords.of(SHIPPED).points
        for question in area.questions
        if question.id == "INT2"
    ]

    assert [(cell.points, len(cell.labels)) for cell in cost.cells] == [
        (0, 1),
        (1, 1),
        (2, 1),
        (3, 0),
        (4, 2),
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [("14", "14"), ("14.00", "14"), ("0.65", "0.65"), ("100", "100"), ("0", "0")],
)
def test_exact_decimal_keeps_what_was_written(value, text):
    assert exact_decimal(Fraction(value)) == text
