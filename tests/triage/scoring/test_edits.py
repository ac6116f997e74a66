import copy
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.triage.conftest import load_json
from triage.scoring import edits
from triage.scoring.parsing import parse_questionnaire, parse_rubric

RUBRIC = load_json("rubrics/2026.1.json")
QUESTIONNAIRE = load_json("questionnaires/2026.1.json")


@pytest.fixture(autouse=True)
def _nothing_is_changed_in_place():
    before = copy.deepcopy((RUBRIC, QUESTIONNAIRE))
    yield
    assert before == (RUBRIC, QUESTIONNAIRE)


def weight(rubric, dimension):
    return next(d["weight"] for d in rubric["dimensions"] if d["id"] == dimension)


def ids(questionnaire, section):
    [found] = [s for s in questionnaire["sections"] if s["id"] == section]
    return [question["id"] for question in found["questions"]]


def test_set_weights_changes_only_those_named():
    edited = edits.set_weights(RUBRIC, {"INT": Decimal("13.5")})

    assert Decimal(str(weight(edited, "INT"))) == Decimal("13.5")
    assert weight(edited, "SIZ") == weight(RUBRIC, "SIZ")


def test_number_that_says_the_same_stays_as_it_was_written():
    same = edits.set_weights(RUBRIC, {"INT": Decimal("14.00")})
    formula = edits.set_formula(
        RUBRIC,
        depth_count=3,
        lam=Decimal("0.30"),
        theta=Decimal("0.500"),
        kappa=Decimal(10),
    )

    assert same == RUBRIC
    assert formula == RUBRIC


def test_set_points_changes_only_the_choices_named():
    edited = edits.set_points(RUBRIC, {"INT1": {"none": 1}})

    before = edits.points_of(RUBRIC, "INT1")
    assert edits.points_of(edited, "INT1") == {**before, "none": 1}


def test_set_lateness_ends_every_band():
    edited = edits.set_lateness(
        RUBRIC,
        stages={"need": Decimal("0.15")},
        shares={"a": Decimal("0.5"), "b": Decimal("0.3")},
        band_ends=[Decimal(end) for end in (10, 30, 60, 100)],
    )

    rules = parse_rubric(edited, parse_questionnaire(QUESTIONNAIRE))
    assert [band.maximum for band in rules.lateness.bands] == [10, 30, 60, 100]
    assert rules.stages[1].weight == rules.lateness.gone_weight / 2


def test_put_rule_keeps_its_place_and_what_the_form_does_not_know():
    rubric = copy.deepcopy(RUBRIC)
    rubric["escalators"][1]["note"] = "Asked by finance"

    edited = edits.put_rule(rubric, {"id": "E-PCI", "floor": "high"})

    assert edited["escalators"][1]["floor"] == "high"
    assert edited["escalators"][1]["note"] == "Asked by finance"
    assert len(edited["escalators"]) == len(RUBRIC["escalators"])


def test_put_question_weighs_a_new_one_where_its_section_is_weighed():
    question = {"id": "NET6", "options": [{"value": "a", "label": "A"}]}

    rubric, questionnaire = edits.put_question(
        RUBRIC, QUESTIONNAIRE, section="NET", question=question, points={"a": 2}
    )

    assert ids(questionnaire, "NET")[-1] == "NET6"
    [network] = [d for d in rubric["dimensions"] if d["id"] == "NET"]
    assert network["points"]["NET6"] == {"a": 2}


def test_remove_question_leaves_no_trace_in_either_text():
    rubric, questionnaire = edits.remove_question(RUBRIC, QUESTIONNAIRE, "INT3")

    assert "INT3" not in ids(questionnaire, "INT")
    assert edits.points_of(rubric, "INT3") == {}
    assert parse_rubric(rubric, parse_questionnaire(questionnaire))


@pytest.mark.parametrize(
    ("places", "order"),
    [
        ({}, "12345"),
        ({"INT5": 1}, "51234"),
        ({"INT1": 3}, "23145"),
        ({"INT1": 99}, "23451"),
        ({"INT1": 2, "INT2": 1}, "21345"),
        ({"INT5": 1, "INT4": 1}, "45123"),
    ],
)
def test_order_questions_moves_each_to_its_place(places, order):
    stays = {f"INT{number}": number for number in range(1, 6)}

    edited = edits.order_questions(QUESTIONNAIRE, "INT", {**stays, **places})

    assert ids(edited, "INT") == [f"INT{number}" for number in order]


def test_rules_asking_names_rules_by_question_and_by_choice():
    assert edits.rules_asking(RUBRIC, "DAT2", "pci") == ["Payment card data"]
    assert len(edits.rules_asking(RUBRIC, "DAT2")) == 3
    assert edits.rules_asking(RUBRIC, "INT3") == []


def test_new_question_id_is_one_nobody_has_used():
    assert edits.new_question_id("INT", {"INT1", "INT2", "INT4"}) == "INT3"


@pytest.mark.parametrize(
    ("label", "taken", "value"),
    [
        ("2 or 3", [], "2_or_3"),
        ("Ärger, mit Öl", [], "arger_mit_ol"),
        ("None", ["none", "none_2"], "none_3"),
        ("Unknown", [], "unknown_2"),
        ("…", [], "x"),
        ("a " * 30, [], "_".join("a" * 20)),
    ],
)
def test_new_value_is_made_of_the_words(label, taken, value):
    assert edits.new_value(label, taken) == value


@pytest.mark.parametrize(
    ("name", "taken", "rule_id"),
    [
        ("Drones", [], "E-DRONES"),
        ("Drones over public squares", [], "E-DRONES-OVER"),
        ("Drones", ["E-DRONES"], "E-DRONES-2"),
        ("Donaudampfschifffahrtsgesellschaft", [], "E-DONAUDAMPFSCHIFFFA"),
    ],
)
def test_new_rule_id_is_made_of_the_first_words(name, taken, rule_id):
    assert edits.new_rule_id(name, taken) == rule_id


@given(st.text(max_size=60), st.sets(st.text(max_size=6), max_size=6))
def test_new_codes_are_free_and_fit_their_columns(text, taken):
    value = edits.new_value(text, taken)
    rule_id = edits.new_rule_id(text, taken | {"E-X"})

    assert value not in taken
    assert 0 < len(value) <= edits.LONGEST_VALUE
    assert rule_id != "E-X"
    assert len(rule_id) <= edits.LONGEST_RULE_ID
