"""Asking through the API: drafts, ideas, answers, submission."""

from datetime import date

import pytest

from accounts.actors import Actor
from accounts.models import AuditEntry
from intake.ideas import idea_of
from intake.models import ProjectRequest
from intake.services import withdraw_request
from tests.api import program_of
from tests.factories.intake import SystemFactory

pytestmark = pytest.mark.django_db

IDEA = {"title": "Shade map", "problem": "Nobody knows where shade is missing."}
WHOLE = {
    **IDEA,
    "category": None,
    "quick_ticks": ["recording", "ai"],
    "happenings": [{"kind": "need", "on": "2026-11-01", "precision": "month"}],
    "told_whom": "W. Sato",
    "told_on": "2026-11-02",
    "commit_on": "2027-01-31",
    "fixed_on": None,
    "fixed_because": "",
    "wanted_on": "2027-06-01",
    "money_source": "County grant",
    "money_type": "grant",
    "money_cents": 75_000_00,
    "money_until_on": "2028-06-30",
    "rough_size": "12 parks",
    "systems": [{"system": "GIS", "fit": "partly", "because": "no tree layer"}],
    "partners": [{"part": "funder", "name": "County", "email": ""}],
    "vendors_met": "none",
    "if_nothing": "Hotter summers.",
}


@pytest.fixture
def gis(db):
    return SystemFactory(code="GIS")


def snapshot(project_request: ProjectRequest):
    return ProjectRequest.objects.values().get(pk=project_request.pk)


# --- drafts ---------------------------------------------------------------------------
def test_create_makes_a_draft_as_the_person_of_the_token(program, requester):
    response = program.post("requests/", {**IDEA, "department": "PRK"})

    draft = ProjectRequest.objects.get()
    assert response.status_code == 201
    assert response.json()["number"] == draft.number == "HB-2026-001"
    assert (draft.step, draft.created_by) == ("draft", requester)
    entry = AuditEntry.objects.get(action="intake.request_created")
    assert entry.by_user == requester


def test_create_takes_everything_an_idea_holds(program, gis):
    response = program.post("requests/", {**WHOLE, "department": "PRK"})

    read = response.json()
    assert response.status_code == 201, read
    assert {**read, "quick_ticks": sorted(read["quick_ticks"])} == {
        **read,
        **WHOLE,
        "quick_ticks": ["ai", "recording"],
    }


@pytest.mark.parametrize("code", ["PD", "nowhere"])
def test_create_for_another_department_makes_nothing(program, outsider, code):
    response = program.post("requests/", {**IDEA, "department": code})

    assert response.status_code == {"PD": 403, "nowhere": 400}[code]
    assert not ProjectRequest.objects.exists()


@pytest.mark.parametrize(
    ("change", "status", "field"),
    [
        ({"title": ""}, 400, "title"),
        ({"title": None}, 400, "title"),
        ({"title": "x" * 121}, 400, "title"),
        ({"money_cents": -1}, 400, "money_cents"),
        ({"money_cents": 10**40}, 400, "money_cents"),
        ({"money_cents": 1.5}, 400, "money_cents"),
        ({"quick_ticks": ["magic"]}, 400, "quick_ticks"),
        ({"happenings": [{"kind": "need"}, {"kind": "need"}]}, 400, "happenings"),
        ({"partners": [{"part": "owner"}]}, 400, "partners"),
        (
            {
                "partners": [
                    {
                        "part": "owner",
                        "name": "A",
                        "email": f"x@{'long.' * 50}city.example",
                    }
                ]
            },
            400,
            "partners",
        ),
        ({"systems": [{"system": "HAL"}]}, 400, "systems"),
        ({"told_on": "0001-01-01"}, 400, "told_on"),
        ({"told_on": "2026-02-30"}, 400, "told_on"),
        ({"problem": "lone \ud800 surrogate"}, 400, "problem"),
        ({"problem": "nul \x00"}, 400, "problem"),
        ({"told_on": "2026-12-24"}, 422, "told_on"),
    ],
    ids=str,
)
def test_create_says_which_field_is_wrong(program, change, status, field):
    response = program.post("requests/", {**IDEA, **change, "department": "PRK"})

    told = response.json()
    assert response.status_code == status, told
    assert field in (told["fields"] if status == 422 else told)
    assert not ProjectRequest.objects.exists()


