"""What somebody does who was asked, through the link of the mail."""

from datetime import timedelta

import pytest

from accounts import audit
from accounts.errors import Refused
from accounts.links import LinkDead
from accounts.models import SignedLink
from intake.lifecycle import Step
from intake.models import Answer, AnswerKind, Ask
from intake.services import (
    AskOver,
    GivenAnswer,
    answer_by_link,
    may_still_answer,
    return_ask,
)
from notifications.models import OutboxMessage
from tests.factories.accounts import ContactFactory
from tests.intake.asking import answer_in_the_app, ask, link_of

TEN = GivenAnswer(AnswerKind.KNOWN, "to10")
HUNDRED = GivenAnswer(AnswerKind.KNOWN, "to100")


@pytest.fixture
def asked(submitted, triager, now) -> Ask:
    """Somebody outside the city, asked about the devices."""
    return ask(submitted, ContactFactory(name="P. Flores"), triager, now)


@pytest.fixture
def link(asked, now) -> SignedLink:
    return link_of(asked, now)


def test_answer_by_link_is_the_contacts_own(asked, link, now):
    answer_by_link(link=link, answer=TEN, now=now)

    answer = Answer.objects.get()
    asked.refresh_from_db()
    assert (answer.option, answer.answered_by) == ("to10", asked.to)
    assert (asked.answered_at, asked.answered_by) == (now, asked.to)
    assert asked.project_request.step == Step.IN_TRIAGE
    said = audit.sentence(audit.history(asked.project_request)[0])
    assert said.startswith("P. Flores answered IT's question “How many devices")
    assert said.endswith("“1 to 10” (was “not asked”)")


def test_answer_by_link_scores_and_tells_the_triager(
    asked, link, triager, assessed, now
):
    answer_by_link(link=link, answer=TEN, now=now)

    mail = OutboxMessage.objects.get(event="question_answered")
    assert mail.recipient == triager.contact
    assert mail.context["answered_by"] == "P. Flores"
    assert assessed[-1] == "intake.ask_answered"


def test_answer_by_link_changes_an_answer_that_was_there(
    submitted, requester, triager, now
):
    answer_in_the_app(submitted, requester, now, option="to1000")
    link = link_of(ask(submitted, requester.contact, triager, now), now)

    answer_by_link(link=link, answer=TEN, now=now)

    assert Answer.objects.get().option == "to10"


def test_answer_by_link_twice_answers_once(asked, now):
    tabs = [link_of(asked, now), link_of(asked, now)]
    answer_by_link(link=tabs[0], answer=TEN, now=now)

    with pytest.raises(AskOver):
        answer_by_link(link=tabs[1], answer=HUNDRED, now=now)

    assert Answer.objects.get().option == "to10"
    assert OutboxMessage.objects.filter(event="question_answered").count() == 1


def test_answer_by_link_after_the_app_was_faster_changes_nothing(
    submitted, requester, link, now
):
    answer_in_the_app(submitted, requester, now, option="to100")

    with pytest.raises(AskOver):
        answer_by_link(link=link, answer=TEN, now=now)

    assert Answer.objects.get().option == "to100"


def test_answer_by_link_used_between_looking_and_sending_rolls_back(link, now):
    SignedLink.objects.update(used_at=now)

    with pytest.raises(LinkDead):
        answer_by_link(link=link, answer=TEN, now=now)

    assert not Answer.objects.exists()
    assert Ask.objects.open().exists()


def test_answer_by_link_refused_leaves_the_link_alive(link, now):
    with pytest.raises(Refused):
        answer_by_link(link=link, answer=GivenAnswer(AnswerKind.KNOWN, "many"), now=now)

    link.refresh_from_db()
    assert link.used_at is None


def test_a_link_of_somebody_else_answers_nothing(asked, link, now):
    link.contact = ContactFactory()

    with pytest.raises(AskOver):
        answer_by_link(link=link, answer=TEN, now=now)


def test_return_ask_goes_back_to_it_with_the_note(asked, link, triager, now):
    later = now + timedelta(days=2)

    return_ask(link=link, note=" Ask the vendor. ", now=later)

    asked.refresh_from_db()
    asked.project_request.refresh_from_db()
    assert (asked.returned_at, asked.returned_note) == (later, "Ask the vendor.")
    assert asked.project_request.step == Step.IN_TRIAGE
    mail = OutboxMessage.objects.get(event="question_unanswered")
    assert (mail.recipient, mail.context["note"]) == (
        triager.contact,
        "Ask the vendor.",
    )
    assert mail.context["path"] == f"/queue/{asked.project_request.number}/"


@pytest.mark.parametrize("note", ["  ", "x" * 301])
def test_return_ask_without_a_fitting_note_is_refused(asked, link, now, note):
    with pytest.raises(Refused) as refused:
        return_ask(link=link, note=note, now=now)

    assert list(refused.value.messages) == ["note"]
    assert Ask.objects.open().exists()


def test_returned_question_can_be_sent_to_another(
    asked, link, submitted, requester, triager, now
):
    return_ask(link=link, note="Parks knows.", now=now)
    submitted.refresh_from_db()

    again = ask(submitted, requester.contact, triager, now)

    assert again.is_open
    assert link_of(again, now).pk != link.pk


def test_however_it_ends_the_mailed_link_dies(asked, link, submitted, requester, now):
    answer_in_the_app(submitted, requester, now)

    link.refresh_from_db()
    assert link.revoked_at == now


def test_may_still_answer_until_it_is_over(asked, link, now):
    subject = str(asked.pk)
    assert may_still_answer(subject=subject, contact=asked.to)
    assert not may_still_answer(subject=subject, contact=ContactFactory())

    return_ask(link=link, note="Parks knows.", now=now)

    assert not may_still_answer(subject=subject, contact=asked.to)
