"""Funding lines: added, changed and removed until the decision."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from accounts.actors import Actor
from intake.models import FundingLine, ProjectRequest
from intake.services.funding_details import FundingDetails
from intake.services.money_lines import as_seen, finish, next_position, start


@transaction.atomic
def add_funding_line(
    *,
    project_request: ProjectRequest,
    details: FundingDetails,
    by: Actor,
    now: datetime,
) -> FundingLine:
    """:raises Refused: by field of the details."""
    start(project_request, details, by, now)
    line = FundingLine(project_request=project_request)
    line.position = next_position(FundingLine, project_request)
    _write_funding(line, details)
    finish(project_request, by, now, after=details)
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
    start(line.project_request, details, by, now)
    stored = as_seen(FundingLine, line.pk, seen_version)
    before = FundingDetails.of(stored)
    stored.is_from_idea = False
    _write_funding(stored, details, version=seen_version + 1)
    finish(stored.project_request, by, now, before=before, after=details)
    return stored


@transaction.atomic
def remove_funding_line(
    *, line: FundingLine, seen_version: int, by: Actor, now: datetime
) -> None:
    """Remove a line; one that followed the idea form takes its figures there with it.

    :raises LineChanged: it is not the version seen.
    """
    start(line.project_request, None, by, now)
    stored = as_seen(FundingLine, line.pk, seen_version)
    before = FundingDetails.of(stored)
    if stored.is_from_idea:
        ProjectRequest.objects.filter(pk=stored.project_request_id).update(
            money_cents=None, money_until_on=None, idea_version=F("idea_version") + 1
        )
    stored.delete()
    finish(line.project_request, by, now, before=before)


def _write_funding(
    line: FundingLine, details: FundingDetails, *, version: int = 1
) -> None:
    for name in FundingDetails.__annotations__:
        setattr(line, name, getattr(details, name))
    line.allows = list(details.allows)
    line.version = version
    line.save()
