from decimal import Decimal
from fractions import Fraction

import pytest

from triage.scoring.parsing import load_json, parse_questionnaire, parse_rubric
from triage.scoring.rules import RubricError, Tier


def remove_points(data):
    del data["dimensions"][0]["points"]["INT1"]["none"]


def remove_question(data):
    del data["dimensions"][0]["points"]["INT1"]


def repeat_question(data):
    data["dimensions"][1]["points"]["INT1"] = data["dimensions"][0]["points"]["INT1"]


def unknown_question(data):
    data["dimensions"][0]["points"]["INT9"] = {"none": 0}


def unknown_option(data):
    data["dimensions"][0]["points"]["INT1"]["dozens"] = 4


def negative_points(data):
    data["dimensions"][0]["points"]["INT1"]["none"] = -1


def points_as_text(data):
    data["dimensions"][0]["points"]["INT1"]["none"] = "0"


def no_points_at_all(data):
    for points in data["dimensions"][8]["points"].values():
        points.update(dict.fromkeys(points, 0))


def heavier_weight(data):
    data["dimensions"][0]["weight"] = Decimal("14.5")


def negative_weight(data):
    data["dimensions"][0]["weight"] = -14


def repeat_dimension(data):
    data["dimensions"][1]["id"] = "INT"


def tiers_out_of_order(data):
    data["tiers"].reverse()


def tier_edges_descend(data):
    data["tiers"][2]["min"] = 20


def lowest_tier_above_zero(data):
    data["tiers"][0]["min"] = 5


def no_notice(data):
    data["tiers"][0]["lead_days"] = 0


def stage_left_out(data):
    del data["stages"][3]


def stage_weights_descend(data):
    data["stages"][3]["s"] = Decimal("0.1")


def stage_above_one(data):
    data["stages"][8]["s"] = 2


def lateness_weights(data):
    data["lateness"]["a"] = Decimal("0.5")


def bands_descend(data):
    data["lateness"]["bands"][1]["max_li"] = 10


def bands_end_early(data):
    data["lateness"]["bands"][3]["max_li"] = 90


def repeat_escalator(data):
    data["escalators"][1]["id"] = "E-CJIS"


def escalator_without_condition(data):
    data["escalators"][1]["any_of"] = []


def escalator_unknown_question(data):
    data["escalators"][1]["any_of"][0]["question"] = "DAT9"


def escalator_unknown_option(data):
    data["escalators"][1]["any_of"][0]["values"] = ["pci", "secret"]


def escalator_unknown_floor(data):
    data["escalators"][1]["floor"] = "severe"


def small_floor_alone(data):
    data["escalators"][1]["small_floor"] = "low"


def small_floor_above_floor(data):
    data["escalators"][0]["small_floor"] = "critical"


def other_questionnaire(data):
    data["questionnaire_version"] = "2027.1"


def depth_of_none(data):
    data["formula"]["k"] = 0


def depth_above_one(data):
    data["formula"]["lam"] = Decimal("1.1")


def planning_is_no_number(data):
    data["formula"]["theta"] = "half"


def kappa_missing(data):
    del data["ask_next"]["kappa"]


def tiers_no_list(data):
    data["tiers"] = {}


def no_stages(data):
    data["stages"] = []


def dimension_is_text(data):
    data["dimensions"][0] = "INT"


def formula_is_a_list(data):
    data["formula"] = []


