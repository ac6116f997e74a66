"""Funding lines: added, changed and removed until the decision."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.errors import Refused
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
    _check_match(line, details)
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
    _check_match(stored, details)
    stored.is_from_idea = False
    _write_funding(stored, details, version=seen_version + 1)
    changed = (item.label for item in details.differences_from(before))
    finish(
        stored.project_request, by, now, before=before, after=details, fields=changed
    )
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


def _check_match(line: FundingLine, details: FundingDetails) -> None:
    """Whether the line may be the match of what it names, and stay what others match.

    :raises Refused: by field of the details.
    """
    is_grant = details.source_type == FundingLine.SourceType.GRANT
    if line.pk and not is_grant and line.matched_by.exists():
        raise Refused(
            {"source_type": _("Another source is its match, so it has to be a grant.")}
        )
    grant = details.matches
    if grant is None:
        return
    if grant.project_request_id != line.project_request_id:
        raise Refused({"matches": _("Choose a grant of the same request.")})
    if grant.source_type != FundingLine.SourceType.GRANT:
        raise Refused({"matches": _("Only a grant can be matched.")})
    if line.pk and line.pk in _matched_in_turn(grant):
        raise Refused({"matches": _("These would be the match of each other.")})


def _matched_in_turn(grant: FundingLine) -> set[int]:
    """The grant, the grant it is itself the match of, and so on."""
    matches = dict(
        FundingLine.objects.filter(
            project_request_id=grant.project_request_id
        ).values_list("pk", "matches_id")
    )
    seen: set[int] = set()
    at: int | None = grant.pk
    while at is not None and at not in seen:
        seen.add(at)
        at = matches.get(at)
    return seen


def _write_funding(
    line: FundingLine, details: FundingDetails, *, version: int = 1
) -> None:
    for name in FundingDetails.__annotations__:
        setattr(line, name, getattr(details, name))
    line.allows = list(details.allows)
    line.version = version
    line.save()
