from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts.actors import Actor
from accounts.errors import Refused
from accounts.models import Contact, User
from intake.lifecycle import Step
from intake.models import AnswerKind, Ask, ProjectRequest
from intake.services import (
    Addressee,
    GivenAnswer,
    StaleRequest,
    WrongStep,
    answer_questions,
    ask_question,
    withdraw_request,
)
from notifications.kinds import Kind
from notifications.models import OutboxMessage
from notifications.services import unsubscribe
from tests.conftest import NOW
from tests.factories.accounts import ContactFactory

DUE_ON = date(2026, 12, 1)


def ask(project_request, to, by, now, question="NET1", **changed) -> Ask:
    """:param to: a user of the cast, a contact, or a name with an address."""
    values = {
        "note": "You know the poles.",
        "due_on": DUE_ON,
        "seen_version": project_request.version,
    }
    return ask_question(
        project_request=project_request,
        question=question,
        by=Actor.of(by),
        now=now,
        to=to.contact if isinstance(to, User) else to,
        **values | changed,
    )


def answer(project_request, person, now, question="NET1", option="to10"):
    return answer_questions(
        project_request=project_request,
        given={question: GivenAnswer(AnswerKind.KNOWN, option)},
        seen={},
        by=Actor.of(person),
        now=now,
    )


def test_asking_of_a_new_request_takes_it_and_answers_the_department(
    submitted, triager, requester, now
):
    ask(submitted, requester, triager, now)

    submitted.refresh_from_db()
    assert submitted.step == Step.NEEDS_INFORMATION
    assert submitted.answered_at == now
    assert submitted.paused_on == date(2026, 11, 23)
    assert [change.to_step for change in submitted.step_changes.all()][-2:] == [
        Step.IN_TRIAGE,
        Step.NEEDS_INFORMATION,
    ]


def test_asking_mails_the_person_the_question(submitted, triager, requester, now):
    ask(submitted, requester, triager, now)

    mail = OutboxMessage.objects.get(event="question_asked")
    assert mail.recipient == requester.contact
    assert mail.context["path"] == f"/requests/{submitted.number}/answers/NET1/"
    assert mail.context["link"] == {
        "purpose": "ask",
        "subject": str(Ask.objects.get().pk),
        "url_name": "intake:asked",
        # Midnight in the city, eight hours behind in December.
        "expires_at": "2026-12-02T08:00:00+00:00",
    }
    assert mail.expires_at == datetime(2026, 12, 2, 8, tzinfo=UTC)
    assert mail.context["options"][1] == "1 to 10"
    assert mail.context["due_on"] == "2026-12-01"
    assert mail.context["asked_by"] == triager.name


def test_a_second_question_waits_beside_the_first(submitted, triager, requester, now):
    ask(submitted, requester, triager, now)
    version = submitted.version

    ask(submitted, requester, triager, now, question="INT1")

    assert Ask.objects.count() == 2
    assert submitted.version == version


def test_asking_the_same_question_twice_is_refused(
    submitted, triager, requester, colleague, now
):
    ask(submitted, requester, triager, now)

    with pytest.raises(Refused) as refused:
        ask(submitted, colleague, triager, now)

    assert list(refused.value.messages) == ["question"]
    assert requester.name in str(refused.value)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"question": "XYZ1"}, "question"),
        ({"due_on": date(2026, 11, 22)}, "due_on"),
        ({"due_on": date(9999, 12, 31)}, "due_on"),
        ({"note": "x" * 501}, "note"),
    ],
)
def test_asking_something_impossible_names_the_field(
    submitted, triager, requester, now, changed, field
):
    with pytest.raises(Refused) as refused:
        ask(submitted, requester, triager, now, **changed)

    assert list(refused.value.messages) == [field]
    assert not Ask.objects.exists()


def test_asking_somebody_outside_by_name_and_address(submitted, triager, now):
    stranger = Addressee("P. Flores", "P.Flores@Vendor.example")

    sent = ask(submitted, stranger, triager, now)

    assert (sent.to.name, sent.to.email) == ("P. Flores", "p.flores@vendor.example")
    assert sent.to.user is None
    assert OutboxMessage.objects.get(event="question_asked").recipient == sent.to


def test_asking_an_address_the_city_knows_asks_that_person(
    submitted, triager, outsider, now
):
    known = Addressee("Somebody", outsider.email)

    assert ask(submitted, known, triager, now).to == outsider.contact


@pytest.mark.parametrize(
    ("to", "field"),
    [
        (Addressee("P. Flores", "no address"), "to_email"),
        (Addressee(" ", "flores@vendor.example"), "to_name"),
    ],
)
def test_asking_nobody_in_particular_is_refused(submitted, triager, now, to, field):
    with pytest.raises(Refused) as refused:
        ask(submitted, to, triager, now)

    assert list(refused.value.messages) == [field]
    assert not Contact.objects.filter(email__contains="vendor").exists()


