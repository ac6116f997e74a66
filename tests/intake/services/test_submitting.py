from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from accounts.actors import Actor
from accounts.errors import Refused
from accounts.models import AuditEntry
from intake.lifecycle import Step
from intake.models import ProjectRequest
from intake.services import (
    StaleRequest,
    WrongStep,
    send_idea,
    send_new_idea,
    submit_request,
    take_into_triage,
    withdraw_request,
)
from notifications.models import OutboxMessage


def submit(project_request, person, now, seen_version=None):
    return submit_request(
        project_request=project_request,
        seen_version=seen_version or project_request.version,
        by=Actor.of(person),
        now=now,
    )


def withdraw(project_request, person, now, reason="No longer wanted"):
    return withdraw_request(
        project_request=project_request,
        reason=reason,
        seen_version=project_request.version,
        by=Actor.of(person),
        now=now,
    )


def test_submitting_promises_an_answer_in_business_days(draft, requester, now):
    submit(draft, requester, now)

    assert (draft.step, draft.submitted_by) == (Step.SUBMITTED, requester)
    # Ten business days after Monday 23 November, without Thanksgiving and the day after.
    assert draft.answer_by_on == date(2026, 12, 9)


def test_submitting_sends_the_receipt_with_the_assessed_range(draft, requester, now):
    submit(draft, requester, now)

    mail = OutboxMessage.objects.get()
    assert (mail.event, mail.recipient) == ("request_submitted", requester.contact)
    assert mail.context == {
        "number": "HB-2026-001",
        "title": "Flood sensors in underpasses",
        "path": "/requests/HB-2026-001/",
        "answer_by": "2026-12-09",
        "says": "assessed 2 times",
    }


def test_submitting_twice_is_a_conflict(draft, requester, now):
    submit(draft, requester, now)

    with pytest.raises(WrongStep):
        submit(draft, requester, now)


def test_submitting_an_older_version_is_a_conflict(draft, requester, now):
    ProjectRequest.objects.filter(pk=draft.pk).update(version=2)

    with pytest.raises(StaleRequest):
        submit(draft, requester, now, seen_version=1)

    assert not OutboxMessage.objects.exists()


def test_submitting_for_another_department_is_not_allowed(draft, outsider, now):
    with pytest.raises(PermissionDenied):
        submit(draft, outsider, now)


def test_sending_a_new_idea_writes_and_submits_it(questionnaire, requester, idea, now):
    sent = send_new_idea(
        department=requester.department, idea=idea, by=Actor.of(requester), now=now
    )

    assert sent.step == Step.SUBMITTED
    assert OutboxMessage.objects.get().event == "request_submitted"


def test_sending_a_submitted_idea_again_keeps_neither_change(
    submitted, requester, idea, now
):
    with pytest.raises(WrongStep):
        send_idea(
            project_request=submitted,
            idea=type(idea)(title="Other", problem="Other"),
            seen_idea_version=1,
            seen_version=submitted.version,
            by=Actor.of(requester),
            now=now,
        )

    assert ProjectRequest.objects.get().title == "Flood sensors in underpasses"


def test_taking_a_request_starts_triage(submitted, triager, now):
    take_into_triage(
        project_request=submitted,
        seen_version=submitted.version,
        by=Actor.of(triager),
        now=now,
    )

    assert submitted.step == Step.IN_TRIAGE


def test_taking_a_request_twice_is_a_conflict(in_triage, triager, now):
    with pytest.raises(WrongStep):
        take_into_triage(
            project_request=in_triage,
            seen_version=in_triage.version,
            by=Actor.of(triager),
            now=now,
        )


def test_taking_a_request_by_a_requester_is_not_allowed(submitted, requester, now):
    with pytest.raises(PermissionDenied):
        take_into_triage(
            project_request=submitted,
            seen_version=submitted.version,
            by=Actor.of(requester),
            now=now,
        )


def test_withdrawing_keeps_the_reason_on_record(in_triage, requester, now):
    withdraw(in_triage, requester, now)

    assert in_triage.step == Step.WITHDRAWN
    entry = AuditEntry.objects.get(action="intake.request_withdrawn")
    assert entry.facts["reason"] == "No longer wanted"


def test_withdrawing_without_a_reason_is_refused(draft, requester, now):
    with pytest.raises(Refused) as refused:
        withdraw(draft, requester, now, reason=" ")

    assert list(refused.value.messages) == ["reason"]


def test_withdrawing_twice_is_a_conflict(draft, requester, now):
    withdraw(draft, requester, now)

    with pytest.raises(WrongStep):
        withdraw(draft, requester, now)


def test_withdrawing_for_another_department_is_not_allowed(draft, outsider, now):
    with pytest.raises(PermissionDenied):
        withdraw(draft, outsider, now)
