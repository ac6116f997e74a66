"""The acts of triage with what a test does not care about filled in."""

from accounts.actors import Actor
from intake.lifecycle import Outcome
from intake.models import ProjectRequest
from tests.conftest import NOW
from triage.models import Assessment, Decision
from triage.services import decide_request


def decide(
    project_request: ProjectRequest, by: Actor, outcome=Outcome.DECLINED, **terms
) -> Decision:
    return decide_request(
        **{
            "project_request": project_request,
            "outcome": outcome,
            "reason": "The grant pays for none of it.",
            "assessment": Assessment.objects.current_for(project_request),
            "seen_version": project_request.version,
            "by": by,
            "now": NOW,
            **terms,
        }
    )


def recommend(project_request: ProjectRequest, by: Actor) -> Decision:
    """Accept one that is held at Critical."""
    return decide(
        project_request,
        by,
        Outcome.ACCEPTED,
        unknown_accepted="A pilot of three months will tell.",
    )
