"""The acts of triage with what a test does not care about filled in."""

from accounts.actors import Actor
from intake.lifecycle import Outcome
from intake.models import ProjectRequest
from notifications.models import OutboxMessage
from tests.conftest import NOW
from triage.models import Assessment, Decision, TierOverride
from triage.services import decide_request, set_tier


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


def set_tier_of(
    project_request: ProjectRequest, by: Actor, tier: str, **terms
) -> TierOverride:
    return set_tier(
        **{
            "project_request": project_request,
            "tier": tier,
            "because": TierOverride.Because.OTHER,
            "reason": "The board said so.",
            "assessment": Assessment.objects.current_for(project_request),
            "seen_version": project_request.version,
            "by": by,
            "now": NOW,
            **terms,
        }
    )


def recommend(project_request: ProjectRequest, by: Actor, **terms) -> Decision:
    """Accept one that is held at Critical."""
    return decide(
        project_request,
        by,
        Outcome.ACCEPTED,
        unknown_accepted="A pilot of three months will tell.",
        **terms,
    )


def mails() -> list[OutboxMessage]:
    """All but the receipts of submissions, with whom they go to."""
    rows = OutboxMessage.objects.exclude(event="request_submitted")
    return list(rows.select_related("recipient").order_by("recipient__name"))


def told(event: str = "") -> list[str]:
    """Names of those who were told, of any event or one."""
    return [m.recipient.name for m in mails() if m.event == event or not event]
