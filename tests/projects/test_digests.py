from datetime import UTC, date, datetime, timedelta

import pytest

from accounts.actors import Actor
from notifications.periods import Period
from projects import digests
from projects.lifecycle import Phase
from projects.models import Project
from projects.services import move_project, note_project, record_project

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 16, 15, 30, tzinfo=UTC)
WEEK = Period("2026-W48", MONDAY, MONDAY + timedelta(days=7))
INSIDE = MONDAY + timedelta(days=2)
BEFORE = MONDAY - timedelta(days=2)


@pytest.fixture
def record(parks, manager):
    def record(ref: str, *, now=BEFORE, **changes) -> Project:
        wanted = {
            "ref": ref,
            "name": f"Name of {ref}",
            "owner_department": parks,
            "phase": Phase.DELIVERING,
            "started_on": date(2026, 10, 1),
            "by": Actor.of(manager),
            "now": now,
        }
        return record_project(**(wanted | changes))

    return record


@pytest.fixture
def move(manager):
    def move(project: Project, to: Phase, now=INSIDE) -> Project:
        return move_project(
            project=project,
            to_phase=to,
            on=now.date(),
            reason=f"Because {to}",
            seen_version=project.version,
            by=Actor.of(manager),
            now=now,
        )

    return move


@pytest.fixture
def tell(manager):
    def tell(project: Project, text: str, now=INSIDE) -> None:
        by = Actor.of(manager)
        note_project(project=project, on=date(2026, 11, 2), text=text, by=by, now=now)

    return tell


def test_projects_two_moves_are_told_from_start_to_end(record, move, leader):
    project = move(record("PRJ-001"), Phase.LIVE)
    move(project, Phase.CORE, now=INSIDE + timedelta(days=1))

    [row] = digests.projects(WEEK, leader).rows

    assert row.text == "Name of PRJ-001: delivering → core"
    assert (row.detail, row.aside) == ("Because core", "19 Nov")
    assert row.path == "/projects/PRJ-001/"


def test_projects_moved_and_moved_back_says_so(record, move, leader):
    project = move(record("PRJ-001"), Phase.SIDELINED)
    move(project, Phase.DELIVERING)

    [row] = digests.projects(WEEK, leader).rows

    assert row.text == "Name of PRJ-001: moved and moved back, delivering"


def test_projects_opened_in_the_period_are_new(record, leader):
    record("PRJ-001", now=INSIDE)

    [row] = digests.projects(WEEK, leader).rows

    assert row.text == "Name of PRJ-001: new, delivering"


def test_projects_notes_alone_tell_the_newest(record, tell, leader):
    project = record("PRJ-001")
    tell(project, "First")
    tell(project, "Second")

    [row] = digests.projects(WEEK, leader).rows

    assert (row.text, row.detail) == ("Name of PRJ-001: noted", "Second")


@pytest.mark.parametrize(
    ("at", "told"),
    [
        (WEEK.start - timedelta(seconds=1), False),
        (WEEK.start, True),
        (WEEK.end - timedelta(seconds=1), True),
        (WEEK.end, False),
    ],
)
def test_projects_the_period_holds_its_start_and_not_its_end(
    record, tell, leader, at, told
):
    tell(record("PRJ-001"), "Something", now=at)

    assert bool(digests.projects(WEEK, leader).rows) is told


def test_projects_more_than_fit_are_counted(record, leader):
    for serial in range(1, 9):
        record(f"PRJ-00{serial}", now=INSIDE)

    section = digests.projects(WEEK, leader)

    assert (len(section.rows), section.more) == (6, 2)


def test_projects_moves_come_before_notes(record, move, tell, leader):
    tell(record("PRJ-001"), "Newest of all", now=INSIDE + timedelta(days=1))
    move(record("PRJ-002"), Phase.LIVE)

    rows = digests.projects(WEEK, leader).rows

    assert [row.path for row in rows] == ["/projects/PRJ-002/", "/projects/PRJ-001/"]


def test_projects_leave_out_documented_cases_and_what_the_reader_may_not_see(
    record, police, outsider, leader
):
    record("PRJ-001", now=INSIDE, is_example=True)
    record("PRJ-002", now=INSIDE)

    assert len(digests.projects(WEEK, leader).rows) == 1
    assert digests.projects(WEEK, outsider).rows == ()


def test_projects_of_a_quiet_week_say_so(leader):
    section = digests.projects(WEEK, leader)

    assert section.rows == ()
    assert section.empty.startswith("No project moved")
