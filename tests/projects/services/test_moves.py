from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts import audit
from accounts.actors import Actor
from accounts.errors import Refused
from accounts.models import AuditEntry
from projects.lifecycle import Phase
from projects.models import PhaseChange, Project, ProjectNote
from projects.services import StaleProject, move_project, note_project

pytestmark = pytest.mark.django_db

LIVE_ON = date(2026, 11, 20)


@pytest.fixture
def move(project, manager, now):
    """`move_project` with what a test does not care about filled in."""

    def move(**changes):
        wanted = {
            "project": project,
            "to_phase": Phase.LIVE,
            "on": LIVE_ON,
            "reason": "Rangers use it",
            "seen_version": project.version,
            "by": Actor.of(manager),
            "now": now,
        }
        return move_project(**(wanted | changes))

    return move


def test_move_project_records_day_reason_and_version(move):
    moved = move(reason="  Rangers use it ")

    change = moved.phase_changes.last()
    assert (moved.phase, moved.phase_since_on, moved.version) == (
        Phase.LIVE,
        LIVE_ON,
        2,
    )
    assert (change.from_phase, change.to_phase) == (Phase.DELIVERING, Phase.LIVE)
    assert (change.on, change.reason) == (LIVE_ON, "Rangers use it")


def test_move_project_is_told_as_a_sentence(move):
    moved = move()

    assert audit.sentence(audit.history(moved)[0]) == (
        "Y. Marsh moved it from Delivering to Live as of 20 Nov 2026: Rangers use it"
    )


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"to_phase": Phase.PLANNED}, "to_phase"),
        ({"reason": "  "}, "reason"),
        ({"on": date(2026, 11, 24)}, "on"),
        ({"on": date(2026, 9, 30)}, "on"),
        ({"wake_on": date(2027, 1, 4)}, "wake_on"),
        ({"to_phase": Phase.DEFERRED}, "wake_on"),
    ],
)
def test_move_project_against_a_rule_names_the_field_and_changes_nothing(
    move, changes, field
):
    with pytest.raises(Refused) as refused:
        move(**changes)

    assert set(refused.value.messages) == {field}
    assert Project.objects.get().phase == Phase.DELIVERING
    assert PhaseChange.objects.count() == 1


def test_move_project_out_of_retired_says_it_moves_no_more(move, project):
    project = move(to_phase=Phase.RETIRED)

    with pytest.raises(Refused, match="moves no more"):
        move(project=project, seen_version=project.version)


def test_move_project_to_deferred_keeps_the_wake_date(move):
    moved = move(to_phase=Phase.DEFERRED, wake_on=date(2027, 3, 1))

    assert moved.wake_on == date(2027, 3, 1)


def test_move_project_back_from_rest_clears_the_wake_date(move):
    resting = move(to_phase=Phase.SIDELINED, wake_on=date(2027, 3, 1))

    moved = move(project=resting, to_phase=Phase.PLANNED, seen_version=resting.version)

    assert moved.wake_on is None


def test_move_project_seen_before_another_move_conflicts(move, project):
    stale = Project.objects.get(pk=project.pk)
    move(to_phase=Phase.LIVE)

    with pytest.raises(StaleProject, match="PRJ-021"):
        move(project=stale, to_phase=Phase.RETIRED)

    assert PhaseChange.objects.count() == 2
    assert AuditEntry.objects.filter(action="projects.project_moved").count() == 1


def test_move_project_with_an_older_version_seen_conflicts(move, project):
    with pytest.raises(StaleProject):
        move(seen_version=project.version - 1)


@pytest.mark.parametrize("who", ["requester", "leader", "records", "admin"])
def test_move_project_without_the_right_is_forbidden(move, who, request):
    with pytest.raises(PermissionDenied):
        move(by=Actor.of(request.getfixturevalue(who)))

    assert Project.objects.get().version == 1


def test_note_project_keeps_day_and_text_and_moves_nothing(project, triager, now):
    note = note_project(
        project=project,
        on=date(2026, 11, 2),
        text=" Two gateways fell silent ",
        by=Actor.of(triager),
        now=now,
    )

    project.refresh_from_db()
    assert (note.text, project.version) == ("Two gateways fell silent", 1)
    assert audit.sentence(audit.history(project)[0]) == (
        "W. Sato noted for 2 Nov 2026: Two gateways fell silent"
    )


def test_note_project_empty_and_of_tomorrow_names_both_fields(project, triager, now):
    with pytest.raises(Refused) as refused:
        note_project(
            project=project,
            on=(now + timedelta(days=1)).date(),
            text=" ",
            by=Actor.of(triager),
            now=now,
        )

    assert set(refused.value.messages) == {"text", "on"}
    assert not ProjectNote.objects.exists()


def test_note_project_by_a_requester_is_forbidden(project, requester, now):
    with pytest.raises(PermissionDenied):
        note_project(
            project=project,
            on=now.date(),
            text="Hello",
            by=Actor.of(requester),
            now=now,
        )
