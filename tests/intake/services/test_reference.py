import pytest

from accounts.errors import Refused
from intake.models import Category, Questionnaire
from intake.services import (
    QuestionnaireFrozen,
    load_categories,
    load_questionnaire,
)
from tests.intake.conftest import read_json


def test_the_first_questionnaire_goes_live_and_the_next_waits(questionnaire, now):
    data = {**questionnaire.data, "version": "2027.1"}

    following = load_questionnaire(data=data, now=now)

    assert (questionnaire.is_live, following.is_live) == (True, False)


def test_loading_a_version_again_changes_nothing(questionnaire, now):
    again = load_questionnaire(data=read_json("questionnaires/2026.1.json"), now=now)

    assert again == questionnaire
    assert Questionnaire.objects.count() == 1


def test_loading_other_words_under_a_published_version_is_a_conflict(
    questionnaire, now
):
    data = {**questionnaire.data, "sections": []}

    with pytest.raises(QuestionnaireFrozen):
        load_questionnaire(data=data, now=now)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"schema": "questionnaire/1"},
        {"schema": "questionnaire/1", "version": "1", "sections": [{"id": "A"}]},
    ],
)
def test_loading_what_is_no_questionnaire_is_refused(db, now, data):
    with pytest.raises(Refused):
        load_questionnaire(data=data, now=now)

    assert not Questionnaire.objects.exists()


def test_categories_keep_their_order_and_are_renamed(db):
    load_categories(rows=read_json("categories.json"))

    load_categories(
        rows=[{"id": "other", "label": "Anything"}, {"id": "drones", "label": "Drones"}]
    )

    assert Category.objects.count() == 15
    assert Category.objects.get(code="other").name == "Anything"
    assert Category.objects.get(code="drones").position == 1
