"""Moves of a request that triage makes, on top of intake's table of moves."""

from datetime import datetime
from typing import Any

from accounts import city
from intake.lifecycle import OPEN_STEPS, Step
from intake.models import ProjectRequest
from intake.services import (
    StaleRequest,
    WrongStep,
    move_request,
    resumed,
    withdraw_open_asks,
)

_UNDECIDED = OPEN_STEPS - {Step.AWAITING_CONFIRMATION}


def check_seen(project_request: ProjectRequest, seen_version: int) -> None:
    """:raises StaleRequest: the request was moved since the actor saw it."""
    if project_request.version != seen_version:
        raise StaleRequest(project_request.number)


def check_undecided(project_request: ProjectRequest) -> None:
    """:raises WrongStep: a decision is made or waits for a leader, or never was due."""
    step = Step(project_request.step)
    if step not in _UNDECIDED:
        raise WrongStep(project_request.number, step, Step.DECIDED)


def take_step(
    project_request: ProjectRequest,
    target: Step,
    *,
    now: datetime,
    **fields: Any,
) -> None:
    """Move from the version at hand; whoever is quicker wins.

    A submitted request is taken into triage on the way. Leaving the wait for
    information withdraws the open questions and lengthens the promise by it.

    :raises WrongStep: the table of moves has no such step.
    :raises StaleRequest: somebody else moved it first.
    """
    if project_request.step == Step.SUBMITTED and target != Step.IN_TRIAGE:
        take_step(project_request, Step.IN_TRIAGE, now=now)
    waits = project_request.step == Step.NEEDS_INFORMATION
    if waits:
        fields |= resumed(project_request, city.day_of(now))
    move_request(
        project_request,
        target,
        seen_version=project_request.version,
        now=now,
        **fields,
    )
    if waits:
        withdraw_open_asks(project_request, now=now)