def nameless_tier(data):
    data["tiers"][0]["name"] = " "


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (remove_points, "points of INT1: none is missing"),
        (remove_question, "rubric: no points for question INT1"),
        (repeat_question, "scored question INT1 is there twice"),
        (unknown_question, "points: unknown question INT9"),
        (unknown_option, "points: unknown option dozens of question INT1"),
        (negative_points, "points of INT1: an option has fewer than 0"),
        (points_as_text, "points of INT1: none must be a whole number"),
        (no_points_at_all, "dimension LEG: no option has any points"),
        (heavier_weight, "dimensions: weights sum to 100.5, not 100"),
        (negative_weight, "dimension INT: weight is below 0"),
        (repeat_dimension, "dimension INT is there twice"),
        (
            tiers_out_of_order,
            "tiers: expected low, moderate, high, critical in this order",
        ),
        (tier_edges_descend, "tier high: must begin above moderate"),
        (lowest_tier_above_zero, "tier low: must begin at 0"),
        (no_notice, "tier low: lead_days must be above 0"),
        (stage_left_out, "stages: expected idea, need"),
        (
            stage_weights_descend,
            "stage budget_submitted: weighs less than budget_draft",
        ),
        (stage_above_one, "stage installed: s must be from 0 to 1"),
        (lateness_weights, "lateness: a, b and c do not sum to 1"),
        (bands_descend, "band In time: must end above Early"),
        (bands_end_early, "band After the fact: must end at 100"),
        (repeat_escalator, "escalator E-CJIS is there twice"),
        (escalator_without_condition, "escalator E-PCI: has no condition"),
        (escalator_unknown_question, "escalator E-PCI: unknown question DAT9"),
        (
            escalator_unknown_option,
            "escalator E-PCI: unknown option secret of question DAT2",
        ),
        (escalator_unknown_floor, "escalator E-PCI: unknown floor severe"),
        (
            small_floor_alone,
            "escalator E-PCI: small_floor and small_when belong together",
        ),
        (small_floor_above_floor, "escalator E-CJIS: small_floor is above floor"),
        (other_questionnaire, "rubric: made for questionnaire 2027.1, not 2026.1"),
        (depth_of_none, "formula: k must be from 1 to 11"),
        (depth_above_one, "formula: lam must be from 0 to 1"),
        (planning_is_no_number, "formula: theta must be a number"),
        (kappa_missing, "ask_next: kappa is missing"),
        (tiers_no_list, "rubric: tiers must be a list"),
        (no_stages, "rubric: stages is empty"),
        (dimension_is_text, "dimension: must be an object"),
        (formula_is_a_list, "rubric: formula must be an object"),
        (nameless_tier, "tier low: name must be text"),
    ],
)
def test_spoiled_rubric_is_refused_by_name(rubric_data, questionnaire, spoil, message):
    spoil(rubric_data)

    with pytest.raises(RubricError) as refusal:
        parse_rubric(rubric_data, questionnaire)

    assert message in str(refusal.value)


def repeat_form_question(data):
    data["sections"][1]["questions"][0]["id"] = "INT1"


def repeat_option(data):
    data["sections"][0]["questions"][0]["options"][1]["value"] = "none"


def option_called_unknown(data):
    data["sections"][0]["questions"][0]["options"][1]["value"] = "unknown"


def single_option(data):
    del data["sections"][0]["questions"][0]["options"][1:]


def no_effort(data):
    data["sections"][0]["questions"][0]["effort_to_answer"] = 0


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (repeat_form_question, "question INT1 is there twice"),
        (repeat_option, "question INT1: option none is there twice"),
        (option_called_unknown, "question INT1: no option may be called unknown"),
        (single_option, "question INT1: at least two options are needed"),
        (no_effort, "question INT1: effort_to_answer must be above 0"),
    ],
)
def test_spoiled_questionnaire_is_refused_by_name(questionnaire_data, spoil, message):
    spoil(questionnaire_data)

    with pytest.raises(RubricError) as refusal:
        parse_questionnaire(questionnaire_data)

    assert message in str(refusal.value)


@pytest.mark.parametrize("written", [0.3, "0.30", Decimal("0.3")])
def test_decimal_is_read_as_written_however_it_arrives(
    rubric_data, questionnaire, written
):
    rubric_data["formula"]["lam"] = written

    assert parse_rubric(rubric_data, questionnaire).depth_share == Fraction(3, 10)


def test_floor_none_lifts_nothing(rubric_data, questionnaire):
    rubric_data["escalators"][1]["floor"] = "none"

    assert parse_rubric(rubric_data, questionnaire).escalators[1].floor is Tier.LOW


def test_load_json_keeps_decimals_as_text():
    assert load_json('{"s": 0.65}') == {"s": Decimal("0.65")}
