import pytest

from intake.lifecycle import Step
from intake.models import ProjectRequest
from intake.services import StaleRequest, WrongStep, move_request
from tests.factories.intake import ProjectRequestFactory


def test_a_move_raises_the_version_and_is_kept_with_its_moment(requester, now):
    moved = ProjectRequestFactory(created_by=requester)

    move_request(moved, Step.WITHDRAWN, seen_version=1, now=now)

    change = moved.step_changes.get()
    assert (moved.step, moved.version, moved.updated_at) == (Step.WITHDRAWN, 2, now)
    assert (change.from_step, change.to_step, change.at) == ("draft", "withdrawn", now)


def test_a_move_the_table_does_not_have_is_refused(requester, now):
    draft = ProjectRequestFactory(created_by=requester)

    with pytest.raises(WrongStep):
        move_request(draft, Step.IN_TRIAGE, seen_version=1, now=now)

    assert not draft.step_changes.exists()


def test_a_move_from_an_old_version_is_stale(requester, now):
    draft = ProjectRequestFactory(created_by=requester, version=2)

    with pytest.raises(StaleRequest):
        move_request(draft, Step.WITHDRAWN, seen_version=1, now=now)


def test_a_move_somebody_made_after_the_look_is_stale(requester, now):
    draft = ProjectRequestFactory(created_by=requester)
    # The row moves on while this process still holds the older one.
    ProjectRequest.objects.filter(pk=draft.pk).update(version=2)

    with pytest.raises(StaleRequest):
        move_request(draft, Step.WITHDRAWN, seen_version=1, now=now)

    draft.refresh_from_db()
    assert draft.step == Step.DRAFT
