from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from accounts import audit
from accounts.actors import Actor
from accounts.errors import Refused
from accounts.models import AuditEntry
from intake.first_contacts import ToldFirstContact, told_by
from intake.ideas import idea_of
from intake.lifecycle import Step
from intake.models import FirstContact, ProjectRequest
from intake.services import (
    FirstContactCorrected,
    NoFirstContactYet,
    RequestClosed,
    ToldHappening,
    correct_first_contact,
    save_idea,
    withdraw_request,
)

CONTRACT = ToldHappening("contract", date(2026, 9, 1), "month")


@pytest.fixture
def correct(submitted, triager, now):
    """Correct the first contact of the submitted request, with these parts otherwise."""

    def correct(by=triager, **changes) -> FirstContact:
        stored = submitted.first_contacts.last()
        given = {"reason": "The contract is dated.", "seen_id": stored.pk}
        given |= {name: changes.pop(name) for name in given if name in changes}
        return correct_first_contact(
            project_request=submitted,
            told=replace(told_by(stored), **changes),
            by=Actor.of(by),
            now=now,
            **given,
        )

    return correct


def test_correct_first_contact_keeps_the_original_beside(correct, submitted, triager):
    correct(happenings=(CONTRACT,), invited_on=date(2026, 11, 2))

    original, corrected = submitted.first_contacts.all()
    assert told_by(original) == ToldFirstContact(date(2026, 11, 23))
    assert told_by(corrected) == ToldFirstContact(date(2026, 11, 2), (CONTRACT,))
    assert (original.reason, corrected.reason) == ("", "The contract is dated.")
    assert corrected.recorded_by == triager.contact


def test_correct_first_contact_is_said_in_the_history(correct, submitted):
    correct(commit_on=date(2026, 9, 15))

    entry = AuditEntry.objects.latest("pk")
    assert audit.sentence(entry) == (
        "W. Sato corrected when IT was told: Money becomes binding on from “don’t know yet” "
        "to “15 Sep 2026”. Because: “The contract is dated.”"
    )


def test_correct_first_contact_has_the_request_assessed(correct, assessed):
    correct(needed_on=date(2027, 1, 4))

    assert assessed[-1] == "intake.first_contact_corrected"


@pytest.mark.parametrize("person", ["requester", "leader", "records", "admin"])
def test_correct_first_contact_is_for_those_who_triage(correct, request, person):
    with pytest.raises(PermissionDenied):
        correct(by=request.getfixturevalue(person), commit_on=date(2026, 9, 15))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"commit_on": date(2026, 9, 15), "reason": "  "}, "reason"),
        ({}, ""),
        ({"invited_on": date(2026, 11, 24)}, "invited_on"),
        ({"invited_on": date(1026, 11, 24)}, "invited_on"),
        ({"happenings": (ToldHappening("need", date(2027, 1, 1)),)}, "when_need"),
        ({"happenings": (CONTRACT, CONTRACT)}, "happenings"),
        (
            {
                "happenings": (ToldHappening("idea", date(2026, 9, 15)),),
                "commit_on": date(2026, 9, 15),
            },
            "commit_on",
        ),
    ],
)
def test_correct_first_contact_refuses_what_cannot_be(
    correct, submitted, changes, field
):
    with pytest.raises(Refused) as refused:
        correct(**changes)

    assert list(refused.value.messages) == [field]
    assert submitted.first_contacts.count() == 1


def test_correct_first_contact_after_another_correction_conflicts(correct, submitted):
    seen_id = submitted.first_contacts.get().pk
    correct(commit_on=date(2026, 9, 15))

    with pytest.raises(FirstContactCorrected):
        correct(commit_on=date(2026, 9, 16), seen_id=seen_id)

    assert submitted.first_contacts.count() == 2


def test_correct_first_contact_of_a_draft_has_nothing_to_correct(draft, triager, now):
    with pytest.raises(NoFirstContactYet):
        correct_first_contact(
            project_request=draft,
            told=ToldFirstContact(date(2026, 11, 2)),
            reason="Heard of it then.",
            seen_id=None,
            by=Actor.of(triager),
            now=now,
        )


def test_correct_first_contact_of_what_is_closed_is_refused(
    correct, submitted, requester, now
):
    withdraw_request(
        project_request=submitted,
        reason="Bought elsewhere",
        seen_version=submitted.version,
        by=Actor.of(requester),
        now=now,
    )

    with pytest.raises(RequestClosed):
        correct(commit_on=date(2026, 9, 15))


def test_idea_changed_after_sending_leaves_the_first_contact(submitted, requester, now):
    before = told_by(submitted.first_contacts.get())

    save_idea(
        project_request=submitted,
        idea=replace(
            idea_of(submitted),
            happenings=(CONTRACT,),
            told_on=date(2026, 1, 5),
            commit_on=date(2026, 9, 15),
        ),
        by=Actor.of(requester),
        now=now,
    )

    assert told_by(submitted.first_contacts.get()) == before
    assert ProjectRequest.objects.get(pk=submitted.pk).step == Step.SUBMITTED


@pytest.mark.parametrize("change", ["update", "delete"])
def test_first_contact_on_record_cannot_be_rewritten(correct, submitted, change):
    correct(commit_on=date(2026, 9, 15))
    rows = FirstContact.objects.filter(project_request=submitted)

    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(reason="") if change == "update" else rows.delete()

    assert rows.count() == 2
