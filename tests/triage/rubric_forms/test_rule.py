from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.triage.rubric_forms.sending import RUBRIC, draft_of, parsed, sent
from triage.rubric_forms import RuleForm
from triage.scoring.rules import Tier

RULES = {rule["id"]: rule for rule in RUBRIC["escalators"]}
NEW = {"name": "Drones", "floor": "high", "reviews": "Flight review", "basis": "FAA"}


def form_of(rule_id=None, **changes) -> RuleForm:
    options: dict[str, Any] = {"draft": draft_of(), "rule": RULES.get(rule_id)}
    return RuleForm(sent(RuleForm(**options), **changes), **options)


def new_rule(**changes) -> RuleForm:
    conditions = {"any_of": ["DAT3"], "any_of-DAT3": ["yes"]}
    return form_of(**{**NEW, **conditions, **changes})


@pytest.mark.parametrize("rule_id", RULES)
def test_rule_sent_as_it_came_changes_nothing(rule_id):
    form = form_of(rule_id)

    assert form.is_valid(), form.errors
    assert not form.has_changed()
    assert form.texts()["rubric"] == RUBRIC


def test_new_rule_gets_a_code_of_its_own_and_stands_last():
    form = new_rule()

    assert form.is_valid(), form.errors
    added = parsed(form).escalators[-1]
    assert (added.id, added.floor) == ("E-DRONES", Tier.HIGH)
    assert added.reviews == ("Flight review",)


def test_new_rule_avoids_codes_published_before():
    options: dict[str, Any] = {"draft": draft_of(), "taken": {"E-DRONES"}}
    form = RuleForm(sent(new_rule()), **options)

    assert form.is_valid(), form.errors
    assert parsed(form).escalators[-1].id == "E-DRONES-2"


def test_question_with_every_answer_unticked_leaves_the_rule():
    form = form_of("E-CJIS", **{"any_of-INT2": []})

    assert form.is_valid(), form.errors
    assert [c.question for c in parsed(form).escalators[0].any_of] == ["DAT2"]


def test_rule_without_any_condition_is_refused_where_one_is_added():
    form = form_of("E-PCI", **{"any_of-DAT2": []})

    assert list(form.errors) == ["any_of-add"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"small_floor": ""}, "small_floor"),
        ({"small_floor": "critical"}, "small_floor"),
        ({"small_when": []}, "small_when-add"),
        ({"name": "Payment card data"}, "name"),
        ({"reviews": " \n "}, "reviews"),
        ({"basis": ""}, "basis"),
    ],
)
def test_rule_is_refused_at_the_field(changes, field):
    assert list(form_of("E-CJIS", **changes).errors) == [field]


def test_adding_a_question_shows_its_answers_and_judges_nothing_yet():
    form = form_of(name="Half typed", add="all_of", **{"all_of-add": "NET2"})

    assert form.is_growing
    assert not form.errors
    [row] = form.groups["all_of"].rows
    assert (row.question, row.answers.value()) == ("NET2", [])
    assert form["all_of-add"].value() == ""
    assert form["name"].value() == "Half typed"


def test_floor_that_lifts_nothing_keeps_the_word_it_had():
    rubric = {**RUBRIC, "escalators": [{**RULES["E-ADA"], "floor": "none"}]}
    options: dict[str, Any] = {
        "draft": draft_of(rubric),
        "rule": rubric["escalators"][0],
    }

    form = RuleForm(sent(RuleForm(**options), basis="28 CFR"), **options)

    assert form.is_valid(), form.errors
    assert form.texts()["rubric"]["escalators"][0]["floor"] == "none"


def test_two_conditions_on_one_question_become_one_that_says_the_same():
    twice = [{"question": "DAT2", "values": values} for values in (["pci"], ["cjis"])]
    narrow = [{"question": "NET1", "values": v} for v in (["to10", "to100"], ["to10"])]
    rule = {**RULES["E-PCI"], "any_of": twice, "all_of": narrow}

    form = RuleForm(draft=draft_of(), rule=rule)

    assert form["any_of-DAT2"].value() == ["pci", "cjis"]
    assert form["all_of-NET1"].value() == ["to10"]


def test_ends_of_lines_as_browsers_send_them_are_no_change():
    form = form_of("E-CJIS", reviews="\r\n".join([*RULES["E-CJIS"]["reviews"], ""]))

    assert form.is_valid(), form.errors
    assert not form.has_changed()
    assert not form.differences(RuleForm(draft=form.draft, rule=form.rule))


@given(
    st.sampled_from(sorted(RULES)),
    st.sampled_from(["", *Tier]),
    st.sampled_from([*Tier, "none"]),
    st.lists(st.sampled_from(["none", "one", "two_three", "king"]), max_size=2),
    st.sampled_from(["any_of", "all_of", "small_when"]),
)
def test_whatever_the_form_accepts_can_be_scored_by(
    rule_id, small, floor, ticks, group
):
    form = form_of(
        rule_id,
        floor=floor,
        small_floor=small,
        **{group: ["INT1"], f"{group}-INT1": ticks},
    )

    if form.is_valid():
        assert parsed(form).escalators
