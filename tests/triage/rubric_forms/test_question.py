from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.triage.rubric_forms.sending import (
    QUESTIONNAIRE,
    RUBRIC,
    draft_of,
    parsed,
    section_of,
    sent,
)
from triage.rubric_forms import QuestionForm
from triage.scoring import edits

PUBLISHED = {
    question["id"]: {option["value"]: option["label"] for option in question["options"]}
    for section in QUESTIONNAIRE["sections"]
    for question in section["questions"]
}
NEW = {
    "text": "Does it fly?",
    "why": "Flying needs a permit.",
    "words-NEW1": "No",
    "points-NEW1": 0,
    "words-NEW2": "Yes",
    "points-NEW2": 4,
}


def form_of(question_id=None, draft=None, published=PUBLISHED, **changes):
    draft = draft or draft_of()
    section = section_of(draft, "NET")
    [*found] = [q for q in section["questions"] if q["id"] == question_id]
    options: dict[str, Any] = {
        "draft": draft,
        "section": section,
        "question": found[0] if found else None,
        "published": published,
    }
    return QuestionForm(sent(QuestionForm(**options), **changes), **options)


def options_of(form, question_id):
    texts = form.texts()
    questions = section_of(draft_of(**texts), "NET")["questions"]
    [question] = [q for q in questions if q["id"] == question_id]
    return [(option["value"], option["label"]) for option in question["options"]]


@pytest.mark.parametrize("question", ["NET1", "NET2", "NET3", "NET4", "NET5"])
def test_question_sent_as_it_came_changes_nothing(question):
    form = form_of(question)

    assert form.is_valid(), form.errors
    assert not form.has_changed()
    assert form.texts() == {"rubric": RUBRIC, "questionnaire": QUESTIONNAIRE}


def test_new_words_of_a_choice_keep_its_value_and_so_its_answers():
    form = form_of("NET4", **{"words-tiny": "Next to nothing", "points-tiny": 1})

    assert form.is_valid(), form.errors
    assert options_of(form, "NET4")[0] == ("tiny", "Next to nothing")
    assert parsed(form).points["NET4"].points["tiny"] == 1


def test_new_choice_gets_a_value_of_its_words_and_its_place():
    form = form_of("NET4", **{"words-NEW1": "Maps", "points-NEW1": 2, "place-NEW1": 1})

    assert form.is_valid(), form.errors
    values = [value for value, _label in options_of(form, "NET4")]
    assert values == ["maps", "tiny", "readings", "images", "video"]


def test_new_question_gets_an_id_no_questionnaire_ever_had():
    form = form_of(published={**PUBLISHED, "NET6": {"yes": "Yes"}}, **NEW)

    assert form.is_valid(), form.errors
    assert options_of(form, "NET7") == [("no", "No"), ("yes", "Yes")]
    assert parsed(form).points["NET7"].highest == 4


def test_choice_with_the_words_of_an_old_one_is_the_old_one():
    published = {**PUBLISHED, "NET4": {**PUBLISHED["NET4"], "clips": "Short clips"}}

    form = form_of(
        "NET4", published=published, **{"words-NEW1": "short clips", "points-NEW1": 2}
    )

    assert form.is_valid(), form.errors
    assert options_of(form, "NET4")[-1] == ("clips", "short clips")


def test_other_words_never_get_the_value_of_an_old_choice():
    published = {**PUBLISHED, "NET4": {**PUBLISHED["NET4"], "clips": "Whole films"}}

    form = form_of(
        "NET4", published=published, **{"words-NEW1": "Clips", "points-NEW1": 2}
    )

    assert form.is_valid(), form.errors
    assert options_of(form, "NET4")[-1] == ("clips_2", "Clips")


def test_choice_taken_out_is_gone_from_both_texts():
    form = form_of("NET4", **{"remove-readings": "on", "words-readings": ""})

    assert form.is_valid(), form.errors
    assert "readings" not in dict(options_of(form, "NET4"))
    assert "readings" not in parsed(form).points["NET4"].points


def test_choice_a_rule_asks_for_is_not_taken_out():
    form = form_of("NET1", **{"remove-over1000": "on"})

    [says] = form.errors["remove-over1000"]
    assert says.startswith("A rule asks for it: More than 1,000 field devices")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"words-NEW1": "Maps"}, "points-NEW1"),
        ({"points-NEW1": 1}, "words-NEW1"),
        ({"words-NEW1": "Almost NONE", "points-NEW1": 1}, "words-NEW1"),
        ({"words-tiny": ""}, "words-tiny"),
        ({"points-tiny": 5}, "points-tiny"),
        ({"text": ""}, "text"),
        ({f"remove-{v}": "on" for v in ("tiny", "readings", "images")}, "__all__"),
    ],
)
def test_question_is_refused_at_the_field(changes, field):
    assert list(form_of("NET4", **changes).errors) == [field]


@given(st.data())
def test_whatever_the_form_accepts_can_be_scored_by(data):
    fields = [f.name for f in form_of("NET4").visible_fields()]
    typed = st.sampled_from(["", "on", "0", "3", "9", "Maps", "tiny", "x" * 300])
    changes = data.draw(st.dictionaries(st.sampled_from(fields), typed, max_size=6))

    form = form_of("NET4", **changes)

    if form.is_valid():
        assert edits.points_of(form.texts()["rubric"], "NET4")
        assert parsed(form).questionnaire.questions["NET4"]