@pytest.mark.parametrize(
    ("spoilt", "says"),
    [
        ({"email": ""}, "No e-mail address"),
        ({"suppressed_at": NOW}, "refused earlier mail"),
    ],
)
def test_asking_somebody_mail_does_not_reach_is_refused(
    submitted, triager, now, spoilt, says
):
    with pytest.raises(Refused, match=says) as refused:
        ask(submitted, ContactFactory(**spoilt), triager, now)

    assert list(refused.value.messages) == ["to"]


def test_asking_somebody_whose_account_is_closed_is_refused(
    submitted, triager, colleague, now
):
    User.objects.filter(pk=colleague.pk).update(is_active=False)

    with pytest.raises(Refused, match="cannot sign in any more"):
        ask(submitted, Contact.objects.get(user=colleague), triager, now)


def test_asking_somebody_outside_who_stopped_such_mail_is_refused(
    submitted, triager, now
):
    stranger = ContactFactory()
    unsubscribe(contact=stranger, kind=Kind.ASKED, now=now)

    with pytest.raises(Refused, match="wants no questions"):
        ask(submitted, stranger, triager, now)


def test_asking_oneself_is_refused(submitted, triager, now):
    with pytest.raises(Refused, match="asking yourself"):
        ask(submitted, triager, triager, now)


def test_asking_by_a_requester_is_not_allowed(submitted, requester, colleague, now):
    with pytest.raises(PermissionDenied):
        ask(submitted, colleague, requester, now)


def test_asking_of_a_draft_is_a_conflict(draft, triager, requester, now):
    with pytest.raises(WrongStep):
        ask(draft, requester, triager, now)

    assert not Ask.objects.exists()


@pytest.mark.parametrize("asked_before", [False, True])
def test_asking_with_an_old_version_is_a_conflict(
    submitted, triager, requester, now, asked_before
):
    if asked_before:
        ask(submitted, requester, triager, now, question="INT1")

    with pytest.raises(StaleRequest):
        ask(submitted, requester, triager, now, seen_version=submitted.version - 1)


def test_the_last_answer_ends_the_wait_and_lengthens_the_promise(
    submitted, triager, requester, now
):
    promised_on = submitted.answer_by_on
    ask(submitted, requester, triager, now)
    later = now + timedelta(days=7)

    answer(submitted, requester, later)

    submitted.refresh_from_db()
    assert (submitted.step, submitted.paused_on) == (Step.IN_TRIAGE, None)
    # Three of the seven days were business days: Thanksgiving and a weekend were not.
    assert (promised_on, submitted.answer_by_on) == (
        date(2026, 12, 9),
        date(2026, 12, 14),
    )


def test_one_of_two_answers_leaves_it_waiting(submitted, triager, requester, now):
    ask(submitted, requester, triager, now)
    ask(submitted, requester, triager, now, question="INT1")

    answer(submitted, requester, now)

    submitted.refresh_from_db()
    assert submitted.step == Step.NEEDS_INFORMATION


def test_the_answer_is_told_to_the_assigned_triager(
    submitted, triager, manager, requester, now
):
    ask(submitted, requester, triager, now)
    ProjectRequest.objects.filter(pk=submitted.pk).update(assignee=manager)

    answer(submitted, requester, now)

    mail = OutboxMessage.objects.get(event="question_answered")
    assert mail.recipient == manager.contact
    assert mail.context["answer_label"] == "1 to 10"
    assert mail.context["before"] == "assessed 2 times"
    assert mail.context["after"] == "assessed 3 times"


def test_the_answer_is_told_to_who_asked_when_nobody_is_assigned(
    submitted, triager, requester, now
):
    ask(submitted, requester, triager, now)

    answer(submitted, requester, now)

    mail = OutboxMessage.objects.get(event="question_answered")
    assert mail.recipient == triager.contact


def test_not_knowing_is_an_answer_to_a_question_too(submitted, triager, requester, now):
    by = Actor.of(requester)
    unknown = {"NET1": GivenAnswer(AnswerKind.UNKNOWN)}
    answer_questions(project_request=submitted, given=unknown, seen={}, by=by, now=now)
    ask(submitted, requester, triager, now)

    answer_questions(
        project_request=submitted, given=unknown, seen={"NET1": 1}, by=by, now=now
    )

    submitted.refresh_from_db()
    assert Ask.objects.get().answered_by == requester.contact
    assert submitted.step == Step.IN_TRIAGE


def test_somebody_asked_in_another_department_may_answer_just_that(
    submitted, triager, outsider, now
):
    ask(submitted, outsider, triager, now)

    assert answer(submitted, outsider, now) == ["NET1"]
    with pytest.raises(PermissionDenied):
        answer(submitted, outsider, now, question="INT1", option="one")


def test_withdrawing_the_request_withdraws_its_questions(
    submitted, triager, requester, now
):
    ask(submitted, requester, triager, now)

    withdraw_request(
        project_request=submitted,
        reason="No longer wanted",
        seen_version=submitted.version,
        by=Actor.of(requester),
        now=now,
    )

    assert Ask.objects.get().withdrawn_at == now
