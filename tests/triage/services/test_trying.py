"""What somebody tried, taken into a draft."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from accounts.actors import Actor
from accounts.errors import Refused
from accounts.models import AuditEntry
from tests.conftest import NOW
from triage.models import RubricDraft
from triage.scoring.weights import rescaled
from triage.services import (
    start_draft,
    start_draft_with_weights,
    take_cuts,
    take_weights,
)


@pytest.fixture
def weights(rubric):
    """Twice as much for integration."""
    now = {d.id: Decimal(int(d.weight)) for d in rubric.rules().dimensions}
    return rescaled(now | {"INT": now["INT"] * 2})


@pytest.fixture
def rubric_draft(rubric, by_manager):
    return start_draft(based_on=rubric, title="Try", by=by_manager, now=NOW)


def test_taking_weights_keeps_the_rest_of_the_draft(rubric_draft, weights, by_manager):
    before = rubric_draft.rules()

    take_weights(
        draft=rubric_draft,
        weights=weights,
        depth_share=Decimal("0.3"),
        seen_version=1,
        by=by_manager,
        now=NOW,
    )

    after = rubric_draft.rules()
    assert {d.id: d.weight for d in after.dimensions} == weights
    assert after.depth_count == before.depth_count
    assert after.planning_share == before.planning_share
    assert (after.tiers, after.escalators) == (before.tiers, before.escalators)
    assert AuditEntry.objects.filter(action="triage.draft_changed").count() == 1


def test_taking_cuts_moves_only_the_tiers_named(rubric_draft, by_manager):
    take_cuts(
        draft=rubric_draft,
        cuts={"high": Decimal("50.5")},
        seen_version=1,
        by=by_manager,
        now=NOW,
    )

    assert [band.minimum for band in rubric_draft.rules().tiers] == [
        0,
        25,
        Decimal("50.5"),
        65,
    ]


def test_triager_may_not_take_weights(rubric_draft, weights, triager):
    with pytest.raises(PermissionDenied):
        take_weights(
            draft=rubric_draft,
            weights=weights,
            depth_share=Decimal("0.3"),
            seen_version=1,
            by=Actor.of(triager),
            now=NOW,
        )


def test_draft_of_weights_that_change_nothing_is_not_left_behind(rubric, by_manager):
    same = {d.id: Decimal(int(d.weight)) for d in rubric.rules().dimensions}

    with pytest.raises(Refused, match="Nothing is different"):
        start_draft_with_weights(
            based_on=rubric,
            title="Same",
            weights=same,
            depth_share=Decimal("0.30"),
            by=by_manager,
            now=NOW,
        )

    assert not RubricDraft.objects.exists()
