"""When IT was told of a request: the index with its range, and what it rests on."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from accounts.models import User
from accounts.permissions import may
from accounts.roles import Permission
from intake.lifecycle import EDITABLE_STEPS, Step
from intake.models import ProjectRequest
from intake.selectors import Telling, tellings
from triage.figures import LatenessFigure
from triage.selectors.explained import Explained


@dataclass(frozen=True)
class Told:
    """As `triage/_told.html` prints it.

    `now` counts; `before` is what it corrects, oldest first. The addresses are empty for
    who may not use them; `finish_url` while what was found outside waits to be finished.
    """

    lateness: LatenessFigure
    index_url: str
    stage: str
    now: Telling
    before: tuple[Telling, ...]
    found_on: date | None
    is_finished: bool
    correct_url: str
    invite_url: str
    finish_url: str


def told(
    project_request: ProjectRequest, explained: Explained | None, reader: User
) -> Told | None:
    """None before the request was sent or judged (one query)."""
    rows = tellings(project_request)
    if not rows or explained is None:
        return None
    is_open = project_request.step in EDITABLE_STEPS
    is_stub = (
        project_request.found_outside_on is not None
        and project_request.step == Step.DRAFT
    )
    may_correct = is_open and may(reader, Permission.FIRST_CONTACT_CORRECT)
    may_invite = is_stub and may(reader, Permission.REQUEST_LOG_FOR_OTHERS)
    may_finish = is_stub and may(reader, Permission.REQUEST_SUBMIT, project_request)
    number = project_request.number
    return Told(
        lateness=explained.lateness(),
        index_url=reverse("triage:early_involvement")
        if may(reader, Permission.REQUEST_SEE)
        else "",
        stage=explained.stage_name(),
        now=rows[-1],
        before=rows[:-1],
        found_on=project_request.found_outside_on,
        is_finished=project_request.submitted_at is not None,
        correct_url=_address("correct_first_contact", number) if may_correct else "",
        invite_url=_address("ask_to_finish", number) if may_invite else "",
        finish_url=_address("edit_idea", number) if may_finish else "",
    )


def _address(name: str, number: str) -> str:
    return reverse(f"intake:{name}", args=[number])
