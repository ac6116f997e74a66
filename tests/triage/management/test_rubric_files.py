import json
import re
import shutil

import pytest
from django.db import DatabaseError
from django.db.models import QuerySet

from intake.services import load_questionnaire
from tests.conftest import NOW
from tests.triage.conftest import DATA, load_json
from tests.triage.scoring.examples import RUBRIC
from triage.management.rubric_files import read_rubric
from triage.scoring.rules import RubricError
from triage.services import load_rubric


@pytest.fixture
def edited(tmp_path):
    """A city's own rubric 2027.1 and its questionnaire, each as data for a file."""
    questionnaire = load_json("questionnaires/2026.1.json") | {"version": "2027.1"}
    own = {"version": "2027.1", "questionnaire_version": "2027.1"}
    return load_json("rubrics/2026.1.json") | own, questionnaire


def write(path, data):
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(data))
    return path


def test_version_of_the_release_is_read_from_its_files():
    assert read_rubric("2026.1") == RUBRIC


def test_file_finds_the_questionnaire_of_the_release(tmp_path):
    copy = shutil.copy(DATA / "rubrics/2026.1.json", tmp_path / "2026.1.json")

    assert read_rubric(str(copy)) == RUBRIC


@pytest.mark.parametrize(
    ("rubric_at", "questionnaire_at"),
    [
        ("own.json", "2027.1.json"),
        ("rubrics/2027.1.json", "questionnaires/2027.1.json"),
    ],
)
def test_file_finds_the_questionnaire_beside_it(
    tmp_path, edited, rubric_at, questionnaire_at
):
    rubric = write(tmp_path / rubric_at, edited[0])
    write(tmp_path / questionnaire_at, edited[1])

    assert read_rubric(str(rubric)).questionnaire.version == "2027.1"


def test_questionnaire_that_is_given_is_taken(tmp_path, edited):
    rubric = write(tmp_path / "own.json", edited[0])
    questions = write(tmp_path / "questions.json", edited[1])

    assert read_rubric(str(rubric), questions).questionnaire.version == "2027.1"


def test_file_with_both_needs_nothing_else(tmp_path, edited):
    both = dict(zip(("rubric", "questionnaire"), edited, strict=True))

    rubric = read_rubric(str(write(tmp_path / "both.json", both)))

    assert (rubric.version, rubric.questionnaire.version) == ("2027.1", "2027.1")


def test_what_no_file_has_is_read_from_the_database(tmp_path, db, edited):
    load_questionnaire(data=edited[1], now=NOW)
    published = load_rubric(data=edited[0], now=NOW).rules()
    lonely = write(tmp_path / "lonely.json", edited[0])

    assert read_rubric("2027.1") == published
    assert read_rubric(str(lonely)) == published


@pytest.fixture
def no_database(monkeypatch):
    def first(rows):
        raise DatabaseError("no such table")

    monkeypatch.setattr(QuerySet, "first", first)


@pytest.mark.usefixtures("no_database")
@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "own.json: No such file or directory"),
        ("{", "own.json: not JSON"),
        ("[]", "rubric: must be an object"),
        ("{}", "rubric: questionnaire_version is missing"),
        (
            '{"questionnaire_version": "1999.1"}',
            "no questionnaire 1999.1, which the rubric names",
        ),
        ('{"questionnaire_version": "2026.1"}', "rubric: formula is missing"),
        ('{"rubric": {}, "questionnaire": {}}', "questionnaire: sections is missing"),
    ],
)
def test_file_that_is_no_rubric_is_refused_saying_why(tmp_path, content, message):
    path = tmp_path / "own.json"
    if content is not None:
        path.write_text(content)

    with pytest.raises(RubricError, match=re.escape(message)):
        read_rubric(str(path))


@pytest.mark.usefixtures("no_database")
@pytest.mark.parametrize("version", ["1999.1", "../rubrics/2026.1"])
def test_version_that_is_nowhere_is_refused_even_without_a_database(version):
    with pytest.raises(RubricError, match=f"no rubric {version}; there is 2026.1"):
        read_rubric(version)
