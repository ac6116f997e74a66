"""What happens to a project: moves with a reason, and dated notes."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit, city
from accounts.actors import Actor
from accounts.errors import Conflict, Refused
from accounts.models import User
from accounts.permissions import check_permission
from accounts.roles import Permission
from projects.lifecycle import (
    MOVES,
    MoveNotAllowed,
    Phase,
    UnlikelyDate,
    UnlikelyWakeDate,
    check_move,
    unlikely_move_date,
    unlikely_wake_date,
)
from projects.models import PHASE_LABELS, PhaseChange, Project, ProjectNote

audit.register(
    {
        "projects.project_moved": gettext_lazy(
            "%(by)s moved it from %(before)s to %(after)s as of %(day)s: %(reason)s"
        ),
        "projects.project_noted": gettext_lazy("%(by)s noted for %(day)s: %(text)s"),
    }
)

_DATE_MESSAGES = {
    UnlikelyDate.IN_THE_FUTURE: gettext_lazy(
        "That day has not come yet. Give today or an earlier day."
    ),
    UnlikelyDate.BEFORE_THE_PHASE: gettext_lazy(
        "It has been in its present phase since %(since)s. Give that day or a later one."
    ),
}
_WAKE_MESSAGES = {
    UnlikelyWakeDate.MISSING: gettext_lazy(
        "Deferred means until a day. Say on which day to look at it again."
    ),
    UnlikelyWakeDate.NOT_RESTING: gettext_lazy(
        "Only a sidelined or deferred project is looked at again. Leave it empty."
    ),
    UnlikelyWakeDate.NOT_LATER: gettext_lazy("Give a day after the move."),
}


class StaleProject(Conflict):
    """Somebody else moved the project first."""

    def __init__(self, ref: str) -> None:
        super().__init__(
            _("Somebody else moved %(ref)s while you were at it.") % {"ref": ref}
        )


@transaction.atomic
def move_project(
    *,
    project: Project,
    to_phase: Phase,
    on: date,
    reason: str,
    seen_version: int,
    by: Actor,
    now: datetime,
    wake_on: date | None = None,
) -> Project:
    """Take a project to its next phase.

    :param on: the day it happened, in city time; not after today.
    :param wake_on: for a deferred project, and if known for a sidelined one, the day to
        look at it again.
    :raises Refused: no such move, no reason, or an unlikely day.
    :raises StaleProject: somebody else moved it first.
    """
    check_permission(by, Permission.PROJECT_MOVE)
    mover = signed_in(by)
    if project.version != seen_version:
        raise StaleProject(project.ref)
    _check(project, to_phase, on, reason, wake_on, today=city.day_of(now))
    before = Phase(project.phase)
    # Phase and version in WHERE make this safe on both databases; SQLite silently
    # ignores row locks.
    moved = Project.objects.filter(
        pk=project.pk, phase=before, version=seen_version
    ).update(
        phase=to_phase,
        phase_since_on=on,
        wake_on=wake_on,
        version=F("version") + 1,
        updated_at=now,
    )
    if not moved:
        raise StaleProject(project.ref)
    PhaseChange.objects.create(
        project=project,
        from_phase=before,
        to_phase=to_phase,
        on=on,
        reason=reason.strip(),
        at=now,
        by=mover,
    )
    audit.record(
        "projects.project_moved",
        subject=project,
        by=by,
        now=now,
        before=str(PHASE_LABELS[before]),
        after=str(PHASE_LABELS[to_phase]),
        on=on.isoformat(),
        day=shown(on),
        reason=reason.strip(),
        wake_on=wake_on.isoformat() if wake_on else "",
    )
    project.refresh_from_db()
    return project


@transaction.atomic
def note_project(
    *, project: Project, on: date, text: str, by: Actor, now: datetime
) -> ProjectNote:
    """Note what happened on a day, without moving the project.

    :raises Refused: nothing is said, or the day has not come yet.
    """
    check_permission(by, Permission.PROJECT_MOVE)
    messages = {}
    if not text.strip():
        messages["text"] = _("Say in a sentence what happened.")
    if on > city.day_of(now):
        messages["on"] = str(_DATE_MESSAGES[UnlikelyDate.IN_THE_FUTURE])
    if messages:
        raise Refused(messages)
    note = ProjectNote.objects.create(
        project=project, on=on, text=text.strip(), at=now, by=signed_in(by)
    )
    audit.record(
        "projects.project_noted",
        subject=project,
        by=by,
        now=now,
        on=on.isoformat(),
        day=shown(on),
        text=note.text,
    )
    return note


def signed_in(by: Actor) -> User:
    """Projects are moved by people who sign in, never through a link or by the clock."""
    if by.user is None:
        raise ValueError("A project needs a signed-in person.")
    return by.user


def shown(day: date) -> str:
    """A day as sentences print it, such as "1 Oct 2026"."""
    return date_format(day, "j M Y")


def _check(
    project: Project,
    to_phase: Phase,
    on: date,
    reason: str,
    wake_on: date | None,
    *,
    today: date,
) -> None:
    messages = {}
    try:
        check_move(Phase(project.phase), to_phase)
    except MoveNotAllowed:
        messages["to_phase"] = _move_message(Phase(project.phase), to_phase)
    if not reason.strip():
        messages["reason"] = _("Say why, in a sentence others can read.")
    since = project.phase_since_on
    if problem := unlikely_move_date(on, phase_since_on=since, today=today):
        messages["on"] = str(_DATE_MESSAGES[problem]) % {"since": shown(since)}
    if wake_problem := unlikely_wake_date(wake_on, target=to_phase, on=on):
        messages["wake_on"] = str(_WAKE_MESSAGES[wake_problem])
    if messages:
        raise Refused(messages)


def _move_message(phase: Phase, target: Phase) -> str:
    facts = {
        "phase": str(PHASE_LABELS[phase]).lower(),
        "target": str(PHASE_LABELS[target]).lower(),
        "choices": ", ".join(str(PHASE_LABELS[to]).lower() for to in MOVES[phase]),
    }
    if not MOVES[phase]:
        return _("A project that is %(phase)s moves no more.") % facts
    return (
        _("From %(phase)s it cannot become %(target)s. It can become: %(choices)s.")
        % facts
    )
