"""Every pair of steps, and every act of intake at every step by every role."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from accounts.actors import Actor
from intake.lifecycle import (
    EDITABLE_STEPS,
    MOVES,
    OPEN_STEPS,
    MoveNotAllowed,
    Step,
    check_move,
)
from intake.models import ProjectRequest
from intake.services import (
    RequestClosed,
    WrongStep,
    ask_question,
    submit_request,
    take_into_triage,
    withdraw_request,
)
from tests.factories.intake import ProjectRequestFactory

CAST = [
    "requester",
    "colleague",
    "outsider",
    "triager",
    "manager",
    "leader",
    "records",
    "admin",
]
DEPARTMENT_AND_IT = {"requester", "colleague", "triager", "manager"}
ONLY_IT = {"triager", "manager"}


@pytest.mark.parametrize("start", Step)
@pytest.mark.parametrize("target", Step)
def test_check_move_allows_what_the_table_lists(start, target):
    if target in MOVES[start]:
        check_move(start, target)
    else:
        with pytest.raises(MoveNotAllowed) as refused:
            check_move(start, target)
        assert (refused.value.step, refused.value.target) == (start, target)


def test_every_step_is_in_the_table():
    assert set(MOVES) == set(Step)


def test_what_is_open_may_be_changed():
    assert OPEN_STEPS < EDITABLE_STEPS


def submit(project_request, by, now):
    return submit_request(
        project_request=project_request,
        seen_version=project_request.version,
        by=by,
        now=now,
    )


def take(project_request, by, now):
    return take_into_triage(
        project_request=project_request,
        seen_version=project_request.version,
        by=by,
        now=now,
    )


def ask(project_request, by, now):
    return ask_question(
        project_request=project_request,
        question="NET1",
        to=project_request.created_by.contact,
        note="",
        due_on=date(2026, 12, 1),
        seen_version=project_request.version,
        by=by,
        now=now,
    )


def withdraw(project_request, by, now):
    return withdraw_request(
        project_request=project_request,
        reason="No longer wanted",
        seen_version=project_request.version,
        by=by,
        now=now,
    )


# act → who may, from which step it leads to which.
ACTS = {
    submit: (
        DEPARTMENT_AND_IT,
        {
            Step.DRAFT: Step.SUBMITTED,
            Step.AWAITING_DEPARTMENT: Step.SUBMITTED,
        },
    ),
    take: (ONLY_IT, {Step.SUBMITTED: Step.IN_TRIAGE}),
    ask: (
        ONLY_IT,
        {
            Step.SUBMITTED: Step.NEEDS_INFORMATION,
            Step.IN_TRIAGE: Step.NEEDS_INFORMATION,
            Step.NEEDS_INFORMATION: Step.NEEDS_INFORMATION,
        },
    ),
    withdraw: (
        DEPARTMENT_AND_IT,
        {step: Step.WITHDRAWN for step in Step if Step.WITHDRAWN in MOVES[step]},
    ),
}


def at(step: Step, owner, now) -> ProjectRequest:
    """A request as it stands at a step, without the history that led there."""
    fields = {"created_by": owner, "step": step}
    if step not in (Step.DRAFT, Step.AWAITING_DEPARTMENT):
        fields |= {
            "submitted_at": now,
            "submitted_by": owner,
            "answer_by_on": date(2026, 12, 9),
        }
    if step == Step.DECIDED:
        fields |= {"decided_at": now, "outcome": "declined"}
    return ProjectRequestFactory(**fields)


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
@pytest.mark.parametrize("role", CAST)
def test_act_at_every_step_by_a_role(act, role, request, questionnaire, requester, now):
    by = Actor.of(request.getfixturevalue(role))
    may, leads_to = ACTS[act]

    for step in Step:
        project_request = at(step, requester, now)
        if role not in may:
            with pytest.raises(PermissionDenied):
                act(project_request, by, now)
            expected = step
        elif step not in leads_to:
            with pytest.raises((WrongStep, RequestClosed)):
                act(project_request, by, now)
            expected = step
        else:
            act(project_request, by, now)
            expected = leads_to[step]
        project_request.refresh_from_db()
        assert project_request.step == expected, step
