"""What stood when IT was first asked, as the lateness index takes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from intake.models import FirstContact, Happening, ProjectRequest
from intake.services import unwritten_first_contact
from triage.scoring import lateness
from triage.scoring.lateness import DateRange

_MONTHS = {Happening.Precision.MONTH: 1, Happening.Precision.QUARTER: 3}


@dataclass(frozen=True)
class ReadFirstContact:
    happenings: tuple[lateness.Happening, ...]
    invited_on: date
    commit_on: date | None
    needed_on: date | None


def first_contact(project_request: ProjectRequest, *, today: date) -> ReadFirstContact:
    """The first contact as written down or last corrected; a draft's as it would be now.

    One query for a request that was sent, two for a draft.
    """
    written = project_request.first_contacts.order_by("pk").last()
    return read_first_contact(
        written or unwritten_first_contact(project_request, today=today)
    )


def read_first_contact(row: FirstContact) -> ReadFirstContact:
    return ReadFirstContact(
        happenings=tuple(map(_happening, row.happenings)),
        invited_on=row.invited_on,
        commit_on=row.commit_on,
        needed_on=row.needed_on,
    )


def _happening(item: Mapping[str, Any]) -> lateness.Happening:
    first_day = date.fromisoformat(item["on"]) if item["on"] else None
    return _told(item["kind"], first_day, item["precision"])


def read_happening(row: Happening) -> lateness.Happening:
    """A happening as it is told today."""
    return _told(row.kind, row.on, row.precision)


def _told(kind_code: str, first_day: date | None, precision: str) -> lateness.Happening:
    kind = lateness.HappeningKind(kind_code)
    if first_day is None:
        return lateness.Happening(kind)
    months = _MONTHS.get(Happening.Precision(precision))
    if months is None:
        return lateness.Happening(kind, DateRange.on(first_day))
    return lateness.Happening(kind, DateRange.of_months(first_day, months))
