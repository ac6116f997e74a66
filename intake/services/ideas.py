"""The first save of an idea, and every change to it until the decision."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit, city
from accounts.actors import Actor, acting_user
from accounts.errors import Conflict, Refused
from accounts.models import AuditEntry, Department
from accounts.permissions import check_permission
from accounts.roles import Permission
from intake.ideas import COLUMNS, Idea, IdeaChange, changes_between, idea_of
from intake.lifecycle import Step
from intake.models import ProjectRequest, StepChange
from intake.services.changes import request_changed
from intake.services.editing import hold_open
from intake.services.idea_rows import write_rows
from intake.services.idea_rules import check_idea
from intake.services.numbers import given_number, next_number

audit.register(
    {
        "intake.request_created": gettext_lazy("%(by)s wrote the idea down"),
        "intake.idea_saved": gettext_lazy("%(by)s changed the draft: %(fields)s"),
        "intake.idea_changed": gettext_lazy(
            "%(by)s changed %(label)s from “%(before)s” to “%(after)s”"
        ),
    }
)


class IdeaConflict(Conflict):
    """Somebody saved the idea while it was being edited.

    `differences` tells, field by field, what is stored now (`before`) and what the
    second person wants (`after`).
    """

    def __init__(self, number: str, differences: tuple[IdeaChange, ...]) -> None:
        super().__init__(
            _("Somebody else changed %(number)s while you were writing.")
            % {"number": number}
        )
        self.differences = differences


@transaction.atomic
def create_request(
    *,
    department: Department,
    idea: Idea,
    by: Actor,
    now: datetime,
    number: str | None = None,
    is_example: bool = False,
) -> ProjectRequest:
    """Write an idea down as a draft, with its number and a provisional range.

    :param number: one that came from elsewhere (seeding, import); the counter of its
        year is raised to at least that. Without it the next of this year is taken.
    :raises Refused: what is wrong, by field of the idea, or the number.
    """
    draft = ProjectRequest(department=department, is_example=is_example)
    check_permission(by, Permission.REQUEST_CREATE, draft)
    write_draft(draft, idea, number=number, by=by, now=now)
    cause = audit.record("intake.request_created", subject=draft, by=by, now=now)
    request_changed(draft, cause=cause, now=now)
    return draft


def write_draft(
    draft: ProjectRequest,
    idea: Idea,
    *,
    by: Actor,
    now: datetime,
    number: str | None = None,
) -> None:
    """Store a new draft, inside the caller's transaction.

    :param draft: unsaved, with its department; `by` was checked.
    :raises Refused: as `create_request`.
    """
    today = city.day_of(now)
    check_idea(idea, today=today)
    draft.number, draft.number_year, draft.number_serial = _number(number, today.year)
    _set_columns(draft, idea)
    draft.step = Step.DRAFT
    draft.created_by = acting_user(by)
    draft.created_at = draft.updated_at = now
    draft.save(force_insert=True)
    write_rows(draft, idea, today=today)
    StepChange.objects.create(project_request=draft, to_step=Step.DRAFT, at=now)


@transaction.atomic
def save_idea(
    *,
    project_request: ProjectRequest,
    idea: Idea,
    by: Actor,
    now: datetime,
    seen_idea_version: int | None = None,
) -> tuple[IdeaChange, ...]:
    """Change what the idea says; saying the same again changes nothing.

    :param seen_idea_version: the version the person started from; None to overwrite.
    :returns: what changed.
    :raises Refused: what is wrong, by field of the idea.
    :raises IdeaConflict: another version was saved meanwhile; nothing is written.
    :raises RequestClosed: the request is decided or withdrawn.
    """
    check_permission(by, Permission.REQUEST_ANSWER, project_request)
    today = city.day_of(now)
    check_idea(idea, today=today)
    hold_open(project_request, now=now)
    changes = changes_between(idea_of(project_request), idea)
    if not changes:
        return ()
    if seen_idea_version not in (None, project_request.idea_version):
        raise IdeaConflict(project_request.number, changes)
    _set_columns(project_request, idea)
    ProjectRequest.objects.filter(pk=project_request.pk).update(
        **{name: getattr(project_request, name) for name in COLUMNS},
        idea_version=F("idea_version") + 1,
        updated_at=now,
    )
    write_rows(project_request, idea, today=today)
    cause = _record(project_request, changes, by, now)
    request_changed(project_request, cause=cause, now=now)
    return changes


def _number(given: str | None, year: int) -> tuple[str, int, int]:
    if given is None:
        number, serial = next_number(year)
        return number, year, serial
    try:
        year, serial = given_number(given)
    except ValueError as error:
        raise Refused({"number": str(error)}) from error
    taken = ProjectRequest.objects.filter(number_year=year, number_serial=serial)
    if taken.exists():
        raise Refused({"number": _("%s is taken already.") % given})
    return given, year, serial


def _set_columns(project_request: ProjectRequest, idea: Idea) -> None:
    for name in COLUMNS:
        setattr(project_request, name, getattr(idea, name))
    project_request.quick_ticks = list(idea.quick_ticks)


def _record(
    project_request: ProjectRequest,
    changes: tuple[IdeaChange, ...],
    by: Actor,
    now: datetime,
) -> AuditEntry:
    """One entry for a draft; after submission one for each thing that changed."""

    def record(action: str, **facts: Any) -> AuditEntry:
        return audit.record(action, subject=project_request, by=by, now=now, **facts)

    if project_request.submitted_at is None:
        labels = ", ".join(change.label for change in changes)
        return record("intake.idea_saved", fields=labels)
    entries = [
        record(
            "intake.idea_changed",
            field=change.field,
            label=change.label,
            before=change.before,
            after=change.after,
        )
        for change in changes
    ]
    return entries[-1]
