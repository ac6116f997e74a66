import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from accounts.actors import Actor
from accounts.links import ActingLink, Purpose
from notifications import claims, delivery
from notifications.kinds import Kind
from notifications.models import DeliveryAttempt, MailSwitch, OutboxMessage
from notifications.models.outbox import State
from notifications.services import release_mail, set_preferences
from tests.notifications.samples import sample_context

Outcome = DeliveryAttempt.Outcome


@pytest.fixture(autouse=True)
def _everybody_may_see(settings):
    settings.MAY_STILL_SEE = {
        "intake.projectrequest": "tests.notifications.fakes.may_see"
    }


@pytest.fixture
def failing(monkeypatch):
    """Let the next mails fail with an error, until told None."""

    def fail_with(error: Exception | None):
        def send_messages(self, messages):
            if error is not None:
                raise error
            mail.outbox.extend(messages)
            return len(messages)

        monkeypatch.setattr(EmailBackend, "send_messages", send_messages)

    return fail_with


def _deliver(now) -> None:
    delivery.deliver_slice(clock=lambda: now)


def test_deliver_due_message_is_sent_once(message, requester, now):
    _deliver(now)
    _deliver(now)

    message.refresh_from_db()
    assert (message.state, message.sent_at) == (State.SENT, now)
    assert [m.to for m in mail.outbox] == [[requester.email]]
    assert [a.outcome for a in message.delivery_attempts.all()] == [Outcome.SENT]


def test_deliver_not_yet_due_waits(message, now):
    OutboxMessage.objects.update(not_before=now + timedelta(minutes=1))

    _deliver(now)

    assert mail.outbox == []


@pytest.mark.parametrize(
    "error",
    [
        TimeoutError("timed out"),
        ConnectionRefusedError("nobody there"),
        smtplib.SMTPServerDisconnected("gone"),
        smtplib.SMTPRecipientsRefused({"a@b.example": (450, b"later")}),
        smtplib.SMTPDataError(451, b"later"),
        smtplib.SMTPConnectError(554, b"busy"),
    ],
)
def test_deliver_passing_failure_is_tried_again(message, failing, now, error):
    failing(error)

    _deliver(now)

    message.refresh_from_db()
    assert (message.state, message.failures) == (State.PENDING, 1)
    wait = message.not_before - now
    assert timedelta(seconds=48) <= wait <= timedelta(seconds=72)


def test_deliver_failing_until_the_tries_are_spent_gives_up(message, failing, now):
    failing(TimeoutError("timed out"))

    for day in range(8):
        _deliver(now + timedelta(days=day))

    message.refresh_from_db()
    assert (message.state, message.failures) == (State.DEAD, 8)
    assert "timed out" in message.last_error


@pytest.mark.parametrize(
    "error",
    [
        smtplib.SMTPRecipientsRefused({"a@b.example": (552, b"full")}),
        smtplib.SMTPDataError(554, b"spam"),
        smtplib.SMTPSenderRefused(552, b"too big", "us@city.example"),
    ],
)
def test_deliver_refused_for_good_gives_up_at_once(message, failing, now, error):
    failing(error)

    _deliver(now)

    message.refresh_from_db()
    assert message.state == State.DEAD
    assert [a.outcome for a in message.delivery_attempts.all()] == [Outcome.REFUSED]


def test_deliver_unknown_mailbox_stops_mail_to_it(message, requester, failing, now):
    failing(smtplib.SMTPRecipientsRefused({"a@b.example": (550, b"no such user")}))

    _deliver(now)

    requester.contact.refresh_from_db()
    assert requester.contact.suppressed_at == now


def test_deliver_login_refused_holds_the_channel_until_released(
    message, failing, admin, now
):
    failing(smtplib.SMTPAuthenticationError(535, b"bad password"))
    _deliver(now)
    failing(None)
    _deliver(now)
    message.refresh_from_db()
    assert message.state == State.HELD
    switch = MailSwitch.objects.get()

    release_mail(switch=switch, by=Actor.of(admin), now=now)
    _deliver(now)

    message.refresh_from_db()
    assert message.state == State.SENT


