"""The list of projects: by phase, newest move first, in pages by key."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Department, User
from projects.lifecycle import Phase
from projects.models import PHASE_LABELS, Project
from projects.querysets import ProjectQuerySet

PAGE_SIZE = 50


@dataclass(frozen=True)
class ProjectFilter:
    """What the address asks for; whatever it cannot mean is left out."""

    phase: Phase | None = None
    department: str = ""
    after: tuple[date, int] | None = None

    @classmethod
    def read(cls, phase: str, department: str, after: str) -> "ProjectFilter":
        known = Phase(phase) if phase in set(Phase) else None
        return cls(known, department, _cursor(after))

    def address(self, view: str = "projects:projects", **changes: str) -> str:
        wanted = {"phase": self.phase or "", "department": self.department} | changes
        given = {name: value for name, value in wanted.items() if value}
        return reverse(view) + (f"?{urlencode(given)}" if given else "")


@dataclass(frozen=True)
class View:
    """One tab over the list, with the whole count."""

    label: str
    url: str
    count: int
    is_current: bool


@dataclass(frozen=True)
class ProjectRow:
    ref: str
    name: str
    url: str
    phase: str
    phase_label: str
    since_on: date
    wake_on: date | None
    department: str
    lead: str
    request_number: str


@dataclass(frozen=True)
class ProjectTable:
    rows: tuple[ProjectRow, ...]
    views: tuple[View, ...]
    departments: tuple[Department, ...]
    chosen: ProjectFilter
    export_url: str
    next_url: str
    first_url: str

    @property
    def is_filtered(self) -> bool:
        return bool(self.chosen.phase or self.chosen.department)


def project_table(user: User, chosen: ProjectFilter) -> ProjectTable:
    """One page of the projects `user` may see, four queries whatever their number."""
    found = list(_page(_chosen(user, chosen), chosen)[: PAGE_SIZE + 1])
    page = found[:PAGE_SIZE]
    last = page[-1] if len(found) > PAGE_SIZE else None
    return ProjectTable(
        rows=tuple(map(_row, page)),
        views=_views(user, chosen),
        departments=_departments(user),
        chosen=chosen,
        export_url=chosen.address("projects:export"),
        next_url=chosen.address(after=_key(last)) if last else "",
        first_url=chosen.address() if chosen.after else "",
    )


def project_rows(user: User, chosen: ProjectFilter) -> Iterator[ProjectRow]:
    """Every row of the list, for the export, read in slices."""
    return map(_row, _chosen(user, chosen).iterator(chunk_size=500))


def _chosen(user: User, chosen: ProjectFilter) -> ProjectQuerySet:
    found = _of_department(user, chosen).newest_move_first()
    found = found.select_related("owner_department", "lead", "project_request")
    return found.in_phase(chosen.phase) if chosen.phase else found


def _of_department(user: User, chosen: ProjectFilter) -> ProjectQuerySet:
    found: ProjectQuerySet = Project.objects.visible_to(user).real()
    if chosen.department:
        found = found.filter(owner_department__code=chosen.department)
    return found


def _page(found: ProjectQuerySet, chosen: ProjectFilter) -> ProjectQuerySet:
    if chosen.after is None:
        return found
    since_on, pk = chosen.after
    return found.filter(
        Q(phase_since_on__lt=since_on) | Q(phase_since_on=since_on, pk__lt=pk)
    )


def _views(user: User, chosen: ProjectFilter) -> tuple[View, ...]:
    counted = _of_department(user, chosen).values("phase").order_by("phase")
    counts = {row["phase"]: row["n"] for row in counted.annotate(n=Count("pk"))}
    everything = View(
        label=_("All"),
        url=chosen.address(phase=""),
        count=sum(counts.values()),
        is_current=chosen.phase is None,
    )
    return (
        everything,
        *(
            View(
                label=str(label),
                url=chosen.address(phase=phase),
                count=counts.get(phase, 0),
                is_current=chosen.phase == phase,
            )
            for phase, label in PHASE_LABELS.items()
        ),
    )


def _departments(user: User) -> tuple[Department, ...]:
    owners = Project.objects.visible_to(user).real().values("owner_department")
    return tuple(Department.objects.filter(pk__in=owners))


def _row(project: Project) -> ProjectRow:
    asked = project.project_request
    return ProjectRow(
        ref=project.ref,
        name=project.name,
        url=reverse("projects:project", args=[project.ref]),
        phase=project.phase,
        phase_label=str(PHASE_LABELS[Phase(project.phase)]),
        since_on=project.phase_since_on,
        wake_on=project.wake_on,
        department=project.owner_department.name,
        lead=project.lead.name if project.lead else "",
        request_number=asked.number if asked else "",
    )


def _key(project: Project) -> str:
    return f"{project.phase_since_on.isoformat()}.{project.pk}"


def _cursor(text: str) -> tuple[date, int] | None:
    day, _dot, pk = text.partition(".")
    try:
        return date.fromisoformat(day), int(pk)
    except ValueError:
        return None
