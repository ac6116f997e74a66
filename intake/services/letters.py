"""What every mail about a request says, as plain values."""

from django.urls import reverse
from django.utils.translation import gettext as _

from intake.models import ProjectRequest


def range_in_words(project_request: ProjectRequest) -> str:
    """The assessed range, such as "51–70, planning 61: High, could be Critical"."""
    return project_request.impact_says or _("being computed")


def about(project_request: ProjectRequest, *, path: str = "") -> dict[str, object]:
    """Number, title and the one link of a mail; the request's page unless said."""
    return {
        "number": project_request.number,
        "title": project_request.title,
        "path": path or reverse("triage:request", args=[project_request.number]),
    }
