import pytest
from django.core.exceptions import PermissionDenied

from accounts import audit
from accounts.actors import Actor
from accounts.errors import Refused
from accounts.models import AuditEntry
from intake.first_contacts import ToldFirstContact, told_by
from intake.ideas import ToldHappening
from intake.lifecycle import Step
from intake.models import ProjectRequest
from intake.services import (
    NothingToFinish,
    ask_to_finish,
    log_found_work,
    submit_request,
    withdraw_request,
)
from notifications.gate import why_not
from notifications.models import OutboxMessage
from tests.factories.accounts import ContactFactory, UserFactory


@pytest.fixture
def log(parks, triager, requester, now):
    def log(**changes) -> ProjectRequest:
        given = {
            "department": parks,
            "title": "Irrigation controllers",
            "found": "Forty controllers call home over the guest network.",
            "how_far": "installed",
            "invite": requester.contact,
            "by": Actor.of(triager),
        }
        return log_found_work(**given | changes, now=now)

    return log


def test_log_found_work_makes_a_draft_of_the_department(log, parks, triager, now):
    made = log()

    assert (made.step, made.department, made.created_by) == (
        Step.DRAFT,
        parks,
        triager,
    )
    assert made.found_outside_on == now.date()
    assert made.problem == "Forty controllers call home over the guest network."


def test_log_found_work_writes_the_first_contact_down_at_once(log, now):
    made = log()

    assert told_by(made.first_contacts.get()) == ToldFirstContact(
        now.date(), (ToldHappening("installed"),)
    )


def test_log_found_work_is_assessed_once_and_said(log, assessed):
    log(invite=None)

    assert assessed == ["intake.work_found"]
    assert audit.sentence(AuditEntry.objects.latest("pk")) == (
        "W. Sato came across it outside intake and wrote it down: it is installed or in "
        "use"
    )


def test_log_found_work_invites_somebody_to_finish_it(log, requester, now):
    made = log()

    mail = OutboxMessage.objects.get(event="work_found")
    assert mail.recipient == requester.contact
    assert mail.context["path"] == f"/requests/{made.number}/idea/"
    assert mail.context["how_far"] == "it is installed or in use"
    assert why_not(mail, now=now) is None


def test_log_found_work_without_anybody_to_invite_is_still_on_record(log):
    made = log(invite=None)

    assert made.found_outside_on
    assert not OutboxMessage.objects.exists()


@pytest.mark.parametrize("person", ["requester", "leader", "records", "admin"])
def test_log_found_work_is_for_it(log, request, person):
    with pytest.raises(PermissionDenied):
        log(by=Actor.of(request.getfixturevalue(person)))

    assert not ProjectRequest.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "title"),
        ({"found": " "}, "found"),
        ({"how_far": ""}, "how_far"),
    ],
)
def test_log_found_work_refuses_what_is_missing(log, changes, field):
    with pytest.raises(Refused) as refused:
        log(**changes)

    assert list(refused.value.messages) == [field]
    assert not ProjectRequest.objects.exists()


def test_log_found_work_twice_in_a_row_counts_once(log):
    first = log()

    with pytest.raises(Refused, match=first.number) as refused:
        log()

    assert list(refused.value.messages) == ["title"]
    assert ProjectRequest.objects.get() == first
    assert log(found="Ten more stand in the yard.") != first


@pytest.mark.parametrize("who", ["another department", "no account", "no role"])
def test_log_found_work_invites_only_who_can_finish(log, outsider, parks, who):
    invite = {
        "another department": outsider.contact,
        "no account": ContactFactory(department=parks),
        "no role": UserFactory(department=parks, roles=[]).contact,
    }[who]

    with pytest.raises(Refused) as refused:
        log(invite=invite)

    assert list(refused.value.messages) == ["invite"]
    assert not OutboxMessage.objects.exists()


def test_found_work_that_is_sent_keeps_what_was_seen_when_found(log, requester, now):
    made = log()
    seen = told_by(made.first_contacts.get())
    made.happenings.all().delete()

    sent = submit_request(
        project_request=made, seen_version=made.version, by=Actor.of(requester), now=now
    )

    assert sent.step == Step.SUBMITTED
    assert told_by(sent.first_contacts.get()) == seen


def test_ask_to_finish_invites_somebody_else(log, colleague, triager, now):
    made = log()

    ask_to_finish(
        project_request=made, invite=colleague.contact, by=Actor.of(triager), now=now
    )

    mail = OutboxMessage.objects.filter(event="work_found").latest("pk")
    assert mail.recipient == colleague.contact
    assert audit.sentence(AuditEntry.objects.latest("pk")) == (
        "W. Sato invited Colleague to finish it"
    )


def test_ask_to_finish_what_is_given_up_is_refused(log, requester, triager, now):
    made = log()
    withdraw_request(
        project_request=made,
        reason="Not ours",
        seen_version=made.version,
        by=Actor.of(requester),
        now=now,
    )

    with pytest.raises(NothingToFinish):
        ask_to_finish(
            project_request=made,
            invite=requester.contact,
            by=Actor.of(triager),
            now=now,
        )


def test_ask_to_finish_what_the_department_brought_is_refused(
    draft, requester, triager, now
):
    with pytest.raises(NothingToFinish):
        ask_to_finish(
            project_request=draft,
            invite=requester.contact,
            by=Actor.of(triager),
            now=now,
        )


def test_ask_to_finish_is_for_it(log, requester, now):
    with pytest.raises(PermissionDenied):
        ask_to_finish(
            project_request=log(),
            invite=requester.contact,
            by=Actor.of(requester),
            now=now,
        )
