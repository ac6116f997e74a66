import copy
import json

import pytest
from django.conf import settings

from accounts.errors import Refused
from accounts.models import AuditEntry
from intake.models import Questionnaire
from intake.services import load_questionnaire
from tests.conftest import NOW
from tests.triage.conftest import load_json
from triage.models import Rubric
from triage.scoring import parsing
from triage.services import RubricFrozen, load_rubric

pytestmark = pytest.mark.django_db


@pytest.fixture
def data():
    return load_json("rubrics/2026.1.json")


def test_load_rubric_makes_it_live_with_its_questionnaire(rubric):
    assert rubric.is_live
    assert rubric.questionnaire.is_live
    assert rubric.questionnaire_version == "2026.1"


def test_load_rubric_again_changes_nothing(rubric, data):
    again = load_rubric(data=data, now=NOW)

    assert again == rubric
    assert AuditEntry.objects.filter(action="triage.rubric_published").count() == 1


def test_load_rubric_refuses_other_content_under_a_published_version(rubric, data):
    data["dimensions"][0]["weight"] += 1
    data["dimensions"][1]["weight"] -= 1

    with pytest.raises(RubricFrozen):
        load_rubric(data=data, now=NOW)


def test_load_rubric_of_a_new_version_replaces_both_live_ones(rubric, data):
    questions = load_json("questionnaires/2026.1.json")
    load_questionnaire(data={**questions, "version": "2027.1"}, now=NOW)
    newer = copy.deepcopy(data)
    newer |= {"version": "2027.1", "questionnaire_version": "2027.1"}

    load_rubric(data=newer, now=NOW)
    load_rubric(data=data, now=NOW)

    assert Rubric.objects.get(is_live=True).version == "2027.1"
    assert Questionnaire.objects.get(is_live=True).version == "2027.1"


def test_load_rubric_refuses_weights_that_do_not_sum(rubric, data):
    data["version"] = "2027.1"
    data["dimensions"][0]["weight"] += 1

    with pytest.raises(Refused, match="weights sum to 101"):
        load_rubric(data=data, now=NOW)


def test_load_rubric_refuses_without_its_questionnaire(db, data):
    with pytest.raises(Refused, match=r"questionnaire 2026\.1 first"):
        load_rubric(data=data, now=NOW)


def test_load_rubric_keeps_decimals_as_written(rubric, data):
    assert rubric.rules().lateness.stage_weight.limit_denominator(10) * 10 == 6
    assert str(data["lateness"]["a"]) == "0.6"


@pytest.mark.parametrize("read", [json.loads, parsing.load_json])
def test_load_rubric_again_reads_decimals_either_way(rubric, read):
    path = settings.BASE_DIR / "data/rubrics/2026.1.json"

    again = load_rubric(data=read(path.read_text(encoding="utf-8")), now=NOW)

    assert again == rubric
