"""Every step, act of triage and role: what is allowed succeeds, the rest changes nothing."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied

from accounts.actors import Actor
from accounts.errors import Conflict
from accounts.models import AuditEntry, User
from intake.lifecycle import Outcome, Step
from intake.models import ProjectRequest
from intake.services import ask_question, withdraw_request
from projects.models import Project
from tests.conftest import NOW
from tests.triage.services.acts import decide, recommend
from triage.models import Decision
from triage.services import assign_request, confirm_decision, send_back_decision

pytestmark = pytest.mark.django_db

ROLES = ("requester", "triager", "manager", "leader", "records", "admin")
WITH_IT = {Step.SUBMITTED, Step.IN_TRIAGE, Step.NEEDS_INFORMATION}
Act = Callable[[ProjectRequest, Actor], object]


def _assign(project_request: ProjectRequest, by: Actor) -> None:
    assign_request(
        project_request=project_request,
        assignee=ACTORS["manager"],
        seen_version=project_request.version,
        by=by,
        now=NOW,
    )


def _decide(project_request: ProjectRequest, by: Actor) -> None:
    decide(project_request, by, Outcome.DECLINED)


def _recommend(project_request: ProjectRequest, by: Actor) -> None:
    recommend(project_request, by)


def _confirm(project_request: ProjectRequest, by: Actor) -> None:
    confirm_decision(
        decision=_newest_decision(project_request),
        seen_version=project_request.version,
        by=by,
        now=NOW,
    )


def _send_back(project_request: ProjectRequest, by: Actor) -> None:
    send_back_decision(
        decision=_newest_decision(project_request),
        reason="Ask the union first.",
        seen_version=project_request.version,
        by=by,
        now=NOW,
    )


def _newest_decision(project_request: ProjectRequest) -> Decision:
    decision = project_request.decisions.first()
    if decision is None:
        raise Conflict("nothing was decided")
    decision.project_request = project_request
    return decision


ACTORS: dict[str, User] = {}
# act → from which steps, by which roles, to which step (None: it stays).
TABLE: dict[str, tuple[Act, set[Step], set[str], Step | None]] = {
    "assign": (
        _assign,
        WITH_IT | {Step.AWAITING_CONFIRMATION},
        {"triager", "manager"},
        None,
    ),
    "decide": (_decide, WITH_IT, {"manager"}, Step.DECIDED),
    "recommend": (_recommend, WITH_IT, {"manager"}, Step.AWAITING_CONFIRMATION),
    "confirm": (_confirm, {Step.AWAITING_CONFIRMATION}, {"leader"}, Step.DECIDED),
    "send back": (
        _send_back,
        {Step.AWAITING_CONFIRMATION},
        {"leader"},
        Step.IN_TRIAGE,
    ),
}


@pytest.fixture
def at_step(unknown, manager, triager, requester, request):
    """The request brought to the step by the acts that lead there."""
    _bring_to(request.param, unknown, manager, triager, requester)
    unknown.refresh_from_db()
    return unknown


def _bring_to(step: Step, unknown, manager, triager, requester) -> None:
    def now_at():
        return {"project_request": unknown, "seen_version": unknown.version, "now": NOW}

    if step is Step.DRAFT:
        # A draft's submission is undone by hand: no act leads back.
        ProjectRequest.objects.filter(pk=unknown.pk).update(step=Step.DRAFT)
    if step is Step.IN_TRIAGE:
        assign_request(**now_at(), assignee=triager, by=Actor.of(triager))
    if step is Step.NEEDS_INFORMATION:
        ask_question(
            **now_at(),
            question="LEG1",
            to=requester.contact,
            note="",
            due_on=NOW.date(),
            by=Actor.of(triager),
        )
    if step is Step.AWAITING_CONFIRMATION:
        recommend(unknown, Actor.of(manager))
    if step is Step.DECIDED:
        decide(unknown, Actor.of(manager))
    if step is Step.WITHDRAWN:
        withdraw_request(**now_at(), reason="No money.", by=Actor.of(requester))


STEPS = [step for step in Step if step is not Step.AWAITING_DEPARTMENT]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("act", TABLE)
@pytest.mark.parametrize("at_step", STEPS, indirect=True)
def test_triage_moves(at_step, act, role, manager, request):
    ACTORS["manager"] = manager
    by = Actor.of(request.getfixturevalue(role))
    do, steps, roles, target = TABLE[act]
    before = ProjectRequest.objects.values().get(pk=at_step.pk)
    entries = AuditEntry.objects.count()

    if at_step.step in steps and role in roles:
        do(at_step, by)
        at_step.refresh_from_db()
        stays = Step.IN_TRIAGE if before["step"] == Step.SUBMITTED else before["step"]
        assert at_step.step == (target or stays)
        return

    with pytest.raises((PermissionDenied, Conflict)):
        do(at_step, by)
    assert ProjectRequest.objects.values().get(pk=at_step.pk) == before
    assert AuditEntry.objects.count() == entries
    assert not Project.objects.exists()
