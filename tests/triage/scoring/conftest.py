import copy

import pytest

from tests.triage.scoring.examples import QUESTIONNAIRE, RUBRIC, read_json


@pytest.fixture(scope="session")
def questionnaire():
    return QUESTIONNAIRE


@pytest.fixture(scope="session")
def rubric():
    return RUBRIC


@pytest.fixture
def rubric_data():
    """The rubric's JSON, for a test to spoil."""
    return copy.deepcopy(read_json("data/rubrics/2026.1.json"))


@pytest.fixture
def questionnaire_data():
    return copy.deepcopy(read_json("data/questionnaires/2026.1.json"))