# --- ideas ----------------------------------------------------------------------------
def test_put_replaces_the_whole_idea(program, draft, gis):
    path = f"requests/{draft.number}/"
    assert program.put(path, {**WHOLE, "idea_version": 1}).status_code == 200

    response = program.put(path, {**IDEA, "idea_version": 2})

    draft.refresh_from_db()
    assert response.json()["idea_version"] == 3
    assert draft.title == "Shade map"
    assert idea_of(draft).systems == ()
    assert draft.money_cents is None


def test_patch_changes_only_what_it_names(program, draft, gis):
    path = f"requests/{draft.number}/"
    program.put(path, {**WHOLE, "idea_version": 1})

    response = program.patch(path, {"wanted_on": "2027-09-01", "idea_version": 2})

    draft.refresh_from_db()
    assert response.status_code == 200
    assert draft.wanted_on == date(2027, 9, 1)
    assert draft.money_source == "County grant"
    assert [touch.system for touch in idea_of(draft).systems] == [gis]


def test_patch_empties_what_is_null(program, draft, gis):
    path = f"requests/{draft.number}/"
    program.put(path, {**WHOLE, "idea_version": 1})

    program.patch(path, {"money_cents": None, "systems": [], "idea_version": 2})

    draft.refresh_from_db()
    assert draft.money_cents is None
    assert idea_of(draft).systems == ()


@pytest.mark.parametrize("method", ["put", "patch"])
def test_idea_somebody_else_changed_is_409_and_kept(program, draft, method):
    path = f"requests/{draft.number}/"
    program.patch(path, {"title": "First", "idea_version": 1})
    before = snapshot(draft)

    response = getattr(program, method)(
        path, {**IDEA, "title": "Second", "idea_version": 1}
    )

    assert response.status_code == 409
    assert draft.number in response.json()["detail"]
    assert snapshot(draft) == before


@pytest.mark.parametrize("method", ["put", "patch"])
def test_idea_without_the_version_seen_is_400(program, draft, method):
    response = getattr(program, method)(f"requests/{draft.number}/", IDEA)

    assert response.status_code == 400
    assert response.json().keys() == {"idea_version"}


def test_idea_of_a_closed_request_is_409(program, draft, requester, now):
    withdraw_request(
        project_request=draft,
        reason="Another way was found.",
        seen_version=draft.version,
        by=Actor.of(requester),
        now=now,
    )

    response = program.patch(
        f"requests/{draft.number}/", {"title": "Late", "idea_version": 1}
    )

    assert response.status_code == 409


# --- answers --------------------------------------------------------------------------
def answers(*items) -> dict:
    return {"answers": list(items)}


def test_answers_are_stored_and_come_back_with_versions(program, draft, requester):
    response = program.post(
        f"requests/{draft.number}/answers/",
        answers(
            {"question": "NET1", "kind": "known", "option": "none"},
            {"question": "DAT3", "kind": "unknown"},
        ),
    )

    stored = {item["question"]: item for item in response.json()["answers"]}
    assert response.status_code == 200
    assert stored["NET1"]["option"] == "none"
    assert stored["DAT3"]["kind"] == "unknown"
    assert {item["version"] for item in stored.values()} == {1}
    assert draft.answers.get(question="NET1").answered_by == requester.contact


def test_answer_seen_at_its_version_is_changed(program, draft):
    path = f"requests/{draft.number}/answers/"
    program.post(path, answers({"question": "NET1", "kind": "unknown"}))

    response = program.post(
        path,
        answers(
            {"question": "NET1", "kind": "known", "option": "none", "seen_version": 1}
        ),
    )

    (stored,) = response.json()["answers"]
    assert (stored["option"], stored["version"]) == ("none", 2)


def test_answer_somebody_else_gave_is_409_and_none_is_stored(
    program, draft, colleague, now
):
    path = f"requests/{draft.number}/answers/"
    theirs = answers({"question": "NET1", "kind": "known", "option": "none"})
    program_of(colleague, now).post(path, theirs)

    response = program.post(
        path,
        answers(
            {"question": "NET1", "kind": "unknown"},
            {"question": "DAT3", "kind": "unknown"},
        ),
    )

    assert response.status_code == 409
    assert draft.answers.get().option == "none"


@pytest.mark.parametrize(
    ("item", "status"),
    [
        ({"question": "NET1", "kind": "known", "option": "swarm"}, 422),
        ({"question": "NET1", "kind": "known"}, 422),
        ({"question": "XX9", "kind": "unknown"}, 422),
        ({"question": "NET1", "kind": "not_asked"}, 400),
        ({"question": "NET1"}, 400),
        ({"kind": "unknown"}, 400),
        (
            {"question": "NET1", "kind": "not_applicable", "reason": "No devices."},
            403,
        ),
    ],
    ids=str,
)
def test_answer_that_cannot_be_is_refused(program, draft, item, status):
    response = program.post(f"requests/{draft.number}/answers/", answers(item))

    assert response.status_code == status
    assert not draft.answers.exists()


