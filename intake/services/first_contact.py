"""What stood when IT was first asked: written down with the sending, then only corrected."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit, city
from accounts.actors import Actor
from accounts.errors import Conflict, Refused
from accounts.permissions import check_permission
from accounts.roles import Permission
from intake.first_contacts import (
    ToldFirstContact,
    as_columns,
    first_contact_changes,
    plain_happenings,
    told_by,
)
from intake.ideas import IdeaChange
from intake.models import FirstContact, ProjectRequest
from intake.services.changes import request_changed
from intake.services.editing import hold_open
from intake.services.idea_rules import check_first_contact

audit.register(
    {
        "intake.first_contact_corrected": gettext_lazy(
            "%(by)s corrected when IT was told: %(changes)s. Because: “%(reason)s”"
        ),
    }
)


class FirstContactCorrected(Conflict):
    """Somebody corrected it meanwhile."""

    def __init__(self, number: str) -> None:
        super().__init__(
            _("Somebody else corrected when IT was told of %(number)s meanwhile.")
            % {"number": number}
        )


class NoFirstContactYet(Conflict):
    """The request was never sent, so nothing is on record that could be wrong."""

    def __init__(self, number: str) -> None:
        super().__init__(
            _("%(number)s was not sent yet. Change the idea itself.")
            % {"number": number}
        )


def unwritten_first_contact(
    project_request: ProjectRequest, *, today: date
) -> FirstContact:
    """The first contact of a draft as it would be written down today; not saved."""
    told_on = project_request.told_on or today
    return FirstContact(
        project_request=project_request,
        invited_on=min(today, told_on),
        happenings=plain_happenings(project_request.happenings.all()),
        commit_on=project_request.commit_on,
        needed_on=project_request.fixed_on or project_request.wanted_on,
    )


def write_down_first_contact(
    project_request: ProjectRequest, *, by: Actor, now: datetime
) -> None:
    """Keep what stands today as what stood at first contact, unless that is kept already."""
    if project_request.first_contacts.exists():
        return
    row = unwritten_first_contact(project_request, today=city.day_of(now))
    row.recorded_at, row.recorded_by = now, by.contact
    row.save(force_insert=True)


@transaction.atomic
def correct_first_contact(
    *,
    project_request: ProjectRequest,
    told: ToldFirstContact,
    reason: str,
    seen_id: int | None,
    by: Actor,
    now: datetime,
) -> FirstContact:
    """Put what really stood at first contact beside what was written down then.

    The new row counts from now on; the earlier ones stay.

    :param seen_id: key of the newest row the person saw.
    :raises Refused: by field: no reason, nothing different, dates that cannot be.
    :raises NoFirstContactYet: the request was never sent.
    :raises FirstContactCorrected: somebody else corrected it meanwhile.
    :raises RequestClosed: it is decided or withdrawn; it was judged as it stood.
    """
    check_permission(by, Permission.FIRST_CONTACT_CORRECT)
    hold_open(project_request, now=now)
    newest = project_request.first_contacts.order_by("pk").last()
    if newest is None:
        raise NoFirstContactYet(project_request.number)
    if newest.pk != seen_id:
        raise FirstContactCorrected(project_request.number)
    check_first_contact(told, today=city.day_of(now))
    changes = first_contact_changes(told_by(newest), told)
    if not changes:
        raise Refused({"": _("Nothing here differs from what is on record.")})
    if not reason.strip():
        raise Refused({"reason": _("Say how you know. It stays on record.")})
    corrected = FirstContact.objects.create(
        project_request=project_request,
        recorded_at=now,
        recorded_by=by.contact,
        reason=reason.strip(),
        **as_columns(told),
    )
    cause = audit.record(
        "intake.first_contact_corrected",
        subject=project_request,
        by=by,
        now=now,
        changes="; ".join(map(_says, changes)),
        reason=reason.strip(),
    )
    request_changed(project_request, cause=cause, now=now)
    return corrected


def _says(change: IdeaChange) -> str:
    return _("%(label)s from “%(before)s” to “%(after)s”") % {
        "label": change.label,
        "before": change.before,
        "after": change.after,
    }
