"""Which requests the money page counts."""

from django.db.models import Q, QuerySet

from accounts.models import User
from intake.lifecycle import OPEN_STEPS, Outcome, Step
from intake.models import ProjectRequest
from projects.lifecycle import Phase
from projects.models import Project


def live_requests(reader: User) -> QuerySet[ProjectRequest]:
    """Open, or accepted and the project not retired; without documented cases."""
    retired = Project.objects.filter(
        phase=Phase.RETIRED, project_request__isnull=False
    ).values("project_request")
    return (
        ProjectRequest.objects.visible_to(reader)
        .real()
        .filter(
            Q(step__in=sorted(OPEN_STEPS))
            | Q(step=Step.DECIDED, outcome=Outcome.ACCEPTED)
        )
        .exclude(pk__in=retired)
    )
