"""Undecided requests follow the live rubric, each once; decided ones never."""

import pytest
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import AuditEntry
from intake.models import ProjectRequest
from notifications import progress
from notifications.models import LongWork
from tests.conftest import NOW
from tests.factories.intake import ProjectRequestFactory
from tests.triage.conftest import assess, load_json, submit
from triage.models import Rubric
from triage.services import (
    load_rubric,
    start_rescoring,
)

pytestmark = pytest.mark.django_db


def publish(version: str) -> Rubric:
    """The same rubric as 2026.1, with integration heavier and size lighter."""
    data = load_json("rubrics/2026.1.json")
    data["version"] = version
    return load_rubric(data=data, now=NOW)


def start(rubric: Rubric, manager) -> LongWork:
    return start_rescoring(
        rubric=rubric, by=Actor.of(manager), cause=any_cause_of(rubric), now=NOW
    )


def any_cause_of(rubric: Rubric) -> AuditEntry:
    return AuditEntry.objects.get(
        action="triage.rubric_published", subject_id=rubric.pk
    )


def work_off() -> int:
    """Do slices until nobody is needed any more; how many it took."""
    hold, slices = progress.take_up(timezone.now()), 0
    while hold:
        hold, slices = progress.do_slice(hold), slices + 1
    return slices


def rescored(project_request: ProjectRequest) -> list[str]:
    """Versions it was judged again by, from the record."""
    entries = AuditEntry.objects.filter(
        action="triage.request_rescored", subject_id=project_request.pk
    )
    return [entry.facts["rubric"] for entry in entries.order_by("pk")]


def test_rescoring_judges_drafts_and_open_requests_once(draft, requester, manager):
    assess(draft)
    sent = submit(ProjectRequestFactory(created_by=requester), requester)

    work = start(publish("2026.2"), manager)
    work_off()

    work.refresh_from_db()
    assert (work.done, work.total) == (2, 2)
    assert work.finished_at is not None
    for request in (draft, sent):
        request.refresh_from_db()
        assert request.rubric_version == "2026.2"
        assert rescored(request) == ["2026.2"]
        assert request.assessments.filter(rubric__version="2026.2").count() == 1