def test_not_applicable_is_for_it_to_say(triager, draft, now):
    response = program_of(triager, now).post(
        f"requests/{draft.number}/answers/",
        answers({"question": "NET1", "kind": "not_applicable", "reason": "Software."}),
    )

    assert response.status_code == 200
    assert draft.answers.get().reason == "Software."


@pytest.mark.parametrize(
    "body",
    [
        {"answers": []},
        {"answers": [{"question": "NET1", "kind": "unknown"}] * 2},
        {"answers": "NET1"},
        {},
        [],
    ],
    ids=str,
)
def test_answers_of_no_shape_are_400(program, draft, body):
    response = program.post(f"requests/{draft.number}/answers/", body)

    assert response.status_code == 400
    assert not draft.answers.exists()


# --- submission -----------------------------------------------------------------------
def test_submit_hands_the_draft_to_it(program, draft, requester, now):
    response = program.post(
        f"requests/{draft.number}/submit/", {"version": draft.version}
    )

    draft.refresh_from_db()
    assert response.status_code == 200
    assert response.json()["step"] == draft.step == "submitted"
    assert response.json()["answer_by_on"] == "2026-12-09"
    assert (draft.submitted_by, draft.submitted_at) == (requester, now)


@pytest.mark.parametrize("version", [7, 2])
def test_submit_at_another_version_or_twice_is_409(program, draft, version):
    path = f"requests/{draft.number}/submit/"
    if version == 2:
        program.post(path, {"version": 1})
    before = snapshot(draft)

    response = program.post(path, {"version": version})

    assert response.status_code == 409
    assert snapshot(draft) == before


# --- keys nobody may send -------------------------------------------------------------
WRITES = [
    ("post", "requests/", {**IDEA, "department": "PRK"}),
    ("put", "requests/{0}/", {**IDEA, "idea_version": 1}),
    ("patch", "requests/{0}/", {"idea_version": 1}),
    (
        "post",
        "requests/{0}/answers/",
        {"answers": [{"question": "NET1", "kind": "unknown"}]},
    ),
    ("post", "requests/{0}/submit/", {"version": 1}),
]
COLUMNS = {field.name for field in ProjectRequest._meta.get_fields()} | {
    field.attname for field in ProjectRequest._meta.concrete_fields
}


@pytest.mark.parametrize(("method", "path", "body"), WRITES)
def test_unknown_keys_are_named_and_nothing_is_written(
    program, draft, method, path, body
):
    before, rows = snapshot(draft), ProjectRequest.objects.count()

    response = getattr(program, method)(
        path.format(draft.number), {**body, "titel": "x", "zz": 1}
    )

    assert response.status_code == 400
    assert response.json().keys() == {"titel", "zz"}
    assert snapshot(draft) == before
    assert ProjectRequest.objects.count() == rows


@pytest.mark.parametrize(
    ("rows", "unknown"),
    [
        ({"happenings": [{"kind": "need", "by": "x"}]}, "by"),
        ({"partners": [{"part": "owner", "name": "N", "contact": 1}]}, "contact"),
        ({"systems": [{"system": "GIS", "id": 1}]}, "id"),
    ],
)
def test_unknown_keys_of_rows_are_named(program, gis, rows, unknown):
    response = program.post("requests/", {**IDEA, **rows, "department": "PRK"})

    assert response.status_code == 400
    assert f'"{unknown}":["There is no such field."]' in response.content.decode()
    assert not ProjectRequest.objects.exists()


@pytest.mark.parametrize(("method", "path", "body"), WRITES)
def test_no_column_can_be_set_but_those_of_the_idea(program, draft, method, path, body):
    taken = set(WHOLE) | set(body) if path != "requests/{0}/answers/" else set(body)
    taken = set(body) if "submit" in path else taken
    before = snapshot(draft)
    sentinels = dict.fromkeys(COLUMNS - taken, "sentinel")

    together = getattr(program, method)(
        path.format(draft.number), {**body, **sentinels}
    )

    assert together.status_code == 400
    assert together.json().keys() == sentinels.keys()
    assert {"step", "is_example", "created_by_id", "held_rank"} <= sentinels.keys()
    assert snapshot(draft) == before
    assert ProjectRequest.objects.count() == 1
