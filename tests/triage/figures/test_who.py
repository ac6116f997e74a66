import pytest

from triage.figures.who import who_answers


@pytest.mark.parametrize(
    ("code", "says"), [("legal", "the City Attorney"), ("IT", "IT"), ("new", "new")]
)
def test_who_answers_is_a_person_in_words(code, says):
    assert who_answers(code) == says
