from datetime import timedelta

import pytest

from intake.models import Answer, Questionnaire
from intake.past_questionnaires import PastQuestionnaires, once_said
from intake.questionnaire import live
from intake.services import load_questionnaire
from tests.intake.older import publish_without


def reworded(label: str, *, version: str, now) -> None:
    """NET1's first choices under other words."""
    data = Questionnaire.objects.get(version="2026.1").data
    data["version"] = version
    for section in data["sections"]:
        for question in section["questions"]:
            if question["id"] == "NET1":
                question["options"][1]["label"] = label
    load_questionnaire(data=data, now=now)


@pytest.fixture
def three_versions(questionnaire, now):
    """Its second choice reads otherwise in each, a day apart, and is gone in the last."""
    reworded("Up to ten", version="2026.2", now=now + timedelta(days=2))
    reworded("Ten at most", version="2026.3", now=now + timedelta(days=4))
    publish_without({"NET1": "to10"}, now=now + timedelta(days=6), version="2026.4")


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (-1, "1 to 10"),
        (1, "1 to 10"),
        (2, "Up to ten"),
        (3, "Up to ten"),
        (9, "Ten at most"),
    ],
)
def test_words_are_those_of_the_day_it_was_answered(three_versions, now, day, words):
    answer = Answer(
        question="NET1",
        kind="known",
        option="to10",
        answered_at=now + timedelta(days=day),
    )

    assert once_said([answer], live().by_id) == {"NET1": words}


def test_words_of_what_no_version_ever_offered_are_its_code(questionnaire, now):
    answer = Answer(question="NET1", kind="known", option="lost", answered_at=now)

    assert PastQuestionnaires.read().words_of(answer) == "lost"


def test_once_said_asks_the_database_for_nothing_while_all_is_offered(
    questionnaire, now, django_assert_num_queries
):
    answer = Answer(question="NET1", kind="known", option="to10", answered_at=now)
    asked = live().by_id

    with django_assert_num_queries(0):
        assert once_said([answer], asked) == {}
