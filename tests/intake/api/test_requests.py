"""Reading requests through the API."""

import pytest

from accounts.actors import Actor
from intake.api.outputs import TIERS
from intake.models import AnswerKind, Category, ProjectRequest
from intake.services import (
    GivenAnswer,
    Idea,
    NamedPartner,
    ToldHappening,
    TouchedSystem,
    answer_questions,
    ask_question,
    create_request,
)
from tests.api import program_of
from tests.factories.intake import ProjectRequestFactory, SystemFactory
from triage.scoring.rules import Tier

pytestmark = pytest.mark.django_db


def numbers(response) -> list[str]:
    assert response.status_code == 200, response.content
    return [row["number"] for row in response.json()["results"]]


def test_list_shows_own_department_newest_first(program, requester, colleague, foreign):
    first = ProjectRequestFactory(created_by=requester)
    second = ProjectRequestFactory(created_by=colleague)

    response = program.get("requests/")

    assert numbers(response) == [second.number, first.number]
    assert b"Canary" not in response.content


def test_list_row_is_explicit(program, submitted):
    (row,) = program.get("requests/").json()["results"]

    assert row == {
        "number": submitted.number,
        "title": "Flood sensors in underpasses",
        "department": "PRK",
        "category": None,
        "step": "submitted",
        "outcome": "",
        "version": 2,
        "created_at": "2026-11-23T17:00:00Z",
        "submitted_at": "2026-11-23T17:00:00Z",
        "answer_by_on": "2026-12-09",
        "decided_at": None,
        "tier": "",
        "held_tier": "",
        "tier_set": "",
        "is_example": False,
    }


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"step": "draft"}, ["HB-2026-8001", "HB-2026-8002"]),
        (
            {"step": ["withdrawn", "draft"]},
            ["HB-2026-8001", "HB-2026-8002", "HB-2026-8003"],
        ),
        ({"department": "PD"}, ["HB-2026-9001"]),
        ({"department": "none"}, []),
        ({"tier": "critical"}, ["HB-2026-8002"]),
        ({"q": "DRAIN"}, ["HB-2026-8001"]),
        ({"q": "drain", "tier": "critical"}, []),
        ({"examples": "true"}, ["HB-2026-8004"]),
    ],
    ids=str,
)
def test_list_is_narrowed(chosen, expected, triager, requester, foreign, now):
    ProjectRequestFactory(
        created_by=requester, number="HB-2026-8001", title="Storm drains"
    )
    ProjectRequestFactory(created_by=requester, number="HB-2026-8002", tier="critical")
    ProjectRequestFactory(
        created_by=requester, number="HB-2026-8003", step="withdrawn", tier="low"
    )
    ProjectRequestFactory(
        created_by=requester, number="HB-2026-8004", step="withdrawn", is_example=True
    )
    if "step" in chosen:
        chosen["department"] = "PRK"

    found = numbers(program_of(triager, now).get("requests/", **chosen))

    assert sorted(found) == expected


def test_list_leaves_documented_cases_out(triager, requester, now):
    ProjectRequestFactory(created_by=requester, is_example=True)

    assert numbers(program_of(triager, now).get("requests/")) == []


@pytest.mark.parametrize(
    ("chosen", "field"),
    [
        ({"state": "draft"}, "state"),
        ({"step": "drafty"}, "step"),
        ({"tier": "huge"}, "tier"),
        ({"page_size": "0"}, "page_size"),
        ({"cursor": "cD1hYmM="}, "cursor"),
        ({"cursor": "cD05OTk5OTk5OTk5OTk5OTk5OTk5OTk5"}, "cursor"),
    ],
    ids=str,
)
def test_list_refuses_what_it_does_not_know(program, chosen, field):
    response = program.get("requests/", **chosen)

    assert response.status_code == 400
    assert field in response.json()


def test_list_pages_through_every_row_once(program, requester):
    rows = ProjectRequestFactory.create_batch(5, created_by=requester)
    response = program.get("requests/", page_size=2)
    seen = numbers(response)

    while response.json()["next"]:
        response = program.follow(response.json()["next"])
        seen += numbers(response)
    back = program.follow(response.json()["previous"])

    assert seen == [row.number for row in reversed(rows)]
    assert numbers(back) == seen[2:4]


