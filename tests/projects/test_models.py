"""A row that breaks each constraint, past the services, as raw SQL."""

from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction

from projects.models import PhaseChange, Project, ProjectNote, RefCounter

pytestmark = pytest.mark.django_db


def refused(sql: str, constraint: str) -> None:
    with (
        pytest.raises(IntegrityError, match=constraint),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("phase = 'dreamt'", "known_phase"),
        ("it_cost_to_date_cents = -1", "cost_not_negative"),
        ("wake_on = '2027-01-04'", "wakes_from_rest"),
        ("phase = 'deferred'", "wakes_from_rest"),
        ("phase = 'sidelined', wake_on = phase_since_on", "wakes_later"),
    ],
)
def test_project_breaking_a_rule_is_refused_by_the_database(project, change, rule):
    refused(
        f"UPDATE projects_project SET {change}",  # noqa: S608
        f"projects_project_{rule}",
    )


def test_phase_change_into_itself_is_refused_by_the_database(project):
    refused(
        "UPDATE projects_phasechange SET from_phase = to_phase",
        "projects_phasechange_moves",
    )


def test_phase_change_to_an_unknown_phase_is_refused_by_the_database(project):
    refused(
        "UPDATE projects_phasechange SET to_phase = 'dreamt'",
        "projects_phasechange_moves",
    )


def test_phase_change_without_reason_is_refused_by_the_database(project):
    refused(
        "UPDATE projects_phasechange SET reason = ''",
        "projects_phasechange_has_reason",
    )


def test_note_that_says_nothing_is_refused_by_the_database(project, manager, now):
    ProjectNote.objects.create(
        project=project, on=now.date(), text="x", at=now, by=manager
    )

    refused(
        "UPDATE projects_projectnote SET text = ''",
        "projects_projectnote_says_something",
    )


def test_ref_counter_second_row_is_refused_by_the_database():
    refused(
        "INSERT INTO projects_refcounter (id, last) VALUES (2, 0)",
        "projects_refcounter_one_row",
    )


@pytest.mark.parametrize("model", [Project, PhaseChange, ProjectNote, RefCounter])
def test_every_constraint_has_a_violating_row_here(model):
    source = Path(__file__).read_text(encoding="utf-8")

    for constraint in model._meta.constraints:
        rule = constraint.name.removeprefix("projects_project_")
        assert rule in source
