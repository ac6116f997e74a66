"""What is on record of the first contact: as said first, and every correction."""

from dataclasses import dataclass
from datetime import datetime

from intake.first_contacts import in_words, told_by
from intake.models import ProjectRequest


@dataclass(frozen=True)
class ToldFact:
    """As `components/facts.html` prints it."""

    label: str
    value: str


@dataclass(frozen=True)
class Telling:
    """One row on record; `reason` is empty for what was written down first."""

    at: datetime
    by: str
    reason: str
    facts: tuple[ToldFact, ...]


def tellings(project_request: ProjectRequest) -> tuple[Telling, ...]:
    """Oldest first; the last one counts. Empty for what was never sent (one query)."""
    rows = project_request.first_contacts.select_related("recorded_by").order_by("pk")
    return tuple(
        Telling(
            at=row.recorded_at,
            by=row.recorded_by.name if row.recorded_by else "",
            reason=row.reason,
            facts=tuple(ToldFact(*pair) for pair in in_words(told_by(row)).values()),
        )
        for row in rows
    )
