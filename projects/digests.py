"""What the weekly digest says of projects."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from notifications.digests import Row, Section
from notifications.periods import Period
from projects.lifecycle import Phase
from projects.models import PHASE_LABELS, PhaseChange, Project, ProjectNote

MOST_ROWS = 6


@dataclass
class _News:
    """What was recorded of one project within the period, oldest first."""

    project: Project
    changes: list[PhaseChange] = field(default_factory=list)
    notes: list[ProjectNote] = field(default_factory=list)

    @property
    def newest(self) -> PhaseChange | ProjectNote:
        return self.changes[-1] if self.changes else self.notes[-1]

    @property
    def order(self) -> tuple[bool, float, int]:
        """Moves before notes, newest first."""
        newest = self.newest
        return not self.changes, -newest.at.timestamp(), -self.project.pk


def projects(period: Period, reader: User) -> Section:
    """Moves and notes recorded in the period, of projects the reader may see.

    A project that moved twice is told once, from its phase at the start of the period
    to its phase at the end.
    """
    news = sorted(_news(period, reader), key=lambda one: one.order)
    return Section(
        key="projects",
        title=_("Projects"),
        rows=tuple(map(_row, news[:MOST_ROWS])),
        more=max(len(news) - MOST_ROWS, 0),
        empty=_("No project moved, and nothing was noted about one."),
    )


def _news(period: Period, reader: User) -> Iterable[_News]:
    visible = Project.objects.visible_to(reader).real()
    recorded = {
        "at__gte": period.start,
        "at__lt": period.end,
        "project__in": visible.values("pk"),
    }
    changes = PhaseChange.objects.filter(**recorded).order_by("at", "pk")
    notes = ProjectNote.objects.filter(**recorded).order_by("at", "pk")
    changed: defaultdict[int, list[PhaseChange]] = defaultdict(list)
    for change in changes.select_related("project"):
        changed[change.project_id].append(change)
    noted: defaultdict[int, list[ProjectNote]] = defaultdict(list)
    for note in notes.select_related("project"):
        noted[note.project_id].append(note)
    for pk in changed.keys() | noted.keys():
        first = changed[pk][0] if changed[pk] else noted[pk][0]
        yield _News(first.project, changed[pk], noted[pk])


def _row(news: _News) -> Row:
    newest = news.newest
    told = newest.reason if isinstance(newest, PhaseChange) else newest.text
    return Row(
        text=_headline(news),
        detail=told,
        aside=date_format(newest.on, "j M"),
        path=reverse("projects:project", args=[news.project.ref]),
    )


def _headline(news: _News) -> str:
    name = news.project.name
    if not news.changes:
        return _("%(name)s: noted") % {"name": name}
    before, after = news.changes[0].from_phase, news.changes[-1].to_phase
    if not before:
        return _("%(name)s: new, %(after)s") % {"name": name, "after": _label(after)}
    if before == after:
        text = _("%(name)s: moved and moved back, %(after)s")
        return text % {"name": name, "after": _label(after)}
    return _("%(name)s: %(before)s → %(after)s") % {
        "name": name,
        "before": _label(before),
        "after": _label(after),
    }


def _label(phase: str) -> str:
    return str(PHASE_LABELS[Phase(phase)]).lower()
