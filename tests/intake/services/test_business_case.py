from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from accounts.actors import Actor
from accounts.audit import history, sentence
from accounts.errors import Refused
from intake.differences import differences
from intake.lifecycle import Step
from intake.models import BusinessCase, ProjectRequest
from intake.services import (
    BusinessCaseConflict,
    RequestClosed,
    may_write_business_case,
    save_business_case,
    withdraw_request,
)

SAID = {
    "measure": "Minutes until closed",
    "target": "15",
    "target_on": date(2028, 6, 1),
}


@pytest.fixture
def by(requester) -> Actor:
    return Actor.of(requester)


@pytest.fixture
def case(draft, by, now) -> BusinessCase:
    save_business_case(
        project_request=draft, values=SAID, seen_version=0, by=by, now=now
    )
    return BusinessCase.objects.get()


@pytest.fixture
def decided(draft) -> ProjectRequest:
    """Decided as far as writing goes; what was decided does not matter here."""
    draft.step = Step.DECIDED
    return draft


def test_what_is_said_is_kept_and_told_without_a_judgement(draft, by, now, assessed):
    before = list(assessed)

    changed = save_business_case(
        project_request=draft, values=SAID, seen_version=0, by=by, now=now
    )

    case = BusinessCase.objects.get()
    assert (case.target, case.target_on, case.version) == ("15", date(2028, 6, 1), 1)
    assert [item.field for item in changed] == ["measure", "target", "target_on"]
    assert (
        sentence(history(draft)[0])
        == "A. Nguyen changed the business case: measure, target, by when"
    )
    assert assessed == before


def test_the_rest_stays_as_it_is(case, draft, by, now):
    save_business_case(
        project_request=draft,
        values={"risks": "Theft"},
        seen_version=1,
        by=by,
        now=now,
    )

    case.refresh_from_db()
    assert (case.measure, case.risks, case.version) == (
        "Minutes until closed",
        "Theft",
        2,
    )


def test_saying_the_same_again_changes_nothing(case, draft, by, now):
    changed = save_business_case(
        project_request=draft, values=SAID, seen_version=0, by=by, now=now
    )

    case.refresh_from_db()
    assert (changed, case.version) == ((), 1)
    assert len(history(draft)) == 2


@pytest.mark.parametrize("seen", [0, 2])
def test_a_version_that_was_not_seen_is_a_conflict(case, draft, by, now, seen):
    with pytest.raises(BusinessCaseConflict) as conflict:
        save_business_case(
            project_request=draft,
            values={"target": "20"},
            seen_version=seen,
            by=by,
            now=now,
        )

    told = conflict.value.differences
    assert [(item.label, item.before, item.after) for item in told] == [
        ("target", "15", "20")
    ]


@pytest.mark.parametrize(
    "values", [{"priority": 0}, {"priority": 1000}, {"measure": "x" * 201}]
)
def test_what_cannot_be_is_refused_by_field(draft, by, now, values):
    with pytest.raises(Refused) as refused:
        save_business_case(
            project_request=draft, values=values, seen_version=0, by=by, now=now
        )

    assert list(refused.value.messages) == list(values)
    assert not BusinessCase.objects.exists()


def test_another_department_does_not_write_it(draft, outsider, now):
    with pytest.raises(PermissionDenied):
        save_business_case(
            project_request=draft,
            values=SAID,
            seen_version=0,
            by=Actor.of(outsider),
            now=now,
        )


def test_it_writes_on_after_the_decision_and_the_department_does_not(
    decided, triager, by, now
):
    with pytest.raises(PermissionDenied):
        save_business_case(
            project_request=decided, values=SAID, seen_version=0, by=by, now=now
        )
    save_business_case(
        project_request=decided,
        values=SAID,
        seen_version=0,
        by=Actor.of(triager),
        now=now,
    )

    assert BusinessCase.objects.get().target == "15"


def test_nobody_writes_on_after_withdrawing(draft, by, triager, now):
    withdraw_request(
        project_request=draft,
        seen_version=draft.version,
        reason="Not now",
        by=by,
        now=now,
    )
    draft.refresh_from_db()

    with pytest.raises(RequestClosed):
        save_business_case(
            project_request=draft,
            values=SAID,
            seen_version=0,
            by=Actor.of(triager),
            now=now,
        )


def test_who_may_write_is_told_as_the_service_allows(
    decided, requester, triager, leader
):
    may = [may_write_business_case(user, decided) for user in (requester, triager)]

    assert may == [False, True]
    assert not may_write_business_case(leader, decided)


def test_who_begins_one_second_is_told(decided, manager, requester, now, monkeypatch):
    """After the decision nothing holds the request, so the row itself says who was first."""

    def meanwhile(*args):
        BusinessCase.objects.create(
            project_request=decided, measure="Hours open", updated_at=now
        )
        return differences(*args)

    monkeypatch.setattr("intake.services.business_case.differences", meanwhile)
    with pytest.raises(BusinessCaseConflict):
        save_business_case(
            project_request=decided,
            values=SAID,
            seen_version=0,
            by=Actor.of(manager),
            now=now,
        )
