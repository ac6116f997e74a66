from datetime import timedelta

import pytest
from celery import current_app
from django.db import transaction

from accounts import audit
from accounts.actors import Actor
from accounts.links import ActingLink, Purpose
from accounts.models import SignedLink
from notifications import nudge, outbox
from notifications.models import OutboxMessage
from notifications.models.outbox import State
from tests.notifications.samples import sample_context


def _decided(to, subject, cause, now, **more):
    return outbox.enqueue(
        "request_decided",
        to=to.contact,
        subject=subject,
        context=sample_context("request_decided"),
        cause=cause,
        now=now,
        **more,
    )


def test_enqueue_writes_a_row_that_is_due(message, now):
    assert message.state == State.PENDING
    assert list(OutboxMessage.objects.due(now)) == [message]
    assert message.message_id.endswith("@harlowbend.example>")


def test_enqueue_of_own_act_tells_nobody(project_request, triager, cause, now):
    assert _decided(triager, project_request, cause, now) is None

    assert not OutboxMessage.objects.exists()


def test_enqueue_receipt_of_own_act_is_told(project_request, requester, now):
    own = audit.record(
        "tests.happened", subject=project_request, by=Actor.of(requester), now=now
    )

    receipt = outbox.enqueue(
        "request_submitted",
        to=requester.contact,
        subject=project_request,
        context=sample_context("request_submitted"),
        cause=own,
        now=now,
    )

    assert receipt is not None


def test_enqueue_twice_of_one_cause_is_one_message(
    message, project_request, requester, cause, now
):
    again = _decided(requester, project_request, cause, now)

    assert again == message
    assert OutboxMessage.objects.count() == 1


def test_enqueue_refuses_more_than_plain_values(project_request, requester, cause, now):
    with pytest.raises(TypeError):
        outbox.enqueue(
            "request_decided",
            to=requester.contact,
            subject=project_request,
            context={"when": now},
            cause=cause,
            now=now,
        )


def test_enqueue_unknown_event_raises(project_request, requester, cause, now):
    with pytest.raises(KeyError):
        outbox.enqueue(
            "no_such_event",
            to=requester.contact,
            subject=project_request,
            context={},
            cause=cause,
            now=now,
        )


def test_holding_back_stores_suppressed_with_the_reason(
    project_request, requester, cause, now
):
    with outbox.holding_back("the example city"):
        held = _decided(requester, project_request, cause, now)

    assert held is not None
    assert (held.state, held.last_error) == (State.SUPPRESSED, "the example city")


def test_enqueue_rolled_back_leaves_nothing(project_request, requester, cause, now):
    with transaction.atomic():
        _decided(requester, project_request, cause, now)
        transaction.set_rollback(True)

    assert not OutboxMessage.objects.exists()


def test_enqueue_nudges_after_commit_only(
    monkeypatch,
    django_capture_on_commit_callbacks,
    project_request,
    requester,
    cause,
    now,
):
    nudged: list[str] = []
    monkeypatch.setattr(current_app, "send_task", _record(nudged))

    with django_capture_on_commit_callbacks(execute=True):
        _decided(requester, project_request, cause, now)
        assert nudged == []

    assert nudged == [nudge.DELIVER_TASK]


def test_nudge_dead_broker_is_tried_once_then_left_alone(monkeypatch):
    tries: list[str] = []

    def refuse(name, **options):
        tries.append(name)
        raise ConnectionError("nobody there")

    monkeypatch.setattr(current_app, "send_task", refuse)
    monkeypatch.setattr(nudge, "breaker", nudge.CircuitBreaker(30))

    nudge.nudge()
    nudge.nudge()

    assert len(tries) == 1


def test_nudge_after_the_pause_tries_again(monkeypatch):
    tries: list[str] = []

    def refuse(name, **options):
        tries.append(name)
        raise ConnectionError("nobody there")

    monkeypatch.setattr(current_app, "send_task", refuse)
    monkeypatch.setattr(nudge, "breaker", nudge.CircuitBreaker(0))

    nudge.nudge()
    nudge.nudge()

    assert len(tries) == 2


def _record(nudged: list[str]):
    def send_task(name: str, **options: object) -> None:
        nudged.append(name)

    return send_task


def test_enqueue_link_stores_what_to_mint_and_no_token(
    project_request, requester, cause, now
):
    link = ActingLink(Purpose.ASK, "12", "intake:asked", now + timedelta(days=1))

    written = outbox.enqueue(
        "question_asked",
        to=requester.contact,
        subject=project_request,
        context=sample_context("question_asked"),
        cause=cause,
        now=now,
        link=link,
    )

    assert written is not None
    assert ActingLink.from_plain(written.context["link"]) == link
    assert written.expires_at == link.expires_at
    assert not SignedLink.objects.exists()
