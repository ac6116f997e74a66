from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actors import Actor
from projects.lifecycle import Phase
from projects.models import PhaseChange, Project, ProjectNote
from projects.selectors import table as table_module
from projects.services import move_project
from tests.factories.intake import ProjectRequestFactory
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db

LIST = reverse("projects:projects")


# Session, person, roles and city come before what the page itself reads.
MOST_QUERIES = 12


@pytest.fixture(autouse=True)
def _on_the_day(now):
    """Pages use the real clock; here it stands still."""
    with time_machine.travel(now, tick=False):
        yield


@pytest.fixture
def page(project):
    return reverse("projects:project", args=[project.ref])


@pytest.fixture
def move_url(project):
    return reverse("projects:move", args=[project.ref])


def typed(**changes):
    wanted = {
        "to_phase": "live",
        "on": "2026-11-20",
        "wake_on": "",
        "reason": "Rangers use it",
        "seen_version": "1",
    }
    return wanted | changes


def test_projects_shows_own_department_only(client, requester, project):
    ProjectFactory(name="Someone else's")
    client.force_login(requester)

    answer = client.get(LIST)

    assert [row.ref for row in answer.context["table"].rows] == ["PRJ-021"]
    assert "Someone else" not in answer.content.decode()


def test_projects_leaves_out_documented_cases(client, leader):
    ProjectFactory(is_example=True)
    client.force_login(leader)

    answer = client.get(LIST)

    assert answer.context["table"].rows == ()
    assert "No projects yet" in answer.content.decode()


def test_projects_of_one_phase_shows_them_and_counts_all(client, leader):
    ProjectFactory(phase=Phase.LIVE)
    ProjectFactory(phase=Phase.CORE)
    client.force_login(leader)

    table = client.get(LIST, {"phase": "core"}).context["table"]

    assert [row.phase for row in table.rows] == ["core"]
    assert {view.label: view.count for view in table.views if view.count} == {
        "All": 2,
        "Live": 1,
        "Core": 1,
    }


def test_projects_of_one_department_offers_only_owners(client, leader, project, police):
    ProjectFactory()
    client.force_login(leader)

    table = client.get(LIST, {"department": "PRK"}).context["table"]

    assert [row.ref for row in table.rows] == ["PRJ-021"]
    assert police not in table.departments


@pytest.mark.parametrize(
    "query", [{"phase": "dreamt"}, {"after": "yesterday"}, {"after": "2026-01-01.x"}]
)
def test_projects_an_address_without_sense_shows_the_list(
    client, leader, project, query
):
    client.force_login(leader)

    answer = client.get(LIST, query)

    assert len(answer.context["table"].rows) == 1


def test_projects_nothing_of_a_phase_offers_all(client, leader, project):
    client.force_login(leader)

    answer = client.get(LIST, {"phase": "retired"})

    assert "Show all projects" in answer.content.decode()


def test_projects_pages_hold_each_project_once(client, leader, monkeypatch):
    monkeypatch.setattr(table_module, "PAGE_SIZE", 3)
    made = ProjectFactory.create_batch(7, owner_department=leader.department)
    client.force_login(leader)

    seen, url = [], LIST
    while url:
        table = client.get(url).context["table"]
        seen += [row.ref for row in table.rows]
        url = table.next_url

    assert sorted(seen) == sorted(project.ref for project in made)
    assert table.first_url == LIST


def queries_of(client, url) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    return len(queries)


def test_projects_queries_do_not_grow_with_the_list(client, leader):
    client.force_login(leader)
    ProjectFactory(lead=leader.contact)
    few = queries_of(client, LIST)

    ProjectFactory.create_batch(20, lead=leader.contact)

    assert queries_of(client, LIST) == few <= MOST_QUERIES


def test_export_holds_what_the_list_holds(client, requester, project):
    ProjectFactory(name="Someone else's")
    client.force_login(requester)

    answer = client.get(reverse("projects:export"))

    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert 'filename="projects-20' in answer["Content-Disposition"]
    assert len(lines) == 2
    assert lines[1].startswith("PRJ-021,Park counters,Delivering,2026-10-01")


def test_project_of_another_department_is_not_there(client, outsider, page, move_url):
    client.force_login(outsider)

    assert client.get(page).status_code == 404
    assert client.post(move_url, typed()).status_code == 404


def test_project_shows_course_and_record_and_no_form_to_its_department(
    client, requester, page
):
    client.force_login(requester)

    answer = client.get(page)

    text = answer.content.decode()
    assert "Y. Marsh recorded the project: Delivering since 1 Oct 2026" in text
    assert "move_form" not in answer.context
    assert "<form" not in text.partition('<main id="main"')[2]


def test_project_links_its_request(client, requester, manager, now):
    asked = ProjectRequestFactory(created_by=requester)
    project = ProjectFactory(project_request=asked)
    client.force_login(requester)

    answer = client.get(reverse("projects:project", args=[project.ref]))

    assert f'href="/requests/{asked.number}/"' in answer.content.decode()


