import pytest
from django.core.exceptions import PermissionDenied

from accounts.actors import Actor
from accounts.models import AuditEntry
from intake.models import BusinessCase
from tests.conftest import NOW
from triage.models import BudgetRequest
from triage.services import (
    CannotSign,
    NothingNew,
    draft_budget_request,
    sign_budget_request,
)
from triage.services import budget_requests as services

pytestmark = pytest.mark.django_db

YEAR = 2028


def keep(project_request, by: Actor) -> BudgetRequest:
    return draft_budget_request(
        project_request=project_request, fiscal_year=YEAR, by=by, now=NOW
    )


def sign(budget_request: BudgetRequest, by: Actor) -> BudgetRequest:
    return sign_budget_request(budget_request=budget_request, by=by, now=NOW)


def change_something(project_request) -> None:
    BusinessCase.objects.update_or_create(
        project_request=project_request,
        defaults={"measure": "Late closures", "updated_at": NOW},
    )


def test_first_version_keeps_the_paper_and_is_told_in_the_history(light, by_manager):
    kept = keep(light, by_manager)

    assert (kept.version, kept.made_by, kept.signed_at) == (1, by_manager.user, None)
    assert services.stored_document(kept).number == light.number
    entry = AuditEntry.objects.get(action="triage.budget_request_kept")
    assert entry.facts == {"version": 1, "year": "FY2028"}
    assert kept.cause == entry


def test_same_again_is_no_version(light, by_manager):
    keep(light, by_manager)

    with pytest.raises(NothingNew, match="since version 1"):
        keep(light, by_manager)

    assert BudgetRequest.objects.count() == 1


def test_what_differs_is_the_next_version(light, by_manager):
    keep(light, by_manager)
    change_something(light)

    assert keep(light, by_manager).version == 2


def test_whole_it_has_versions_of_its_own(light, by_manager):
    keep(light, by_manager)

    kept = keep(None, by_manager)

    assert (kept.version, kept.project_request) == (1, None)
    with pytest.raises(NothingNew):
        keep(None, by_manager)


@pytest.mark.parametrize("whole", [False, True])
def test_of_two_in_the_same_moment_the_second_is_told(
    light, by_manager, monkeypatch, whole
):
    request = None if whole else light
    keep(request, by_manager)
    # The second looked before the first had kept anything.
    monkeypatch.setattr(services, "newest_version", lambda *_: None)

    with pytest.raises(services.KeptMeanwhile):
        keep(request, by_manager)

    assert BudgetRequest.objects.count() == 1
    assert AuditEntry.objects.filter(action="triage.budget_request_kept").count() == 1


def test_requester_keeps_none(light, requester):
    with pytest.raises(PermissionDenied):
        keep(light, Actor.of(requester))


def test_manager_signs_the_newest_even_their_own(light, by_manager):
    signed = sign(keep(light, by_manager), by_manager)

    assert (signed.signed_at, signed.signed_by) == (NOW, by_manager.user)
    assert AuditEntry.objects.filter(action="triage.budget_request_signed").exists()


def test_triager_keeps_but_does_not_sign(light, triager):
    kept = keep(light, Actor.of(triager))

    with pytest.raises(PermissionDenied):
        sign(kept, Actor.of(triager))


def test_older_version_is_not_signed(light, by_manager):
    first = keep(light, by_manager)
    change_something(light)
    keep(light, by_manager)

    with pytest.raises(CannotSign, match="Version 2 is newer"):
        sign(first, by_manager)


def test_version_kept_in_the_same_moment_is_not_signed_past(
    light, by_manager, monkeypatch
):
    first = keep(light, by_manager)
    reads = services.current_document

    def read_while_somebody_keeps(*args, **kwargs):
        BudgetRequest.objects.create(
            project_request=light,
            fiscal_year=YEAR,
            version=2,
            document=first.document,
            made_at=NOW,
            cause=first.cause,
        )
        return reads(*args, **kwargs)

    monkeypatch.setattr(services, "current_document", read_while_somebody_keeps)

    with pytest.raises(CannotSign, match="Version 2 is newer"):
        sign(first, by_manager)

    assert not BudgetRequest.objects.filter(signed_at__isnull=False).exists()


def test_nothing_is_signed_that_has_changed_since(light, by_manager):
    kept = keep(light, by_manager)
    change_something(light)

    with pytest.raises(CannotSign, match="has changed since version 1") as refused:
        sign(kept, by_manager)

    assert [c.says for c in refused.value.changes] == [
        "Measure is now known: “Late closures”"
    ]
    kept.refresh_from_db()
    assert kept.signed_at is None


def test_nothing_is_signed_twice(light, by_manager):
    kept = keep(light, by_manager)
    stale = BudgetRequest.objects.get(pk=kept.pk)
    sign(kept, by_manager)

    for again in (kept, stale):
        with pytest.raises(CannotSign, match="signed off already"):
            sign(again, by_manager)
