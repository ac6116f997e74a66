"""My department's requests: what was asked and where each stands."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import city
from accounts.models import User
from intake.models import ProjectRequest
from triage.figures import ImpactFigure, PromiseFigure
from triage.selectors import keyset
from triage.selectors.current import KnownRubrics, impact_of, known_rubrics, promise_of
from triage.selectors.keyset import Order, SortKey
from triage.selectors.status import requester_status

PAGE_ROWS = 50
_NEWEST_FIRST: Order = (SortKey("pk", keyset.whole, descending=True),)


@dataclass(frozen=True)
class MineRow:
    number: str
    url: str
    title: str
    department: str
    status: str
    impact: ImpactFigure | None
    promise: PromiseFigure
    changed_on: date


@dataclass(frozen=True)
class Mine:
    """`place` names whose requests these are."""

    place: str
    rows: tuple[MineRow, ...]
    earlier: str
    later: str


def my_requests(
    *, reader: User, today: date, after: str = "", before: str = ""
) -> Mine:
    """The reader's department's requests and those they made or are named in, newest first.

    People of IT, who see everything in the queue, see the same narrow list here.

    :raises BadCursor: `after` or `before` is of another list.
    """
    rows = ProjectRequest.objects.visible_to(reader).real().concerning(reader)
    page = keyset.page_of(
        rows.select_related("department", "assignee", "tier_set_by"),
        _NEWEST_FIRST,
        size=PAGE_ROWS,
        after=after,
        before=before,
    )
    holidays = city.holidays()
    known = known_rubrics(row.rubric_version for row in page.rows)
    return Mine(
        place=reader.department.name if reader.department else _("you"),
        rows=tuple(_row(row, today, holidays, known) for row in page.rows),
        earlier=page.earlier,
        later=page.later,
    )


def _row(
    request: ProjectRequest,
    today: date,
    holidays: frozenset[date],
    known: KnownRubrics,
) -> MineRow:
    return MineRow(
        number=request.number,
        url=reverse("triage:request", args=[request.number]),
        title=request.title,
        department=request.department.name,
        status=requester_status(request),
        impact=impact_of(request, known),
        promise=promise_of(request, today, holidays),
        changed_on=timezone.localdate(request.updated_at),
    )
