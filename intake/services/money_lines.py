"""What writing a cost line and writing a funding line have in common."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol, TypeVar

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit
from accounts.actors import Actor
from accounts.errors import Conflict
from accounts.permissions import check_permission
from accounts.roles import Permission
from intake.models import CostDriver, CostLine, FundingLine, ProjectRequest
from intake.services.changes import request_changed
from intake.services.editing import hold_driver, hold_open

Line = TypeVar("Line", CostLine, FundingLine)

audit.register(
    {
        "intake.money_added": gettext_lazy("%(by)s added %(after)s"),
        "intake.money_changed": gettext_lazy("%(by)s changed %(before)s to %(after)s"),
        "intake.money_detailed": gettext_lazy("%(by)s changed %(after)s: %(fields)s"),
        "intake.money_removed": gettext_lazy("%(by)s removed %(before)s"),
    }
)


class LineChanged(Conflict):
    """Somebody else changed or removed the line first."""

    def __init__(self, *, removed: bool) -> None:
        super().__init__(
            _("Somebody else removed this line while you were at it.")
            if removed
            else _("Somebody else changed this line while you were at it.")
        )
        self.removed = removed


class Details(Protocol):
    """What a line says, as one value with its own words."""

    def check(self) -> None:
        """:raises Refused: by field."""


def start(
    project_request: ProjectRequest,
    details: Details | None,
    by: Actor,
    now: datetime,
    *,
    driver: CostDriver | None = None,
) -> None:
    """Check and hold what a line is written to, its driver's price included."""
    check_permission(by, Permission.REQUEST_ANSWER, project_request)
    if details is not None:
        details.check()
    if driver is not None:
        # Before the request, as whoever sets its price does: two orders would deadlock.
        hold_driver(driver)
    hold_open(project_request, now=now)


def as_seen(model: type[Line], pk: int, seen_version: int) -> Line:
    """The line as stored; `hold_open` has made sure that it stays so."""
    stored = model.objects.select_related("project_request").filter(pk=pk).first()
    if stored is None or stored.version != seen_version:
        raise LineChanged(removed=stored is None)
    return stored


def next_position(model: type[Line], project_request: ProjectRequest) -> int:
    lines = model.objects.filter(project_request=project_request)
    last: int | None = lines.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def finish(
    project_request: ProjectRequest,
    by: Actor,
    now: datetime,
    *,
    before: Details | None = None,
    after: Details | None = None,
    fields: Iterable[str] = (),
) -> None:
    """Record what became of a line and have the request judged again.

    :param fields: labels of what changed, for when both versions read the same.
    """
    action = "changed" if before and after else "added" if after else "removed"
    facts = {"before": str(before or ""), "after": str(after or "")}
    named = list(fields)
    if named and facts["before"] == facts["after"]:
        action, facts["fields"] = "detailed", ", ".join(named)
    cause = audit.record(
        f"intake.money_{action}", subject=project_request, by=by, now=now, **facts
    )
    request_changed(project_request, cause=cause, now=now)
