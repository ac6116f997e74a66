"""What may still be changed, and keeping it so while it is being changed."""

from datetime import datetime

from django.utils.translation import gettext as _

from accounts.errors import Conflict
from intake.lifecycle import EDITABLE_STEPS
from intake.models import CostDriver, ProjectRequest


class RequestClosed(Conflict):
    """The request is decided or withdrawn: what it says is on record and stays."""

    def __init__(self, number: str) -> None:
        super().__init__(
            _("%(number)s is decided or withdrawn, so it can no longer be changed.")
            % {"number": number}
        )


def hold_open(project_request: ProjectRequest, *, now: datetime) -> None:
    """Keep a request editable until the caller's transaction ends, and refresh it.

    The update also serialises edits of one request: what is read after it cannot change
    before the caller commits, on either database.

    :raises RequestClosed: it is decided or withdrawn.
    """
    held = ProjectRequest.objects.filter(
        pk=project_request.pk, step__in=EDITABLE_STEPS
    ).update(updated_at=now)
    if not held:
        raise RequestClosed(project_request.number)
    project_request.refresh_from_db()


def hold_driver(driver: CostDriver) -> None:
    """Keep a driver's price what it is until the caller's transaction ends.

    Whoever sets a price and whoever writes a line that rests on it take turns on
    PostgreSQL, so that no line keeps figures of the price before; SQLite has one writer
    at a time.

    :raises CostDriver.DoesNotExist: it is gone.
    """
    CostDriver.objects.select_for_update(no_key=True).get(pk=driver.pk)
