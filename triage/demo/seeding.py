"""Build the example city through the services, the same each time."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial

from django.db import transaction

from accounts import city
from intake.services import (
    load_categories,
    load_cost_drivers,
    load_questionnaire,
)
from notifications import outbox
from triage.demo import asking, drafting, judging, plans
from triage.demo.catalogue import build_systems
from triage.demo.files import CityFiles, Row
from triage.demo.history import acts_of_project, keep_refs
from triage.demo.people import People, build_people, build_settings
from triage.demo.timeline import Act, nine_on, play
from triage.services import load_reference_classes, load_rubric, remind_triage_lead

# Groundwork opened a week before the first department asked.
_HEAD_START = timedelta(days=7)


@transaction.atomic
def seed_city(files: CityFiles, *, password: str | None = None) -> None:
    """All of it or nothing, in a database that holds no people and no requests.

    Mail is stored as suppressed.

    :param password: given to everybody; without one they sign in with one click.
    """
    with outbox.holding_back("seeding"):
        build_settings(files)
        opened_at = nine_on(_first_day(files) - _HEAD_START)
        load_questionnaire(data=files.questionnaire, now=opened_at)
        load_categories(rows=files.categories)
        load_cost_drivers(data=files.cost_drivers, now=opened_at)
        load_reference_classes(data=files.reference_classes)
        load_rubric(data=files.rubric, now=opened_at)
        people = build_people(files, password=password, now=opened_at)
        build_systems(files, people, now=opened_at)
        keep_refs(files)
        with city.remembered():
            play(_acts(files, people, opened_at))


def _first_day(files: CityFiles) -> date:
    return min(date.fromisoformat(row["submitted"]) for row in files.requests)


def _last_day(files: CityFiles) -> date:
    return max(date.fromisoformat(row["submitted"]) for row in files.requests)


def _acts(files: CityFiles, people: People, opened_at: datetime) -> Iterator[Act]:
    projects = {row["request"]: row for row in files.projects if row["request"]}
    for row in files.projects:
        if row["request"] is None:
            yield from acts_of_project(row, people, known_from=opened_at)
    for row in sorted(files.requests, key=lambda row: (row["submitted"], row["ref"])):
        yield from _acts_of_request(row, projects.get(row["ref"]), files, people)
    yield Act(nine_on(_last_day(files)), partial(drafting.prepare_change, people))
    yield Act(
        nine_on(_last_day(files)), partial(plans.make_plans, files.portfolio, people)
    )


def _acts_of_request(
    row: Row, project: Row | None, files: CityFiles, people: People
) -> Iterator[Act]:
    submitted_on = date.fromisoformat(row["submitted"])
    asked = judging.question_asked(row)
    yield Act(
        nine_on(submitted_on),
        lambda now: asking.ask_it(
            row, files, people, left_open=[asked] if asked else [], now=now
        ),
    )
    next_day = city.business_days_after(submitted_on, 1)
    if not judging.is_with_it(row):
        yield Act(nine_on(next_day), remind_triage_lead)
        return
    yield Act(nine_on(next_day), partial(judging.take, row["ref"], people))
    if asked:
        replied_on = city.business_days_after(next_day, 1)
        yield Act(nine_on(next_day), partial(judging.ask, row, people))
        yield Act(nine_on(replied_on), partial(judging.reply, row, people))
    if not judging.in_triage(row):
        yield from _acts_from_decision(row, project, people)


def _acts_from_decision(row: Row, project: Row | None, people: People) -> Iterator[Act]:
    decided_at = nine_on(judging.decided_on(row, project))
    yield Act(decided_at, partial(judging.decide, row, _note(project), people))
    if project is not None:
        yield from acts_of_project(project, people, known_from=decided_at)
    if row["status"] == "sidelined":
        yield Act(decided_at, partial(judging.sideline, row, people))


def _note(project: Row | None) -> str:
    """What the project's history says beside the yes."""
    told = project["history"] if project else []
    said = [e["note"] for e in told if e["event"] in judging.DECISION_EVENTS]
    return said[0] if said else ""
