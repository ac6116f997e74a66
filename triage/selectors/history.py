"""What happened to a request, as sentences; where it was judged anew, with the score."""

from django.urls import reverse
from django.utils import timezone

from accounts import audit
from accounts.models import AuditEntry
from intake.models import ProjectRequest
from triage.models import Assessment
from triage.selectors.next_steps import Entry

# What IT considers before it has decided is not for the department yet.
_BETWEEN_IT_AND_LEADERS = frozenset(
    {
        "triage.candidate_valued",
        "triage.candidates_linked",
        "triage.candidates_unlinked",
        "triage.decision_recommended",
        "triage.decision_sent_back",
    }
)


def may_be_told(entry: AuditEntry) -> bool:
    """Whether the department may read it."""
    return entry.action not in _BETWEEN_IT_AND_LEADERS


def history_inside(project_request: ProjectRequest) -> tuple[Entry, ...]:
    """Everything, newest first, for IT (two queries)."""
    return _entries(project_request, audit.history(project_request))


def history_told(project_request: ProjectRequest) -> tuple[Entry, ...]:
    """What the department may read, newest first (two queries)."""
    entries = filter(may_be_told, audit.history(project_request))
    return _entries(project_request, list(entries))


def _entries(
    project_request: ProjectRequest, entries: list[AuditEntry]
) -> tuple[Entry, ...]:
    judged = dict(
        Assessment.objects.filter(project_request=project_request)
        .order_by("pk")
        .values_list("cause", "pk")
    )
    return tuple(
        Entry(
            audit.sentence(entry),
            on=timezone.localdate(entry.at),
            url=reverse("triage:score", args=[project_request.number, judged[entry.pk]])
            if entry.pk in judged
            else "",
        )
        for entry in entries
    )
