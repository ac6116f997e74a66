from intake.models import Questionnaire
from tests.conftest import NOW
from tests.triage.conftest import answer
from triage.selectors.drafting import (
    answers_of_open_requests,
    rule_ids_ever_published,
    words_ever_published,
)


def test_words_ever_published_hold_choices_of_every_version(rubric):
    options = [{"value": "gone", "label": "Gone since"}]
    section = {"questions": [{"id": "INT1", "options": options}]}
    Questionnaire.objects.create(
        version="2027.1", data={"sections": [section]}, published_at=NOW
    )

    words = words_ever_published()

    assert words["INT1"]["gone"] == "Gone since"
    assert words["INT1"]["one"] == "One"


def test_rule_ids_ever_published_are_those_of_all_rubrics(rubric):
    assert {"E-CJIS", "E-LATE"} <= rule_ids_ever_published()


def test_answers_are_counted_on_requests_still_to_be_decided(unknown, draft):
    answer(unknown, INT1="one", INT2="none")

    counted = answers_of_open_requests(["INT1", "NET1"])

    assert counted == {"INT1": {"one": 1}}


def test_answers_of_a_draft_request_are_not_counted(draft):
    answer(draft, INT1="one")

    assert answers_of_open_requests(["INT1"]) == {}