def test_deliver_broken_template_is_tried_thrice_and_stops_nobody(
    message, project_request, colleague, cause, now
):
    OutboxMessage.objects.filter(pk=message.pk).update(context={"no": "path"})
    other = OutboxMessage.objects.get(pk=message.pk)
    other.pk, other.recipient = None, colleague.contact
    other.dedupe_key, other.message_id = "other", "<other@city.example>"
    other.context = sample_context("request_decided")
    other.save()

    for hour in range(3):
        _deliver(now + timedelta(hours=hour))

    message.refresh_from_db()
    other.refresh_from_db()
    assert (message.state, message.failures) == (State.DEAD, 3)
    assert "RenderingFailed" in message.last_error
    assert other.state == State.SENT


def test_deliver_after_a_crash_goes_back_and_counts_it(message, now):
    assert claims.claim(now) is not None
    _deliver(now)
    assert mail.outbox == []

    _deliver(now + timedelta(minutes=2))

    message.refresh_from_db()
    assert (message.state, message.crashes, message.attempts) == (State.SENT, 1, 2)
    assert [a.outcome for a in message.delivery_attempts.all()] == [
        Outcome.LOST,
        Outcome.SENT,
    ]


def test_deliver_third_crash_gives_up(message, now):
    for minutes in (0, 2, 4):
        moment = now + timedelta(minutes=minutes)
        claims.take_back_abandoned(moment)
        assert claims.claim(moment) is not None

    _deliver(now + timedelta(minutes=6))

    message.refresh_from_db()
    assert (message.state, message.crashes) == (State.DEAD, 3)


def test_finish_after_the_lease_was_lost_changes_nothing(message, now):
    late = claims.claim(now)
    assert late is not None
    claims.take_back_abandoned(now + timedelta(minutes=2))
    claims.claim(now + timedelta(minutes=2))

    kept = claims.finish(late, State.SENT, outcome=Outcome.SENT, now=now, sent_at=now)

    message.refresh_from_db()
    assert not kept
    assert message.state == State.SENDING


def test_deliver_expired_is_not_sent(message, now):
    OutboxMessage.objects.update(expires_at=now)

    _deliver(now)

    message.refresh_from_db()
    assert (message.state, mail.outbox) == (State.EXPIRED, [])


def _leave(requester, now, settings):
    requester.is_active = False
    requester.save()


def _lose_address(requester, now, settings):
    requester.contact.email = ""
    requester.contact.save()


def _bounce(requester, now, settings):
    requester.contact.suppressed_at = now
    requester.contact.save()


def _switch_off(requester, now, settings):
    set_preferences(
        contact=requester.contact,
        wanted={Kind.DECIDED: False},
        by=Actor.of(requester),
        now=now,
    )


def _lose_sight(requester, now, settings):
    settings.MAY_STILL_SEE = {
        "intake.projectrequest": "tests.notifications.fakes.may_not_see"
    }


def _forget_the_type(requester, now, settings):
    settings.MAY_STILL_SEE = {}


@pytest.mark.parametrize(
    "meanwhile",
    [_leave, _lose_address, _bounce, _switch_off, _lose_sight, _forget_the_type],
)
def test_deliver_no_longer_fitting_is_suppressed(
    message, requester, settings, now, meanwhile
):
    meanwhile(requester, now, settings)

    _deliver(now)

    message.refresh_from_db()
    assert message.state == State.SUPPRESSED
    assert message.last_error
    assert mail.outbox == []


def test_deliver_urgent_goes_first(message, project_request, requester, cause, now):
    urgent = OutboxMessage.objects.get(pk=message.pk)
    urgent.pk, urgent.priority = None, 1
    urgent.dedupe_key, urgent.message_id = "urgent", "<urgent@city.example>"
    urgent.save()

    taken = claims.claim(now)

    assert taken is not None
    assert taken.message_id == urgent.pk


@pytest.mark.parametrize(
    ("subject", "purposes", "reason"),
    [
        ("12", {"ask": "tests.notifications.fakes.may_act"}, ""),
        ("13", {"ask": "tests.notifications.fakes.may_act"}, "done or over"),
        ("12", {}, "Nobody says how long"),
    ],
)
def test_deliver_link_is_sent_while_there_is_something_to_do(
    message, now, settings, subject, purposes, reason
):
    settings.MAY_STILL_ACT = purposes
    link = ActingLink(Purpose.ASK, subject, "intake:asked", now + timedelta(days=1))
    message.context["link"] = link.as_plain()
    message.save()

    _deliver(now)

    message.refresh_from_db()
    assert message.state == (State.SUPPRESSED if reason else State.SENT)
    assert reason in message.last_error
