from hypothesis import given

from tests.triage.scoring.examples import (
    QUESTIONNAIRE,
    RUBRIC,
    UNKNOWN,
    forms,
    known,
    not_applicable,
)
from triage.scoring.answers import settled_options
from triage.scoring.coding import decode, encode


def test_code_has_one_character_a_question_in_the_order_of_the_form():
    answers = {"INT1": known("none"), "INT2": UNKNOWN, "INT3": not_applicable()}

    code = encode(answers, QUESTIONNAIRE)

    assert len(code) == len(QUESTIONNAIRE.questions)
    assert code[:4] == "0?-?"


@given(forms)
def test_code_read_again_counts_as_what_was_said(answers):
    again = decode(encode(answers, QUESTIONNAIRE), QUESTIONNAIRE)

    assert settled_options(again, RUBRIC) == settled_options(answers, RUBRIC)
