"""Plans that were saved, as they were."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from triage.models import PortfolioScenario
from triage.plain import from_plain
from triage.plans import Plan, Terms, Weighing
from triage.portfolio import Proposal


@dataclass(frozen=True)
class SavedPlan:
    """A line of the list."""

    pk: int
    name: str
    made_on: date
    made_by: str
    chosen_count: int
    points: int


def plan_of(scenario: PortfolioScenario) -> Plan:
    """What was proposed then, from what was known then."""
    return Plan(
        terms=from_plain(Terms, scenario.limits),
        weighing=from_plain(Weighing, scenario.candidates),
        proposal=from_plain(Proposal, scenario.proposal),
    )


def saved_plans() -> list[SavedPlan]:
    """Newest first (one query)."""
    rows = PortfolioScenario.objects.select_related("made_by").defer(
        "limits", "candidates"
    )
    return [
        SavedPlan(
            pk=row.pk,
            name=row.name,
            made_on=timezone.localdate(row.made_at),
            made_by=row.made_by.name,
            chosen_count=len(row.proposal["chosen"]),
            points=row.proposal["points"],
        )
        for row in rows
    ]
