"""Who was asked what and what came of it; who could be asked, and what it would bring."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from accounts import links
from accounts.links import Purpose
from accounts.models import Contact
from intake.models import Ask, Category, Partner, ProjectRequest
from intake.services import (
    follow_up_asks,
    return_ask,
    withdraw_open_asks,
)
from tests.conftest import NOW
from tests.factories.accounts import ContactFactory
from tests.factories.intake import SystemFactory
from tests.intake import asking
from tests.triage.conftest import assess
from tests.triage.selectors.test_explained import explain
from triage.models import AnswerCounts
from triage.scoring.rules import Tier
from triage.selectors.asked import ask_lines, who_to_ask
from triage.selectors.workbench import workbench

TODAY = date(2026, 11, 23)
DUE_ON = date(2026, 12, 1)


@pytest.fixture
def asked(unknown, requester, triager) -> Ask:
    return ask(unknown, requester.contact, triager)


def ask(project_request, to: Contact, by, now: datetime = NOW) -> Ask:
    return asking.ask(project_request, to, by, now, question="SIZ1", due_on=DUE_ON)


def give_answer(project_request, person) -> None:
    asking.answer_in_the_app(project_request, person, NOW, "to100k", question="SIZ1")


def lines_of(project_request, *, quoting: bool = True):
    answers = project_request.answers.all() if quoting else ()
    rows = project_request.asks.select_related("to", "asked_by", "answered_by")
    return ask_lines(rows, explain(project_request), TODAY, answers)


def test_open_question_says_to_whom_and_until_when(asked):
    (line,) = lines_of(asked.project_request)

    assert line.question.startswith("About how much will it cost")
    assert (line.to, line.asked_by, line.asked_on) == ("A. Nguyen", "W. Sato", TODAY)
    assert (line.due_on, line.is_open, line.came_of_it) == (DUE_ON, True, "")


def test_answered_question_quotes_the_answer(asked, requester):
    give_answer(asked.project_request, requester)

    (line,) = lines_of(asked.project_request)

    assert line.came_of_it.startswith("answered 23 Nov: “")
    assert not line.is_open


def test_answer_of_another_names_them(asked, colleague):
    give_answer(asked.project_request, colleague)

    (line,) = lines_of(asked.project_request, quoting=False)

    assert line.came_of_it == "answered by Colleague 23 Nov"


def test_answer_changed_since_is_not_quoted(asked, requester):
    give_answer(asked.project_request, requester)
    asked.project_request.answers.update(answered_at=NOW + timedelta(days=1))

    (line,) = lines_of(asked.project_request)

    assert line.came_of_it == "answered 23 Nov"


def test_question_sent_back_says_what_they_wrote(asked):
    token = links.mint(
        Purpose.ASK,
        contact=asked.to,
        subject=str(asked.pk),
        now=NOW,
        expires_in=timedelta(days=1),
    )
    link = links.read(token, Purpose.ASK, now=NOW)
    return_ask(link=link, note="Finance knows.", now=NOW)

    (line,) = lines_of(asked.project_request)

    assert line.came_of_it == "sent back 23 Nov: “Finance knows.”"


def test_question_past_its_day_says_so(asked):
    follow_up_asks(NOW + timedelta(days=9))

    (line,) = lines_of(asked.project_request)

    assert line.came_of_it == "no answer by 1 Dec"


def test_withdrawn_question_says_so(asked):
    withdraw_open_asks(asked.project_request, now=NOW)

    (line,) = lines_of(asked.project_request)

    assert line.came_of_it == "withdrawn 23 Nov"


def test_open_questions_come_first(asked, requester, triager):
    withdraw_open_asks(asked.project_request, now=NOW)
    asked.project_request.refresh_from_db()
    ask(asked.project_request, requester.contact, triager)
    follow_up_asks(NOW)

    assert [line.is_open for line in lines_of(asked.project_request)] == [True, False]


def test_question_the_questionnaire_does_not_have_keeps_its_id(asked):
    Ask.objects.update(question="OLD1")

    assert lines_of(asked.project_request)[0].question == "OLD1"


def next_of(project_request, answered_by: str):
    question = explain(project_request).next_questions()[0]
    return replace(question, id="SIZ1", answered_by=answered_by)


def test_first_to_ask_is_who_asked_for_it(unknown, requester, triager):
    to = who_to_ask(unknown, triager, next_of(unknown, "department"), [])

    assert to.first == (requester.contact.pk, "A. Nguyen")


def test_first_to_ask_of_its_questions_is_the_assigned(unknown, triager, manager):
    unknown.assignee = triager

    assert who_to_ask(unknown, manager, next_of(unknown, "IT"), []).first == (
        triager.contact.pk,
        "W. Sato",
    )
    assert who_to_ask(unknown, triager, next_of(unknown, "IT"), []).first is None


def test_nobody_is_asked_the_same_again_with_one_click(asked, manager):
    of = asked.project_request

    assert who_to_ask(of, manager, next_of(of, "department"), [asked]).first is None


def test_people_are_offered_by_where_they_belong(
    unknown, requester, colleague, triager, manager, outsider
):
    Partner.objects.create(
        project_request=unknown,
        part="funder",
        name="State grant office",
        contact=ContactFactory(name="State grant office"),
    )
    owner = ContactFactory(name="Owner of the ERP")
    unknown.system_touches.create(system=SystemFactory(owner=owner))
    ContactFactory(name="Refused", suppressed_at=NOW, department=requester.department)
    ContactFactory(name="No address", email="", department=requester.department)

    to = who_to_ask(unknown, manager, None, [])

    assert [(label, [name for _pk, name in rows]) for label, rows in to.groups] == [
        ("The department", ["A. Nguyen", "Colleague"]),
        (
            "Partners and owners of systems",
            ["Owner of the ERP", "State grant office"],
        ),
        ("IT", ["W. Sato"]),
    ]


def test_next_question_says_how_many_answers_settle_the_tier(unknown):
    explained = explain(unknown)
    best = explained.judgement.ask_next[0]

    def says(**changed) -> str:
        asks = (replace(best, **changed),)
        judgement = replace(explained.judgement, ask_next=asks)
        return replace(explained, judgement=judgement).next_questions()[0].settles_says

    assert says(settles=3, choices=4) == "Settles the tier in 3 of 4 answers."
    assert says(settles=0, choices=4) == "No single answer settles the tier."
    assert says(settles=0, choices=0) == ""


def test_settled_tier_needs_no_answer_to_settle_it(unknown):
    explained = explain(unknown)
    best = replace(explained.judgement.ask_next[0], settles=4, choices=4)
    score = replace(explained.judgement.score, tier_low=Tier.HIGH, tier_high=Tier.HIGH)
    judgement = replace(explained.judgement, ask_next=(best,), score=score)

    shown = replace(explained, judgement=judgement).next_questions()[0]

    assert shown.settles_says == ""


@pytest.mark.parametrize(
    ("answered", "says"),
    [
        (19, "Every answer counted as equally likely: fewer than 20"),
        (37, "was taken from the 37 requests of this kind that answered it."),
    ],
)
def test_next_question_says_which_chances_were_used(unknown, manager, answered, says):
    kind = Category.objects.create(code="test", name="Test")
    ProjectRequest.objects.filter(pk=unknown.pk).update(category=kind)
    points = explain(unknown).rules.points
    counts = {
        question: {points[question].lightest_option: answered} for question in points
    }
    AnswerCounts.objects.create(category=kind, counts=counts, counted_at=NOW)
    assess(unknown)

    page = workbench(project_request=unknown, reader=manager, now=NOW)

    assert page.judged is not None
    assert says in page.judged.chances_says
