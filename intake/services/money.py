"""Cost lines and funding lines: added, changed and removed until the decision."""

from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit
from accounts.actors import Actor
from accounts.errors import Conflict
from accounts.permissions import check_permission
from accounts.roles import Permission
from intake.models import CostAmount, CostLine, FundingLine, ProjectRequest
from intake.services.changes import request_changed
from intake.services.editing import hold_open
from intake.services.money_details import (
    PRICED_FIELDS,
    CostDetails,
    FundingDetails,
    ThreePoint,
)

Line = TypeVar("Line", CostLine, FundingLine)

audit.register(
    {
        "intake.money_added": gettext_lazy("%(by)s added %(after)s"),
        "intake.money_changed": gettext_lazy("%(by)s changed %(before)s to %(after)s"),
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


@transaction.atomic
def add_cost_line(
    *, project_request: ProjectRequest, details: CostDetails, by: Actor, now: datetime
) -> CostLine:
    """:raises Refused: by field of the details."""
    _start(project_request, details, by, now)
    line = CostLine(project_request=project_request)
    line.position = _next_position(CostLine, project_request)
    _write_cost(line, details)
    _finish(project_request, by, now, after=details)
    return line


@transaction.atomic
def change_cost_line(
    *, line: CostLine, details: CostDetails, seen_version: int, by: Actor, now: datetime
) -> CostLine:
    """:raises Refused: by field of the details.
    :raises LineChanged: it is not the version seen.
    """
    _start(line.project_request, details, by, now)
    stored = _as_seen(CostLine, line.pk, seen_version)
    before = CostDetails.of(stored)
    _write_cost(stored, details, version=seen_version + 1)
    _finish(stored.project_request, by, now, before=before, after=details)
    return stored


@transaction.atomic
def remove_cost_line(
    *, line: CostLine, seen_version: int, by: Actor, now: datetime
) -> None:
    """:raises LineChanged: it is not the version seen."""
    _start(line.project_request, None, by, now)
    stored = _as_seen(CostLine, line.pk, seen_version)
    before = CostDetails.of(stored)
    stored.delete()
    _finish(line.project_request, by, now, before=before)


@transaction.atomic
def add_funding_line(
    *,
    project_request: ProjectRequest,
    details: FundingDetails,
    by: Actor,
    now: datetime,
) -> FundingLine:
    """:raises Refused: by field of the details."""
    _start(project_request, details, by, now)
    line = FundingLine(project_request=project_request)
    line.position = _next_position(FundingLine, project_request)
    _write_funding(line, details)
    _finish(project_request, by, now, after=details)
    return line


@transaction.atomic
def change_funding_line(
    *,
    line: FundingLine,
    details: FundingDetails,
    seen_version: int,
    by: Actor,
    now: datetime,
) -> FundingLine:
    """Change a line; one that followed the idea form stands on its own from now on.

    :raises Refused: by field of the details.
    :raises LineChanged: it is not the version seen.
    """
    _start(line.project_request, details, by, now)
    stored = _as_seen(FundingLine, line.pk, seen_version)
    before = FundingDetails.of(stored)
    stored.is_from_idea = False
    _write_funding(stored, details, version=seen_version + 1)
    _finish(stored.project_request, by, now, before=before, after=details)
    return stored


@transaction.atomic
def remove_funding_line(
    *, line: FundingLine, seen_version: int, by: Actor, now: datetime
) -> None:
    """Remove a line; one that followed the idea form takes its figures there with it.

    :raises LineChanged: it is not the version seen.
    """
    _start(line.project_request, None, by, now)
    stored = _as_seen(FundingLine, line.pk, seen_version)
    before = FundingDetails.of(stored)
    if stored.is_from_idea:
        ProjectRequest.objects.filter(pk=stored.project_request_id).update(
            money_cents=None, money_until_on=None, idea_version=F("idea_version") + 1
        )
    stored.delete()
    _finish(line.project_request, by, now, before=before)


def _start(
    project_request: ProjectRequest,
    details: CostDetails | FundingDetails | None,
    by: Actor,
    now: datetime,
) -> None:
    check_permission(by, Permission.REQUEST_ANSWER, project_request)
    if details is not None:
        details.check()
    hold_open(project_request, now=now)


def _as_seen(model: type[Line], pk: int, seen_version: int) -> Line:
    """The line as stored; `hold_open` has made sure that it stays so."""
    stored = model.objects.select_related("project_request").filter(pk=pk).first()
    if stored is None or stored.version != seen_version:
        raise LineChanged(removed=stored is None)
    return stored


def _next_position(model: type[Line], project_request: ProjectRequest) -> int:
    lines = model.objects.filter(project_request=project_request)
    last: int | None = lines.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def _write_cost(line: CostLine, details: CostDetails, *, version: int = 1) -> None:
    for name in (
        "description",
        "payer",
        "timing",
        "cost_type",
        "team",
        "source_note",
        *PRICED_FIELDS,
    ):
        setattr(line, name, getattr(details, name))
    line.fiscal_years = list(details.fiscal_years)
    _write_three_point(line, "quantity", details.quantity)
    _write_three_point(line, "price", details.price)
    line.version = version
    line.save()
    line.amounts.all().delete()
    CostAmount.objects.bulk_create(
        [
            *(
                CostAmount(line=line, fiscal_year=year, cents=cents)
                for year, cents in details.cents_by_year.items()
            ),
            *(
                CostAmount(line=line, fiscal_year=year, hours=hours)
                for year, hours in details.hours_by_year.items()
            ),
        ]
    )


def _write_three_point(line: CostLine, name: str, value: ThreePoint | None) -> None:
    for end in ("low", "likely", "high"):
        setattr(line, f"{name}_{end}", getattr(value, end) if value else None)


def _write_funding(
    line: FundingLine, details: FundingDetails, *, version: int = 1
) -> None:
    for name in FundingDetails.__annotations__:
        setattr(line, name, getattr(details, name))
    line.allows = list(details.allows)
    line.version = version
    line.save()


def _finish(
    project_request: ProjectRequest,
    by: Actor,
    now: datetime,
    *,
    before: CostDetails | FundingDetails | None = None,
    after: CostDetails | FundingDetails | None = None,
) -> None:
    action = "changed" if before and after else "added" if after else "removed"
    cause = audit.record(
        f"intake.money_{action}",
        subject=project_request,
        by=by,
        now=now,
        before=str(before or ""),
        after=str(after or ""),
    )
    request_changed(project_request, cause=cause, now=now)