def test_project_owner_who_may_not_see_the_request_gets_its_number_only(
    client, outsider, requester
):
    asked = ProjectRequestFactory(created_by=requester)
    project = ProjectFactory(
        project_request=asked, owner_department=outsider.department
    )
    client.force_login(outsider)

    text = client.get(reverse("projects:project", args=[project.ref])).content.decode()

    assert asked.number in text
    assert f"/requests/{asked.number}/" not in text


def test_project_queries_do_not_grow_with_its_history(
    client, triager, project, page, now
):
    client.force_login(triager)
    few = queries_of(client, page)

    for day in range(1, 11):
        ProjectNote.objects.create(
            project=project, on=date(2026, 11, day), text="x", at=now, by=triager
        )

    assert queries_of(client, page) == few <= MOST_QUERIES


def test_move_goes_through_and_says_so(client, triager, project, page, move_url):
    client.force_login(triager)

    answer = client.post(move_url, typed(), follow=True)

    assert answer.redirect_chain == [(page, 302)]
    assert "PRJ-021 is now live." in answer.content.decode()
    assert PhaseChange.objects.latest("pk").reason == "Rangers use it"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"on": "soon"}, "on"),
        ({"on": "2026-11-24"}, "on"),
        ({"on": "2026-09-30"}, "on"),
        ({"to_phase": "planned"}, "to_phase"),
        ({"to_phase": "deferred"}, "wake_on"),
    ],
)
def test_move_against_a_rule_names_the_field_and_keeps_what_was_typed(
    client, triager, project, move_url, changes, field
):
    client.force_login(triager)

    answer = client.post(move_url, typed(**changes))

    form = answer.context["move_form"]
    assert answer.status_code == 422
    assert set(form.errors) == {field}
    assert form["reason"].value() == typed(**changes)["reason"]
    assert Project.objects.get().version == 1


def test_move_after_somebody_else_conflicts_and_keeps_what_was_typed(
    client, triager, manager, project, move_url, now
):
    move_project(
        project=project,
        to_phase=Phase.LIVE,
        on=date(2026, 11, 19),
        reason="Earlier",
        seen_version=1,
        by=Actor.of(manager),
        now=now,
    )
    client.force_login(triager)

    answer = client.post(move_url, typed(to_phase="retired"))

    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody else moved PRJ-021" in text
    assert "Rangers use it" in text
    assert Project.objects.get().phase == Phase.LIVE


def test_move_sent_again_as_shown_after_a_conflict_goes_through(
    client, triager, manager, project, move_url, now
):
    Project.objects.update(version=2)
    client.force_login(triager)
    shown = client.post(move_url, typed()).context["move_form"]

    answer = client.post(move_url, typed(seen_version=shown["seen_version"].value()))

    assert answer.status_code == 302


@pytest.mark.parametrize("who", ["requester", "leader", "records", "admin"])
def test_move_without_the_right_is_forbidden(client, request, who, move_url):
    client.force_login(request.getfixturevalue(who))

    assert client.post(move_url, typed(reason="")).status_code == 403
    assert Project.objects.get().version == 1


def test_move_on_get_is_refused(client, triager, move_url):
    client.force_login(triager)

    assert client.get(move_url).status_code == 405


def test_note_is_kept_and_shown(client, triager, project, page):
    client.force_login(triager)
    note_url = reverse("projects:note", args=[project.ref])

    answer = client.post(
        note_url, {"on": "2026-11-02", "text": "Two gateways silent"}, follow=True
    )

    assert answer.redirect_chain == [(page, 302)]
    assert "Two gateways silent" in answer.content.decode()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"on": "2026-11-02", "text": ""}, "text"),
        ({"on": "2026-11-24", "text": "Tomorrow"}, "on"),
    ],
)
def test_note_against_a_rule_names_the_field(client, triager, project, given, field):
    client.force_login(triager)

    answer = client.post(reverse("projects:note", args=[project.ref]), given)

    assert answer.status_code == 422
    assert set(answer.context["note_form"].errors) == {field}
    assert not ProjectNote.objects.exists()


def test_note_by_the_department_is_forbidden(client, requester, project):
    client.force_login(requester)

    answer = client.post(
        reverse("projects:note", args=[project.ref]),
        {"on": "2026-11-02", "text": "Hello"},
    )

    assert answer.status_code == 403


def test_project_retired_offers_notes_and_no_move(client, triager):
    project = ProjectFactory(phase=Phase.RETIRED)
    client.force_login(triager)

    text = client.get(reverse("projects:project", args=[project.ref])).content.decode()

    assert "It moves no more" in text
    assert "Move the project" not in text
    assert "Keep the note" in text


def test_every_address_turns_an_anonymous_visitor_away(client, project, page, move_url):
    for url in (LIST, page, move_url, reverse("projects:export")):
        assert client.get(url).status_code in {302, 405}
