"""The queue: one page of requests, how each row reads, and the counts of the views."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.urls import reverse

from accounts import city
from accounts.models import Department, User
from accounts.roles import Permission, Role, permissions_of
from intake.lifecycle import Step
from intake.models import ProjectRequest
from triage.figures import GapFigure, ImpactFigure, LatenessFigure, PromiseFigure
from triage.selectors import keyset
from triage.selectors.current import (
    KnownRubrics,
    gap_of,
    impact_of,
    known_rubrics,
    lateness_of,
    older_rubric_of,
    promise_of,
)
from triage.selectors.queue_filter import (
    ORDERS,
    QueueFilter,
    chosen_rows,
    view_conditions,
)
from triage.selectors.status import it_status

PAGE_ROWS = 50


@dataclass(frozen=True)
class View:
    """A saved narrowing of the open requests, with how many it holds."""

    key: str
    label: str
    count: int


@dataclass(frozen=True)
class QueueRow:
    number: str
    url: str
    title: str
    department: str
    status: str
    """Empty where the promise says enough: new, or in triage."""
    version: int
    impact: ImpactFigure | None
    gap: GapFigure | None
    lateness: LatenessFigure
    promise: PromiseFigure
    assignee: str
    older_rubric: str
    """What judged it last, where that is not the live rubric; else empty."""

    @property
    def pick(self) -> str:
        """What ticking the row sends: the number and the version that is shown."""
        return f"{self.number}:{self.version}"


@dataclass(frozen=True)
class Queue:
    rows: tuple[QueueRow, ...]
    views: tuple[View, ...]
    earlier: str
    later: str

    @property
    def open_count(self) -> int:
        return self.views[0].count


@dataclass(frozen=True)
class QueueChoices:
    """What the filter and the bulk bar offer: values with their labels."""

    departments: tuple[tuple[int, str], ...]
    people: tuple[tuple[int, str], ...]


def queue(
    *,
    reader: User,
    chosen: QueueFilter,
    today: date,
    after: str = "",
    before: str = "",
) -> Queue:
    """One page of what `reader` may see, with the counts of the views.

    Four queries at any size: the counts, the page, the holidays and the rubrics of its
    rows. The counts run over open requests only; the size of a filtered list is not
    counted at all.

    :raises BadCursor: `after` or `before` is not of the chosen order.
    """
    _label, order = ORDERS[chosen.order]
    page = keyset.page_of(
        chosen_rows(reader, chosen, today),
        order,
        size=PAGE_ROWS,
        after=after,
        before=before,
    )
    holidays = city.holidays()
    known = known_rubrics(row.rubric_version for row in page.rows)
    return Queue(
        rows=tuple(_row(row, today, holidays, known) for row in page.rows),
        views=_views(reader, today),
        earlier=page.earlier,
        later=page.later,
    )


def queue_export(
    *, reader: User, chosen: QueueFilter, today: date
) -> Iterator[ProjectRequest]:
    """Every request of the filtered list in its order, read in slices."""
    _label, order = ORDERS[chosen.order]
    rows = keyset.ordered(chosen_rows(reader, chosen, today), order)
    return rows.iterator(chunk_size=500)


def queue_choices() -> QueueChoices:
    """Departments that ask, and people who may be assigned (two queries)."""
    return QueueChoices(departments_that_ask(), assignable_people())


def departments_that_ask() -> tuple[tuple[int, str], ...]:
    """All but those of documented cases (one query)."""
    departments = Department.objects.filter(is_example=False)
    return tuple(departments.values_list("pk", "name"))


def assignable_people() -> tuple[tuple[int, str], ...]:
    """Active people who do triage, by name (one query)."""
    roles = [r for r in Role if Permission.TRIAGE_ASSIGN in permissions_of([r])]
    people = User.objects.filter(is_active=True, role_grants__role__in=roles)
    return tuple(people.distinct().order_by("name", "pk").values_list("pk", "name"))


def _views(reader: User, today: date) -> tuple[View, ...]:
    conditions = view_conditions(reader, today)
    counts = (
        ProjectRequest.objects.visible_to(reader)
        .real()
        .open()
        .aggregate(
            **{
                key: Count("pk", filter=condition) if condition else Count("pk")
                for key, (_label, condition) in conditions.items()
            }
        )
    )
    return tuple(
        View(key, str(label), counts[key]) for key, (label, _q) in conditions.items()
    )


def _row(
    request: ProjectRequest,
    today: date,
    holidays: frozenset[date],
    known: KnownRubrics,
) -> QueueRow:
    told_enough = request.step in (Step.SUBMITTED, Step.IN_TRIAGE)
    return QueueRow(
        number=request.number,
        url=reverse("triage:workbench", args=[request.number]),
        title=request.title,
        department=request.department.name,
        status="" if told_enough else it_status(request),
        version=request.version,
        impact=impact_of(request, known),
        gap=gap_of(request),
        lateness=lateness_of(request),
        promise=promise_of(request, today, holidays),
        assignee=request.assignee.name if request.assignee else "",
        older_rubric=older_rubric_of(request, known.live),
    )
