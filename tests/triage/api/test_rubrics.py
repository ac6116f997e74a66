"""Reading rubrics through the API; there is no way to write one."""

import pytest

from tests.api import Program, program_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def inside(triager, now) -> Program:
    return program_of(triager, now)


def test_list_says_which_rubric_judges(inside, rubric, city):
    [row] = inside.get("rubrics/").json()["results"]

    assert row == {
        "version": "2026.1",
        "questionnaire": "2026.1",
        "published_at": "2026-11-23T17:00:00Z",
        "based_on": None,
        "reason": "Loaded from the city's data",
        "is_live": True,
    }


def test_read_gives_both_texts_as_published(inside, rubric, city):
    read = inside.get("rubrics/2026.1/").json()

    assert read["rubric"] == rubric.data
    assert read["questionnaire_text"] == rubric.questionnaire.data


def test_unknown_version_is_not_there(inside, rubric, city):
    assert inside.get("rubrics/2031.1/").status_code == 404


def test_requesters_do_not_read_rubrics(program, rubric, city):
    assert program.get("rubrics/").status_code == 403
    assert program.get("rubrics/2026.1/").status_code == 403