@pytest.mark.parametrize("size", [2, 12])
def test_list_takes_the_same_queries_at_any_size(
    program, requester, size, django_assert_num_queries
):
    ProjectRequestFactory.create_batch(size, created_by=requester)
    program.get("requests/")

    # The city's zone, token with person, their roles, the page.
    with django_assert_num_queries(4):
        response = program.get("requests/")

    assert len(numbers(response)) == size


def test_read_shows_idea_answers_and_what_it_waits_for(
    program, requester, in_triage, triager, now
):
    answer_questions(
        project_request=in_triage,
        given={"NET1": GivenAnswer(AnswerKind.KNOWN, "none")},
        seen={},
        by=Actor.of(requester),
        now=now,
    )
    ask_question(
        project_request=in_triage,
        question="DAT3",
        to=requester.contact,
        note="You know the cameras.",
        due_on=now.date(),
        seen_version=in_triage.version,
        by=Actor.of(triager),
        now=now,
    )

    read = program.get(f"requests/{in_triage.number}/").json()

    assert read["problem"].startswith("Crews learn")
    assert read["step"] == "needs_information"
    assert read["answers"] == [
        {
            "question": "NET1",
            "kind": "known",
            "option": "none",
            "reason": "",
            "version": 1,
            "answered_at": "2026-11-23T17:00:00Z",
            "answered_by": "A. Nguyen",
        }
    ]
    assert read["open_asks"] == [
        {
            "question": "DAT3",
            "to": "A. Nguyen",
            "note": "You know the cameras.",
            "asked_at": "2026-11-23T17:00:00Z",
            "due_on": "2026-11-23",
        }
    ]


def test_read_shows_the_rows_of_an_idea(program, requester, categories, now):
    system, category = SystemFactory(code="GIS"), Category.objects.get(code="sensors")
    idea = Idea(
        title="Shade map",
        problem="Nobody knows where shade is missing.",
        category=category,
        happenings=(ToldHappening("need", now.date().replace(day=1), "month"),),
        systems=(TouchedSystem(system, "partly", "no tree layer"),),
        partners=(NamedPartner("funder", "County"),),
    )
    made = create_request(
        department=requester.department, idea=idea, by=Actor.of(requester), now=now
    )

    read = program.get(f"requests/{made.number}/").json()

    assert read["category"] == "sensors"
    assert read["happenings"] == [
        {"kind": "need", "on": "2026-11-01", "precision": "month"}
    ]
    assert read["systems"] == [
        {"system": "GIS", "fit": "partly", "because": "no tree layer"}
    ]
    assert read["partners"] == [{"part": "funder", "name": "County", "email": ""}]


@pytest.mark.parametrize("answers", [1, 6])
def test_read_takes_the_same_queries_at_any_size(
    program, draft, requester, answers, now, django_assert_num_queries
):
    questions = ["NET1", "NET2", "NET3", "DAT1", "DAT3", "LEG1"][:answers]
    answer_questions(
        project_request=draft,
        given={question: GivenAnswer(AnswerKind.UNKNOWN) for question in questions},
        seen={},
        by=Actor.of(requester),
        now=now,
    )
    program.get("requests/")

    # As the list; then happenings, partners, systems, answers, who answered, asks.
    with django_assert_num_queries(10):
        response = program.get(f"requests/{draft.number}/")

    assert len(response.json()["answers"]) == answers


def test_questionnaire_tells_every_option(program, questionnaire):
    read = program.get("questionnaire/").json()

    asked = [question for part in read["sections"] for question in part["questions"]]
    assert read["version"] == "2026.1"
    assert len(asked) == 51
    assert asked[0]["options"][0].keys() == {"value", "label"}


def test_questionnaire_before_the_first_is_409(program):
    assert program.get("questionnaire/").status_code == 409


def test_tiers_are_those_triage_writes():
    assert [tier for tier, _label in TIERS] == list(Tier)


def test_reading_changes_nothing(program, draft):
    before = ProjectRequest.objects.values().get(pk=draft.pk)

    program.get("requests/")
    program.get(f"requests/{draft.number}/")

    assert ProjectRequest.objects.values().get(pk=draft.pk) == before
