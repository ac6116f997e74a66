"""The table in which managers say what requests are worth, and the links between them."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.urls import reverse

from accounts.models import User
from intake.models import ProjectRequest
from triage.models import CandidateLink, CandidateValue
from triage.selectors.plan.candidates import candidate_requests, worth_of

# Seven fields a row, and Django takes at most a thousand fields in one form.
ROWS_SHOWN = 50


@dataclass(frozen=True)
class LinkRow:
    pk: int
    first: str
    first_title: str
    first_url: str
    needs: bool
    second: str
    second_title: str
    second_url: str


def points_page(
    reader: User, number: str | int
) -> tuple[Page[ProjectRequest], list[ProjectRequest]]:
    """One page of what can be given points, accepted requests too (two queries)."""
    requests = candidate_requests(reader, with_accepted=True)
    page = Paginator(requests, ROWS_SHOWN).get_page(number)
    return page, list(page.object_list)


def value_of(request: ProjectRequest) -> CandidateValue:
    """What it is worth, or an unsaved value of nothing with version 0."""
    return worth_of(request) or CandidateValue(project_request=request, version=0)


def links() -> list[LinkRow]:
    """In order of the first number (one query)."""
    rows = CandidateLink.objects.select_related("first", "second")
    return [
        LinkRow(
            pk=row.pk,
            first=row.first.number,
            first_title=row.first.title,
            first_url=reverse("triage:workbench", args=[row.first.number]),
            needs=row.kind == CandidateLink.Kind.NEEDS,
            second=row.second.number,
            second_title=row.second.title,
            second_url=reverse("triage:workbench", args=[row.second.number]),
        )
        for row in rows.order_by("first__number", "second__number", "pk")
    ]


def linkable(reader: User) -> list[tuple[int, str]]:
    """Requests a link can name, accepted ones with all their money too (one query)."""
    rows = candidate_requests(reader, with_accepted=True)
    return [(row.pk, f"{row.number} {row.title}") for row in rows]
