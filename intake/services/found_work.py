"""Work IT came across outside intake: written down in a moment, finished by its owners."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit, city
from accounts.actors import Actor
from accounts.errors import Conflict, Refused
from accounts.models import Contact, Department
from accounts.permissions import check_permission
from accounts.roles import Permission
from intake.finishers import people_who_can_finish
from intake.ideas import Idea, ToldHappening
from intake.lifecycle import Step
from intake.models import Happening, ProjectRequest
from intake.services.changes import request_changed
from intake.services.first_contact import write_down_first_contact
from intake.services.ideas import write_draft
from intake.services.letters import about
from notifications import outbox

audit.register(
    {
        "intake.work_found": gettext_lazy(
            "%(by)s came across it outside intake and wrote it down: %(how_far)s"
        ),
        "intake.finish_asked": gettext_lazy("%(by)s invited %(to)s to finish it"),
    }
)


class NothingToFinish(Conflict):
    """It was not found outside intake, or is with IT or given up already."""

    def __init__(self, number: str) -> None:
        super().__init__(
            _("%(number)s does not wait for its department to finish it.")
            % {"number": number}
        )


@transaction.atomic
def log_found_work(
    *,
    department: Department,
    title: str,
    found: str,
    how_far: str,
    invite: Contact | None,
    by: Actor,
    now: datetime,
) -> ProjectRequest:
    """Write down what IT came across, as a draft of the department's own.

    It counts as not told in time from today on, finished or not; what stands at first
    contact is what was seen today.

    :param how_far: the furthest of `Happening.Kind` that was seen.
    :param invite: who is asked to finish it; None while nobody of the department can.
    :raises Refused: by keyword name.
    """
    check_permission(by, Permission.REQUEST_LOG_FOR_OTHERS)
    _check(department, found, how_far, invite)
    draft = ProjectRequest(department=department, found_outside_on=city.day_of(now))
    seen = Idea(title=title, problem=found, happenings=(ToldHappening(how_far),))
    write_draft(draft, seen, by=by, now=now)
    _check_first(draft)
    write_down_first_contact(draft, by=by, now=now)
    cause = audit.record(
        "intake.work_found",
        subject=draft,
        by=by,
        now=now,
        how_far=str(Happening.Kind(how_far).label),
    )
    request_changed(draft, cause=cause, now=now)
    if invite is not None:
        _invite(draft, invite, by=by, now=now)
    return draft


@transaction.atomic
def ask_to_finish(
    *, project_request: ProjectRequest, invite: Contact, by: Actor, now: datetime
) -> None:
    """Invite somebody of the department to finish what was found, again or at last.

    :raises Refused: they have no account with which they could.
    :raises NothingToFinish: it was not found outside intake, or was sent or given up.
    """
    check_permission(by, Permission.REQUEST_LOG_FOR_OTHERS)
    check_waits_for_finishing(project_request)
    _check_invited(project_request.department, invite)
    _invite(project_request, invite, by=by, now=now)


def check_waits_for_finishing(project_request: ProjectRequest) -> None:
    """:raises NothingToFinish: not found outside intake, or sent or given up."""
    if project_request.found_outside_on is None or project_request.step != Step.DRAFT:
        raise NothingToFinish(project_request.number)


def _check(
    department: Department, found: str, how_far: str, invite: Contact | None
) -> None:
    if not found.strip():
        raise Refused({"found": _("Say in a sentence what you came across.")})
    if how_far not in Happening.Kind.values:
        raise Refused({"how_far": _("Choose from the list.")})
    if invite is not None:
        _check_invited(department, invite)


def _check_first(draft: ProjectRequest) -> None:
    """A second click must not count the same work twice among what was told late.

    Its number is given by then, which lets one at a time in.
    """
    same = ProjectRequest.objects.filter(
        found_outside_on=draft.found_outside_on,
        department=draft.department,
        title=draft.title,
        problem=draft.problem,
        created_by=draft.created_by,
    ).exclude(pk=draft.pk)
    if (first := same.order_by("pk").first()) is not None:
        says = _("You wrote this down today already, as %(number)s.")
        raise Refused({"title": says % {"number": first.number}})


def _check_invited(department: Department, invite: Contact) -> None:
    if not people_who_can_finish([department]).filter(pk=invite.pk).exists():
        raise Refused(
            {
                "invite": _(
                    "%(name)s has no account in %(department)s that could finish it."
                )
                % {"name": invite.name, "department": department.name}
            }
        )


def _invite(
    draft: ProjectRequest, invite: Contact, *, by: Actor, now: datetime
) -> None:
    cause = audit.record(
        "intake.finish_asked", subject=draft, by=by, now=now, to=invite.name
    )
    seen = draft.happenings.order_by("pk").first()
    outbox.enqueue(
        "work_found",
        to=invite,
        subject=draft,
        context={
            **about(draft, path=reverse("intake:edit_idea", args=[draft.number])),
            "department": draft.department.name,
            "found": draft.problem,
            "how_far": seen.get_kind_display() if seen else "",
            "asked_by": by.name,
        },
        cause=cause,
        now=now,
    )
