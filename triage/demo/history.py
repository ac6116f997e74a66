"""What became of the example city's projects: moves and dated notes."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial

from django.utils.translation import gettext as _

from projects.lifecycle import Phase
from projects.models import Project
from projects.services import (
    keep_ref,
    move_project,
    name_project,
    note_project,
    record_project,
)
from triage.demo.files import CityFiles, Row
from triage.demo.people import People
from triage.demo.timeline import Act, nine_on

PHASE_OF_EVENT = {
    "started": Phase.DELIVERING,
    "live": Phase.LIVE,
    "became_core": Phase.CORE,
    "sidelined": Phase.SIDELINED,
    "retired": Phase.RETIRED,
}


def keep_refs(files: CityFiles) -> None:
    """The city's own references are kept for the projects that have them."""
    for row in files.projects:
        keep_ref(row["ref"])


def acts_of_project(row: Row, people: People, *, known_from: datetime) -> Iterator[Act]:
    """What happened, each on its day; what was earlier is recorded at `known_from`.

    :param known_from: when Groundwork got to know the project: its request was accepted,
        or for a project without one the day Groundwork opened.
    """
    first, *rest = row["history"]
    if row["request"] is None:
        yield Act(known_from, partial(_record, row, first, people))
    else:
        yield Act(known_from, partial(_name, row, people))
        rest = row["history"]
    for event in rest:
        at = max(known_from, nine_on(date.fromisoformat(event["date"])))
        tell = _move if event["event"] in PHASE_OF_EVENT else _note
        yield Act(at, partial(tell, row["ref"], event, people))


def _record(row: Row, first: Row, people: People, now: datetime) -> None:
    record_project(
        ref=row["ref"],
        name=row["name"],
        owner_department=people.departments[row["owner_department"]],
        phase=PHASE_OF_EVENT[first["event"]],
        started_on=date.fromisoformat(first["date"]),
        by=people.decider,
        now=now,
        it_cost_cents=row["it_cost_to_date"] * 100,
    )
    if first["note"]:
        _note(row["ref"], first, people, now)


def _name(row: Row, people: People, now: datetime) -> None:
    name_project(
        project=Project.objects.get(project_request__number=row["request"]),
        ref=row["ref"],
        name=row["name"],
        by=people.decider,
        now=now,
        it_cost_cents=row["it_cost_to_date"] * 100,
    )


def _move(ref: str, event: Row, people: People, now: datetime) -> None:
    project = Project.objects.get(ref=ref)
    move_project(
        project=project,
        to_phase=PHASE_OF_EVENT[event["event"]],
        on=date.fromisoformat(event["date"]),
        reason=_sentence(event["note"]) or _words(event["event"]),
        seen_version=project.version,
        by=people.decider,
        now=now,
    )


def _note(ref: str, event: Row, people: People, now: datetime) -> None:
    on = date.fromisoformat(event["date"])
    said = _words(event["event"])
    text = f"{said}: {event['note']}" if event["note"] else said
    note_project(
        project=Project.objects.get(ref=ref),
        on=on,
        text=text,
        by=people.decider,
        now=now,
    )


def _words(event: str) -> str:
    return {
        "requested": _("IT was asked"),
        "scored": _("Scored"),
        "funded": _("Funded"),
        "accepted": _("Accepted"),
        "started": _("Work has started"),
        "extended": _("Extended"),
        "changed": _("Changed"),
        "at_risk": _("At risk"),
        "live": _("People use it"),
        "became_core": _("Part of daily operations"),
        "sidelined": _("Set aside"),
        "retired": _("Ended"),
    }[event]


def _sentence(note: str) -> str:
    return note[:1].upper() + note[1:]
