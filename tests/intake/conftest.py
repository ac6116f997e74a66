"""A questionnaire, and triage's answer to changes replaced by a list of them."""

import json
from pathlib import Path

import pytest
from django.conf import settings as configured

from accounts.actors import Actor
from intake.services import (
    Idea,
    create_request,
    load_categories,
    load_cost_drivers,
    load_questionnaire,
    submit_request,
    take_into_triage,
)
from tests.intake import assessing

DATA = Path(configured.BASE_DIR) / "data"


def read_json(name: str):
    return json.loads((DATA / name).read_text())


@pytest.fixture(autouse=True)
def assessed(settings):
    """The changes told to triage, which assesses nothing here."""
    settings.REQUEST_CHANGED = "tests.intake.assessing.remember"
    assessing.seen.clear()
    return assessing.seen


@pytest.fixture
def questionnaire(db, now):
    return load_questionnaire(data=read_json("questionnaires/2026.1.json"), now=now)


@pytest.fixture
def categories(db):
    return load_categories(rows=read_json("categories.json"))


@pytest.fixture
def drivers(categories, now):
    return load_cost_drivers(data=read_json("cost_drivers.json"), now=now)


@pytest.fixture
def idea() -> Idea:
    return Idea(
        title="Flood sensors in underpasses",
        problem="Crews learn of a flooded underpass from residents.",
    )


@pytest.fixture
def draft(questionnaire, requester, idea, now):
    return create_request(
        department=requester.department, idea=idea, by=Actor.of(requester), now=now
    )


@pytest.fixture
def submitted(draft, requester, now):
    return submit_request(
        project_request=draft,
        seen_version=draft.version,
        by=Actor.of(requester),
        now=now,
    )


@pytest.fixture
def in_triage(submitted, triager, now):
    return take_into_triage(
        project_request=submitted,
        seen_version=submitted.version,
        by=Actor.of(triager),
        now=now,
    )
