from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts import audit
from accounts.actors import THE_CLOCK, Actor
from projects.lifecycle import Phase
from projects.models import Project
from projects.services import (
    RefTaken,
    name_project,
    open_project,
    record_project,
)
from tests.factories.intake import ProjectRequestFactory

pytestmark = pytest.mark.django_db

audit.register({"tests.accepted": "%(by)s accepted it."})


@pytest.fixture
def accepted(requester):
    return ProjectRequestFactory(created_by=requester, title="Trail counters")


@pytest.fixture
def cause(accepted, manager, now):
    return audit.record(
        "tests.accepted", subject=accepted, by=Actor.of(manager), now=now
    )


def test_open_project_takes_name_department_and_lead(
    accepted, cause, manager, parks, now
):
    project = open_project(
        project_request=accepted, cause=cause, by=Actor.of(manager), now=now
    )

    assert (project.ref, project.name) == ("PRJ-001", "Trail counters")
    assert (project.owner_department, project.lead) == (parks, manager.contact)
    assert (project.phase, project.phase_since_on) == (
        Phase.PLANNED,
        date(2026, 11, 23),
    )
    assert project.phase_changes.get().from_phase == ""


def test_open_project_confirmed_by_a_leader_is_led_by_who_accepted(
    accepted, cause, manager, leader, now
):
    project = open_project(
        project_request=accepted,
        cause=cause,
        by=Actor.of(leader),
        now=now,
        lead=manager.contact,
    )

    assert (project.opened_by, project.lead) == (leader, manager.contact)


def test_open_project_is_told_in_the_history(accepted, cause, manager, now):
    project = open_project(
        project_request=accepted, cause=cause, by=Actor.of(manager), now=now
    )

    [entry] = audit.history(project)
    assert audit.sentence(entry) == (
        f"Y. Marsh opened the project by accepting {accepted.number}"
    )
    assert entry.facts["cause"] == cause.pk


def test_open_project_twice_for_one_request_is_impossible(
    accepted, cause, manager, now
):
    by = Actor.of(manager)
    open_project(project_request=accepted, cause=cause, by=by, now=now)

    with pytest.raises(IntegrityError), transaction.atomic():
        open_project(project_request=accepted, cause=cause, by=by, now=now)

    assert Project.objects.count() == 1


def test_open_project_by_the_clock_is_refused(accepted, cause, now):
    with pytest.raises(ValueError, match="signed-in"):
        open_project(project_request=accepted, cause=cause, by=THE_CLOCK, now=now)


def test_open_project_of_a_documented_case_is_an_example(accepted, cause, manager, now):
    accepted.is_example = True

    project = open_project(
        project_request=accepted, cause=cause, by=Actor.of(manager), now=now
    )

    assert not Project.objects.real().filter(pk=project.pk).exists()


def test_record_project_keeps_its_reference_and_day(project):
    [entry] = audit.history(project)

    assert project.ref == "PRJ-021"
    assert project.phase_changes.get().on == date(2026, 10, 1)
    assert audit.sentence(entry) == (
        "Y. Marsh recorded the project: Delivering since 1 Oct 2026"
    )


def test_record_project_with_a_taken_reference_is_refused(
    project, police, manager, now
):
    with pytest.raises(RefTaken) as refused:
        record_project(
            ref=project.ref,
            name="Another",
            owner_department=police,
            phase=Phase.LIVE,
            started_on=date(2026, 1, 1),
            by=Actor.of(manager),
            now=now,
        )

    assert set(refused.value.messages) == {"ref"}
    assert Project.objects.count() == 1


def test_record_project_by_a_requester_is_forbidden(parks, requester, now):
    with pytest.raises(PermissionDenied):
        record_project(
            ref="PRJ-022",
            name="Mine",
            owner_department=parks,
            phase=Phase.LIVE,
            started_on=date(2026, 1, 1),
            by=Actor.of(requester),
            now=now,
        )


def test_name_project_gives_it_the_citys_own_reference(project, manager, now):
    name_project(
        project=project,
        ref="PRJ-030",
        name="Trail counters",
        by=Actor.of(manager),
        now=now,
        it_cost_cents=12_300_00,
    )

    project.refresh_from_db()
    assert str(project) == "PRJ-030 Trail counters"
    assert project.it_cost_to_date_cents == 12_300_00
    assert "it was PRJ-021 Park counters" in audit.sentence(audit.history(project)[0])


def test_name_project_to_a_taken_reference_changes_nothing(
    project, parks, manager, now
):
    other = record_project(
        ref="PRJ-022",
        name="Other",
        owner_department=parks,
        phase=Phase.LIVE,
        started_on=date(2026, 1, 1),
        by=Actor.of(manager),
        now=now,
    )

    with pytest.raises(RefTaken):
        name_project(
            project=other, ref="PRJ-021", name="X", by=Actor.of(manager), now=now
        )

    assert Project.objects.get(pk=other.pk).name == "Other"
