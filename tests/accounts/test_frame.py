"""What stands around every page, and what every request passes through."""

from datetime import date

import pytest

from accounts.context import Frame
from accounts.models import CitySettings


def labels(rf, user) -> list[str]:
    request = rf.get("/people/")
    request.user = user
    return [str(item.label) for item in Frame(request).nav]


REQUESTER = ["My requests", "New idea", "What the city owns", "Early involvement"]
READER = [
    "Queue",
    "Money",
    "Projects",
    "Systems",
    "Rubrics",
    "Early involvement",
    "Digests",
]
ADMIN = ["People", "Outbox", "Administration"]


@pytest.mark.parametrize(
    ("who", "doors"),
    [
        ("requester", REQUESTER),
        ("triager", READER),
        ("manager", READER),
        ("leader", READER),
        ("records", READER),
        ("admin", REQUESTER + ADMIN),
    ],
)
def test_doors_follow_the_roles(rf, request, who, doors):
    assert labels(rf, request.getfixturevalue(who)) == doors


@pytest.mark.parametrize(
    ("path", "marked"),
    [
        ("/people/", ["/people/"]),
        ("/people/import/", ["/people/"]),
        ("/requests/HB-2026-001/", ["/requests/"]),
        ("/requests/new/", ["/requests/new/"]),
        ("/profile/", []),
    ],
)
def test_door_one_stands_in_is_marked(rf, admin, path, marked):
    request = rf.get(path)
    request.user = admin

    current = [item.url for item in Frame(request).nav if item.current]

    assert current == marked


def test_frame_not_looked_at_asks_nothing(rf, admin, django_assert_num_queries):
    request = rf.get("/")
    request.user = admin

    with django_assert_num_queries(0):
        Frame(request)


@pytest.mark.parametrize(
    ("today", "shown"),
    [
        (date(2026, 11, 22), False),
        (date(2026, 12, 6), False),
        (date(2026, 12, 7), True),
        (date(2026, 11, 7), True),
    ],
)
def test_notice_says_when_the_example_city_is_out_of_date(
    rf, city, settings, time_machine, today, shown
):
    settings.DEMO = True
    CitySettings.objects.update(drawn_on=date(2026, 11, 22))
    time_machine.move_to(f"{today}T20:00:00Z", tick=False)

    notice = Frame(rf.get("/")).notice

    assert bool(notice) == shown
    assert ("22 Nov 2026" in notice) == shown


def test_notice_is_for_the_demo_alone(rf, city, time_machine):
    CitySettings.objects.update(drawn_on=date(2026, 1, 1))
    time_machine.move_to("2026-11-22T20:00:00Z", tick=False)

    assert Frame(rf.get("/")).notice == ""


def test_fragment_without_a_session_is_401_with_a_way_in(client, db):
    answer = client.get("/people/", headers={"HX-Request": "true"})

    assert answer.status_code == 401
    assert b"/accounts/login/" in answer.content


def test_page_of_a_person_is_kept_nowhere(client, requester):
    client.force_login(requester)

    assert client.get("/profile/")["Cache-Control"] == "no-store, private"


def test_rule_that_says_no_becomes_a_page_that_keeps_the_text(
    client, admin, monkeypatch
):
    from accounts import services
    from accounts.errors import Conflict

    def conflict(**_ignored):
        raise Conflict("Somebody was faster.")

    monkeypatch.setattr(services, "rename_person", conflict)
    client.force_login(admin)
    typed = {"name": "A long text", "title": "Chief"}

    page = client.post("/profile/", typed)
    fragment = client.post("/profile/", typed, headers={"HX-Request": "true"})

    assert page.status_code == fragment.status_code == 409
    assert b"Somebody was faster." in page.content
    assert b"A long text" in page.content
    assert b"<html" not in fragment.content
    assert fragment["HX-Retarget"] == "#gw-alerts"
