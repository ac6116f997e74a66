"""Everything one project's page shows."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from intake.models import ProjectRequest
from projects.lifecycle import MOVES, Phase
from projects.models import PHASE_LABELS, PhaseChange, Project, ProjectNote


@dataclass(frozen=True)
class Moment:
    """One entry of the timeline, as components/timeline.html reads it."""

    text: str
    on: date
    by: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Fact:
    label: str
    value: str
    url: str = ""


@dataclass(frozen=True)
class Said:
    """One act of the record, in words."""

    sentence: str
    at: object


@dataclass(frozen=True)
class ProjectPage:
    ref: str
    name: str
    phase: Phase
    phase_label: str
    version: int
    facts: tuple[Fact, ...]
    moments: tuple[Moment, ...]
    history: tuple[Said, ...]
    ends: bool


def project_page(project: Project, user: User) -> ProjectPage:
    """`project` comes from `visible_to(user)` with owner, lead and request selected."""
    phase = Phase(project.phase)
    return ProjectPage(
        ref=project.ref,
        name=project.name,
        phase=phase,
        phase_label=str(PHASE_LABELS[phase]),
        version=project.version,
        facts=_facts(project, user),
        moments=_moments(project),
        history=tuple(
            Said(audit.sentence(entry), entry.at) for entry in audit.history(project)
        ),
        ends=not MOVES[phase],
    )


def _facts(project: Project, user: User) -> tuple[Fact, ...]:
    facts = [
        Fact(_("Owner"), project.owner_department.name),
        Fact(_("Lead in IT"), project.lead.name if project.lead else ""),
        _request_fact(project, user),
        Fact(_("IT cost to date"), _dollars(project.it_cost_to_date_cents)),
    ]
    if project.wake_on:
        facts.append(Fact(_("Look at it again on"), _day(project.wake_on)))
    return tuple(facts)


def _request_fact(project: Project, user: User) -> Fact:
    asked = project.project_request
    label = _("Request")
    if asked is None:
        return Fact(label, _("none: older than Groundwork"))
    if not ProjectRequest.objects.visible_to(user).filter(pk=asked.pk).exists():
        return Fact(label, asked.number)
    return Fact(label, asked.number, reverse("triage:request", args=[asked.number]))


def _moments(project: Project) -> tuple[Moment, ...]:
    """Moves and notes by their day; of one day in the order they were recorded."""
    changes = project.phase_changes.select_related("by__contact")
    notes = project.notes.select_related("by__contact")
    told = [(change.on, change.at, _move(change)) for change in changes]
    told += [(note.on, note.at, _note(note)) for note in notes]
    moments = [moment for _on, _at, moment in sorted(told, key=lambda one: one[:2])]
    if project.wake_on:
        text = _("To be looked at again")
        moments.append(Moment(text=text, on=project.wake_on, kind="open"))
    return tuple(moments)


def _move(change: PhaseChange) -> Moment:
    label = str(PHASE_LABELS[Phase(change.to_phase)])
    return Moment(f"{label}: {change.reason}", change.on, change.by.contact.name)


def _note(note: ProjectNote) -> Moment:
    return Moment(note.text, note.on, note.by.contact.name)


def _dollars(cents: int) -> str:
    """Whole dollars; "" for none, which the page says in words."""
    return f"${(cents + 50) // 100:,}" if cents else ""


def _day(day: date) -> str:
    return date_format(day, "j M Y")
