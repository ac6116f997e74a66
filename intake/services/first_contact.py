"""What stood when IT was first asked: written down with the sending, then only corrected."""

from datetime import date, datetime

from accounts import city
from accounts.actors import Actor
from intake.models import FirstContact, ProjectRequest


def unwritten_first_contact(
    project_request: ProjectRequest, *, today: date
) -> FirstContact:
    """The first contact of a draft as it would be written down today; not saved."""
    told_on = project_request.told_on or today
    return FirstContact(
        project_request=project_request,
        invited_on=min(today, told_on),
        happenings=[
            {
                "kind": row.kind,
                "on": row.on.isoformat() if row.on else None,
                "precision": row.precision,
            }
            for row in project_request.happenings.all()
        ],
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
