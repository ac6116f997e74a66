from datetime import UTC, date, datetime, timedelta

import pytest

from accounts import audit
from intake.lifecycle import Step
from intake.models import Ask
from intake.services import follow_up_asks, return_ask
from notifications.models import OutboxMessage
from tests.factories.accounts import ContactFactory
from tests.intake.asking import ask, link_of, mailed_path
from tests.intake.older import publish_without

# The last business day before the answer is wanted, and the morning after it was.
MONDAY = datetime(2026, 11, 30, 16, 0, tzinfo=UTC)
WEDNESDAY = datetime(2026, 12, 2, 16, 0, tzinfo=UTC)


@pytest.fixture
def asked(submitted, triager, now) -> Ask:
    """Wanted on Tuesday, 1 December."""
    return ask(submitted, ContactFactory(name="P. Flores"), triager, now)


def mails(event: str) -> list[OutboxMessage]:
    return list(OutboxMessage.objects.filter(event=event))


def test_follow_up_reminds_once_on_the_business_day_before(asked):
    follow_up_asks(MONDAY - timedelta(seconds=1))
    assert mails("question_reminder") == []

    follow_up_asks(MONDAY)
    follow_up_asks(MONDAY + timedelta(hours=26))

    (reminder,) = mails("question_reminder")
    assert (reminder.recipient, reminder.context["due_on"]) == (asked.to, "2026-12-01")
    assert audit.sentence(reminder.cause).startswith("Groundwork reminded P. Flores of")


def test_follow_up_drops_a_question_that_is_no_longer_asked(asked, submitted, now):
    publish_without(questions=("NET1",), now=now + timedelta(hours=3))
    at_night = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

    follow_up_asks(at_night)
    follow_up_asks(WEDNESDAY)

    asked.refresh_from_db()
    submitted.refresh_from_db()
    assert (asked.withdrawn_at, submitted.step) == (at_night, Step.IN_TRIAGE)
    assert submitted.paused_on is None
    said = audit.sentence(audit.history(submitted)[0])
    assert said.startswith("The question “How many devices will be installed")
    assert said.endswith("to P. Flores was given up: it is no longer asked")
    assert mails("question_reminder") == mails("question_unanswered") == []


def test_reminder_carries_the_link_of_the_question(asked, now):
    follow_up_asks(MONDAY)

    (first,), (reminder,) = mails("question_asked"), mails("question_reminder")
    assert reminder.context["link"] == first.context["link"]
    assert mailed_path(asked, now) == mailed_path(asked, MONDAY)


def test_reminder_skips_a_weekend_and_holidays(submitted, triager, now):
    # Thanksgiving and the day after it lie between; Wednesday is the business day before.
    ask(
        submitted,
        ContactFactory(),
        triager,
        now,
        due_on=date(2026, 11, 30),
    )

    follow_up_asks(datetime(2026, 11, 24, 17, 0, tzinfo=UTC))
    assert mails("question_reminder") == []
    follow_up_asks(datetime(2026, 11, 25, 17, 0, tzinfo=UTC))

    assert len(mails("question_reminder")) == 1


def test_reminder_missed_catches_up_but_not_on_a_free_day(submitted, triager, now):
    ask(submitted, ContactFactory(), triager, now, due_on=date(2026, 11, 30))

    follow_up_asks(datetime(2026, 11, 28, 17, 0, tzinfo=UTC))
    assert mails("question_reminder") == []
    follow_up_asks(datetime(2026, 11, 30, 17, 0, tzinfo=UTC))

    assert len(mails("question_reminder")) == 1


def test_no_reminder_on_the_day_of_the_question(submitted, triager, now):
    ask(submitted, ContactFactory(), triager, now, due_on=date(2026, 11, 24))

    follow_up_asks(now)

    assert mails("question_reminder") == []


def test_no_reminder_of_what_was_sent_back(asked, now):
    return_ask(link=link_of(asked, now), note="Parks knows.", now=now)

    follow_up_asks(MONDAY)

    assert mails("question_reminder") == []


def test_follow_up_ends_what_nobody_answered_and_tells_the_triager(asked, triager):
    follow_up_asks(WEDNESDAY)
    follow_up_asks(WEDNESDAY + timedelta(days=1))

    asked.refresh_from_db()
    asked.project_request.refresh_from_db()
    assert asked.expired_at == WEDNESDAY
    assert asked.project_request.step == Step.IN_TRIAGE
    (told,) = mails("question_unanswered")
    assert (told.recipient, told.context["note"]) == (triager.contact, "")
    assert told.context["asked"] == "P. Flores"


def test_answer_is_wanted_all_day_long(asked):
    follow_up_asks(WEDNESDAY - timedelta(days=1))

    assert Ask.objects.open().exists()


def test_nobody_is_written_to_at_night(asked):
    follow_up_asks(datetime(2026, 12, 2, 15, 59, tzinfo=UTC))

    assert Ask.objects.open().exists()


def test_expiry_of_one_of_two_leaves_the_request_waiting(
    asked, submitted, requester, triager, now
):
    later = date(2026, 12, 20)
    ask(submitted, requester.contact, triager, now, question="INT1", due_on=later)

    follow_up_asks(WEDNESDAY)

    submitted.refresh_from_db()
    assert submitted.step == Step.NEEDS_INFORMATION
    assert Ask.objects.open().get().question == "INT1"


def test_one_that_fails_keeps_no_other_waiting(
    asked, submitted, requester, triager, now, monkeypatch
):
    other = ask(submitted, requester.contact, triager, now, question="INT1")
    fails_for_the_first = _failing_once()
    monkeypatch.setattr("intake.services.ask_days.hold_open", fails_for_the_first)

    follow_up_asks(WEDNESDAY)
    assert list(Ask.objects.open()) == [asked]

    follow_up_asks(WEDNESDAY)
    other.refresh_from_db()
    assert (Ask.objects.open().exists(), other.expired_at) == (False, WEDNESDAY)


def _failing_once():
    calls = []

    def hold(project_request, *, now):
        calls.append(now)
        if len(calls) == 1:
            raise RuntimeError("the database is away")

    return hold
