import pytest

from tests.triage.scoring.examples import UNKNOWN, known, not_applicable
from triage.scoring.answers import (
    Answer,
    AnswerError,
    AnswerKind,
    check_answers,
    offered_by,
    settled_options,
)
from triage.scoring.parsing import parse_questionnaire


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ({"INT9": known("none")}, "unknown question INT9"),
        ({"INT1": known("dozens")}, "unknown option dozens of question INT1"),
        ({"INT1": Answer(AnswerKind.KNOWN)}, "unknown option None of question INT1"),
        ({"INT1": not_applicable("")}, "question INT1: not applicable needs a reason"),
        (
            {"INT1": not_applicable(" \n")},
            "question INT1: not applicable needs a reason",
        ),
        (
            {"INT1": Answer(AnswerKind.NOT_APPLICABLE)},
            "question INT1: not applicable needs a reason",
        ),
    ],
)
def test_answer_outside_the_questionnaire_is_refused_by_name(
    questionnaire, answers, message
):
    with pytest.raises(AnswerError, match=f"^{message}$"):
        check_answers(answers, questionnaire)


def test_every_kind_of_answer_is_accepted(questionnaire):
    check_answers(
        {
            "INT1": known("none"),
            "INT2": UNKNOWN,
            "INT3": Answer(AnswerKind.NOT_ASKED),
            "INT4": not_applicable(),
        },
        questionnaire,
    )


def test_settled_options_leave_open_questions_out(rubric):
    answers = {
        "INT1": known("one"),
        "INT2": UNKNOWN,
        "INT3": Answer(AnswerKind.NOT_ASKED),
        "PUB2": not_applicable(),
    }

    assert settled_options(answers, rubric) == {"INT1": "one", "PUB2": "not_public"}


def test_answers_another_questionnaire_does_not_offer_are_left_out(questionnaire_data):
    first, second = questionnaire_data["sections"][0]["questions"][:2]
    kept = first["options"][0]["value"]
    first["options"] = first["options"][:2]
    questionnaire_data["sections"][0]["questions"].remove(second)
    narrower = parse_questionnaire(questionnaire_data)
    answers = {first["id"]: known("gone"), second["id"]: known("any")}

    assert offered_by(narrower, answers) == {}
    assert offered_by(narrower, {first["id"]: known(kept)}) == {
        first["id"]: known(kept)
    }
    assert offered_by(narrower, {first["id"]: not_applicable()})
