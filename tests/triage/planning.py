"""Open requests with money to choose from, for tests of planning."""

from decimal import Decimal

from accounts.actors import Actor
from accounts.models import ITTeam
from intake.models import Payer, ProjectRequest
from intake.models.money import CostType, Timing
from intake.services import CostDetails, add_cost_line
from tests.conftest import NOW
from triage.models import CandidateValue
from triage.services import Worth, set_candidate_value

YEAR = 2027


def give_value(request: ProjectRequest, by, points: int, **terms) -> CandidateValue:
    seen = CandidateValue.objects.filter(project_request=request).first()
    return set_candidate_value(
        project_request=request,
        worth=Worth(points, **terms),
        seen_version=seen.version if seen else 0,
        by=by,
        now=NOW,
    )


def cost(
    request: ProjectRequest,
    *,
    dollars: int = 0,
    hours: int = 0,
    team: ITTeam | None = None,
    payer: str = Payer.DEPARTMENT,
    year: int = YEAR,
) -> None:
    """One line nobody pays, of money or of a team's hours, in one year."""
    add_cost_line(
        project_request=request,
        details=CostDetails(
            description="Cameras",
            payer=Payer.IT if team else payer,
            timing=Timing.ONE_TIME,
            cost_type=CostType.STAFF_HOURS if team else CostType.CAPITAL,
            team=team,
            source_note="",
            cents_by_year={} if team else {year: dollars * 100},
            hours_by_year={year: Decimal(hours)} if team else {},
        ),
        by=Actor.of(request.created_by),
        now=NOW,
    )
