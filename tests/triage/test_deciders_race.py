"""Twenty managers decide one request in the same moment."""

from collections import Counter
from datetime import timedelta
from functools import partial
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import AuditEntry, User
from accounts.roles import Role
from intake.models import ProjectRequest, StepChange
from projects.models import Project
from tests.factories.accounts import UserFactory
from tests.racing import MARKS, at_once, press
from tests.triage.conftest import answer_everything, submit
from tests.triage.services.acts import told
from triage.models import Assessment, Decision
from triage.services import assign_request, decisions, steps
from triage.services.decision_rules import check_terms

DECIDERS = 20

pytestmark = MARKS


@pytest.fixture
def asked(draft, rubric, requester, triager) -> ProjectRequest:
    """In triage, every question answered, since before the real clock of the views."""
    answer_everything(draft, rubric)
    yesterday = timezone.now() - timedelta(days=1)
    return assign_request(
        project_request=submit(draft, requester, now=yesterday),
        assignee=triager,
        seen_version=draft.version,
        by=Actor.of(triager),
        now=yesterday,
    )


@pytest.fixture
def managers(asked) -> list[User]:
    return [UserFactory(roles=[Role.MANAGER]) for _ in range(DECIDERS)]


@pytest.fixture
def together(monkeypatch) -> None:
    """Nobody writes before all have read: every decider saw the same version."""
    barrier = Barrier(DECIDERS, timeout=60)

    def check_and_wait(*args, **kwargs) -> None:
        check_terms(*args, **kwargs)
        barrier.wait()

    monkeypatch.setattr(decisions, "check_terms", check_and_wait)


def all_decide(project_request, managers) -> list[Any]:
    assessment = Assessment.objects.current_for(project_request)
    assert assessment is not None
    path = reverse("triage:decide", args=[project_request.number])
    seen = {"assessment": assessment.pk, "seen_version": project_request.version}
    return at_once([partial(press, path, decision(by) | seen, by) for by in managers])


def decision(by: User) -> dict[str, Any]:
    return {"outcome": "accepted", "reason": f"Wanted, says {by.name}."}


def test_of_twenty_deciders_one_wins_and_nineteen_keep_their_text(
    asked, managers, together
):
    answers = all_decide(asked, managers)

    assert Counter(a.status_code for a in answers) == {302: 1, 409: DECIDERS - 1}
    for manager, response in zip(managers, answers, strict=True):
        if response.status_code == 409:
            assert f"Wanted, says {manager.name}." in response.content.decode()
    assert Decision.objects.count() == Project.objects.count() == 1
    assert AuditEntry.objects.filter(action="triage.request_decided").count() == 1
    assert told("request_decided") == ["A. Nguyen"]


def test_without_the_guards_more_than_one_wins(asked, managers, together, unguarded):
    all_decide(asked, managers)

    assert Decision.objects.count() > 1
    assert len(told("request_decided")) > 1


@pytest.fixture
def unguarded(monkeypatch, asked):
    """The move without version and step in its WHERE, and no unique indexes behind it."""

    def move(project_request, target, *, seen_version, now, **fields) -> None:
        ProjectRequest.objects.filter(pk=project_request.pk).update(
            step=target, version=F("version") + 1, updated_at=now, **fields
        )
        StepChange.objects.create(
            project_request=project_request,
            from_step=project_request.step,
            to_step=target,
            at=now,
        )
        project_request.refresh_from_db()

    monkeypatch.setattr(steps, "move_request", move)
    monkeypatch.setattr(decisions, "open_project", lambda **_: None)
    one_live = next(
        c for c in Decision._meta.constraints if c.name.endswith("one_live")
    )
    with connection.schema_editor() as editor:
        editor.remove_constraint(Decision, one_live)
    yield
    Decision.objects.all().delete()
    with connection.schema_editor() as editor:
        editor.add_constraint(Decision, one_live)
