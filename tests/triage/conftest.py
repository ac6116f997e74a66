"""Requests that were judged, for every test of triage."""

import json
from pathlib import Path

import pytest
from django.conf import settings

from accounts import audit
from accounts.actors import THE_CLOCK
from intake.models import ProjectRequest, Questionnaire
from tests.conftest import NOW
from tests.factories.intake import ProjectRequestFactory
from triage.models import Rubric
from triage.services import load_rubric

DATA = Path(settings.BASE_DIR) / "data"


def load_json(path: str):
    return json.loads((DATA / path).read_text())


@pytest.fixture
def rubric(db) -> Rubric:
    """Rubric 2026.1 with its questionnaire, both live."""
    Questionnaire.objects.create(
        version="2026.1", data=load_json("questionnaires/2026.1.json"), published_at=NOW
    )
    return load_rubric(data=load_json("rubrics/2026.1.json"), now=NOW)


@pytest.fixture
def draft(requester, rubric) -> ProjectRequest:
    return ProjectRequestFactory(created_by=requester, title="Flood sensors")


def any_cause(project_request: ProjectRequest):
    """An audit entry to hang an assessment on."""
    return audit.record(
        "triage.assessment_recovered", subject=project_request, by=THE_CLOCK, now=NOW
    )
