import pytest

from intake import questionnaire as module
from intake.models import Questionnaire, QuickTick
from intake.questionnaire import (
    FIRST_QUESTIONS,
    IMPLICATIONS,
    NoQuestionnaire,
    first_questions,
    implied_by,
    live,
    parse,
)
from tests.intake.conftest import read_json


@pytest.fixture(scope="module")
def asked():
    return parse(read_json("questionnaires/2026.1.json"))


def test_live_reads_the_published_wording(questionnaire):
    assert live().version == "2026.1"
    assert len(live().questions) == 51


def test_live_reads_the_data_once(questionnaire, django_assert_num_queries):
    live()

    with django_assert_num_queries(1):
        live()


def test_live_without_any_says_so(db):
    with pytest.raises(NoQuestionnaire):
        live()


def test_live_follows_the_row_that_is_live(questionnaire, now):
    other = {**questionnaire.data, "version": "2027.1"}
    Questionnaire.objects.update(is_live=False)
    Questionnaire.objects.create(
        version="2027.1", data=other, published_at=now, is_live=True
    )

    assert live().version == "2027.1"


def test_in_order_brings_core_then_ticked_questions_first(asked):
    section = asked.find_section("NET")

    order = [question.id for question in section.in_order(["devices"])]

    assert order == ["NET1", "NET2", "NET4", "NET3", "NET5"]


@pytest.mark.parametrize("rule", IMPLICATIONS, ids=lambda rule: str(dict(rule.when)))
def test_every_implication_names_questions_and_options_there_are(asked, rule):
    for question, option in [*rule.when.items(), *rule.then.items()]:
        assert asked.find(question).has_option(option), question


def test_every_quick_tick_brings_questions_there_are(asked):
    assert set(FIRST_QUESTIONS) == set(QuickTick)
    for question in first_questions(QuickTick):
        assert asked.find(question), question


@pytest.mark.parametrize(
    ("known", "implied"),
    [
        ({}, {}),
        (
            {"NET1": "none"},
            {"NET2": "no_devices", "NET3": "none", "OPS3": "na", "LEG3": "none"},
        ),
        ({"PUB1": "no"}, {"PUB2": "not_public"}),
        ({"PUB1": "no", "PUB2": "evidence"}, {}),
        ({"NET5": "nowhere"}, {}),
    ],
)
def test_implied_by_proposes_what_cannot_be_otherwise(known, implied):
    assert implied_by(known) == implied


def test_implied_by_needs_all_conditions():
    implied = implied_by({"NET1": "none", "NET5": "nowhere"})

    assert implied["SEC5"] == "na"


def test_implied_by_follows_chains(monkeypatch):
    rules = (
        module.Implication({"A": "x"}, {"B": "y"}),
        module.Implication({"B": "y"}, {"C": "z"}),
    )
    monkeypatch.setattr(module, "IMPLICATIONS", rules)

    assert implied_by({"A": "x"}) == {"B": "y", "C": "z"}


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("unknown", "Don't know yet"),
        ("not_asked", "not asked"),
        ("not_applicable", "not applicable: no poles"),
    ],
)
def test_says_puts_every_kind_of_answer_in_words(asked, kind, words):
    assert asked.find("NET1").says(kind, reason="no poles") == words
