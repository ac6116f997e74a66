"""Requests that were handed in and judged, for every test of triage."""

import json
from collections.abc import Collection, Mapping
from pathlib import Path

import pytest
from django.conf import settings

from accounts import audit
from accounts.actors import THE_CLOCK, Actor
from accounts.models import AuditEntry, ITTeam, User
from intake.models import Answer, ProjectRequest
from intake.services import load_questionnaire, log_found_work, submit_request
from tests.conftest import NOW
from tests.factories.accounts import ITTeamFactory
from tests.factories.intake import ProjectRequestFactory
from tests.intake import older
from tests.triage.planning import cost, give_value
from triage.models import Assessment, Rubric, RubricDraft
from triage.services import assess_request, load_rubric, start_draft

DATA = Path(settings.BASE_DIR) / "data"


def load_json(path: str):
    return json.loads((DATA / path).read_text())


def any_cause(project_request: ProjectRequest) -> AuditEntry:
    """An audit entry to hang an assessment on."""
    return audit.record(
        "triage.assessment_recovered", subject=project_request, by=THE_CLOCK, now=NOW
    )


def answer(project_request: ProjectRequest, **options: str) -> None:
    for question, option in options.items():
        Answer.objects.update_or_create(
            project_request=project_request,
            question=question,
            defaults={
                "kind": "known",
                "option": option,
                "answered_at": NOW,
                "answered_by": project_request.created_by.contact,
            },
        )


def answer_everything(project_request: ProjectRequest, rubric: Rubric) -> None:
    """The lightest option everywhere: Low, and nothing left that could raise it."""
    points = rubric.rules().points
    answer(project_request, **{q: points[q].lightest_option for q in points})


def correct_first_contact(project_request: ProjectRequest, **fields: object) -> None:
    """Another first contact on record, with these fields other than before."""
    row = project_request.first_contacts.latest("pk")
    row.pk, row._state.adding, row.reason = None, True, "Misheard"
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(force_insert=True)


def assess(project_request: ProjectRequest, now=NOW) -> Assessment:
    return assess_request(
        project_request=project_request, cause=any_cause(project_request), now=now
    )


def submit(project_request: ProjectRequest, by: User, now=NOW) -> ProjectRequest:
    return submit_request(
        project_request=project_request,
        seen_version=project_request.version,
        by=Actor.of(by),
        now=now,
    )


def load_next_rubric(version: str = "2026.2", **parts) -> Rubric:
    """Live from now on: as 2026.1 but for these parts; requests follow with a worker."""
    data = load_json("rubrics/2026.1.json") | {"version": version} | parts
    return load_rubric(data=data, now=NOW)


def load_narrower_rubric(
    options: Mapping[str, str], questions: Collection[str] = ()
) -> Rubric:
    """Rubric 2026.2, whose form lacks these options (question → value) and questions."""
    asked = older.without(load_json("questionnaires/2026.1.json"), options, questions)
    load_questionnaire(data=asked | {"version": "2026.2"}, now=NOW)
    dimensions = load_json("rubrics/2026.1.json")["dimensions"]
    for dimension in dimensions:
        for question in [q for q in dimension["points"] if q in questions]:
            del dimension["points"][question]
        for question, points in dimension["points"].items():
            points.pop(options.get(question), None)
    return load_next_rubric(dimensions=dimensions, questionnaire_version="2026.2")


@pytest.fixture
def rubric(db) -> Rubric:
    """Rubric 2026.1 with its questionnaire, both live."""
    load_questionnaire(data=load_json("questionnaires/2026.1.json"), now=NOW)
    return load_rubric(data=load_json("rubrics/2026.1.json"), now=NOW)


@pytest.fixture
def draft(requester, rubric) -> ProjectRequest:
    return ProjectRequestFactory(created_by=requester, title="Flood sensors")


@pytest.fixture
def light(draft, rubric, requester) -> ProjectRequest:
    """Submitted, every question answered: Low, held Low."""
    answer_everything(draft, rubric)
    return submit(draft, requester)


@pytest.fixture
def unknown(draft, requester) -> ProjectRequest:
    """Submitted without an answer: High, held Critical."""
    return submit(draft, requester)


@pytest.fixture
def find(requester, triager, rubric):
    """Work of the requester's department that IT came across."""

    def find(now=NOW, how_far="installed", **changes) -> ProjectRequest:
        given = {
            "department": requester.department,
            "title": "Irrigation controllers",
            "found": "Forty controllers call home over the guest network.",
            "invite": requester.contact,
            "by": Actor.of(triager),
        }
        return log_found_work(**given | changes, how_far=how_far, now=now)

    return find


@pytest.fixture
def by_manager(manager) -> Actor:
    return Actor.of(manager)


@pytest.fixture
def by_leader(leader) -> Actor:
    return Actor.of(leader)


@pytest.fixture
def rubric_draft(rubric, by_manager) -> RubricDraft:
    """A draft of the next rubric, nothing changed so far."""
    return start_draft(
        based_on=rubric, title="Weights after the budget round", by=by_manager, now=NOW
    )


@pytest.fixture
def network(city) -> ITTeam:
    return ITTeamFactory(
        code="network", name="Network", project_hours_per_fiscal_year=300
    )


@pytest.fixture
def open_request(requester, rubric, by_manager):
    """Makes a submitted request that misses so many dollars and has so many points."""

    def make(title: str, dollars: int | None = None, points: int | None = None):
        found = ProjectRequestFactory(created_by=requester, title=title)
        if dollars is not None:
            cost(found, dollars=dollars)
        submitted = submit(found, requester)
        if points is not None:
            give_value(submitted, by_manager, points)
        return submitted

    return make
