import copy
from typing import Any

from tests.triage.rubric_forms.sending import (
    QUESTIONNAIRE,
    RUBRIC,
    draft_of,
    parsed,
    section_of,
    sent,
)
from triage.rubric_forms import RemoveQuestionForm, RemoveRuleForm


def removing(question_id, draft=None) -> RemoveQuestionForm:
    draft = draft or draft_of()
    section = section_of(draft, "NET")
    [question] = [q for q in section["questions"] if q["id"] == question_id]
    options: dict[str, Any] = {"draft": draft, "section": section, "question": question}
    return RemoveQuestionForm(sent(RemoveQuestionForm(**options)), **options)


def removing_rule(rule_id, rubric=RUBRIC) -> RemoveRuleForm:
    [rule] = [rule for rule in rubric["escalators"] if rule["id"] == rule_id]
    options: dict[str, Any] = {"draft": draft_of(rubric), "rule": rule}
    return RemoveRuleForm(sent(RemoveRuleForm(**options)), **options)


def test_question_a_rule_asks_is_not_taken_out():
    assert "A rule asks for it" in removing("NET1").non_field_errors()[0]


def test_question_is_taken_out_of_both_texts():
    form = removing("NET3")

    assert form.is_valid(), form.errors
    assert "NET3" not in parsed(form).points


def test_only_question_of_a_section_stays():
    questionnaire = copy.deepcopy(QUESTIONNAIRE)
    network = next(s for s in questionnaire["sections"] if s["id"] == "NET")
    network["questions"] = [q for q in network["questions"] if q["id"] == "NET3"]

    form = removing("NET3", draft_of(questionnaire=questionnaire))

    assert form.non_field_errors() == ["A section keeps at least one question."]


def test_last_rule_stays():
    [*_others, last] = RUBRIC["escalators"]

    form = removing_rule(last["id"], {**RUBRIC, "escalators": [last]})

    assert form.non_field_errors() == ["A rubric keeps at least one rule."]


def test_removed_rule_is_gone():
    form = removing_rule("E-PCI")

    assert form.is_valid(), form.errors
    assert "E-PCI" not in [escalator.id for escalator in parsed(form).escalators]
