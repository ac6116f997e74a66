"""Decisions that would have stood on something else under another rubric."""

from dataclasses import replace

from intake.lifecycle import Outcome
from tests.conftest import NOW
from tests.triage.scoring.examples import RUBRIC
from tests.triage.selectors.coded import with_rule
from tests.triage.services.acts import decide, recommend
from triage.scoring.rules import Tier
from triage.selectors.past_decisions import past_decisions
from triage.services import confirm_decision

# Every question of `light` has its lightest answer.
ALL_CRITICAL = with_rule("INT1", "none", Tier.CRITICAL)


def test_decision_under_the_same_rubric_does_not_differ(triager, light, by_manager):
    decide(light, by_manager)

    found = past_decisions(reader=triager, then=RUBRIC)

    assert (found.total, found.differing, found.rows) == (1, 0, ())
    assert "No past decision" in found.verdict


def test_acceptance_that_would_have_needed_a_leader_is_named(
    triager, light, by_manager
):
    decide(light, by_manager, Outcome.ACCEPTED)

    found = past_decisions(reader=triager, then=ALL_CRITICAL)

    [row] = found.rows
    assert (found.leader_more, found.leader_less, found.other_tier) == (1, 0, 1)
    assert row.says == ("a leader would have had to confirm",)
    assert (row.judged.tier, row.then.tier) == ("low", "critical")
    assert row.why == ("raised by “A new rule”",)


def test_declined_one_needs_no_leader_whatever_the_tier(triager, light, by_manager):
    decide(light, by_manager)

    found = past_decisions(reader=triager, then=ALL_CRITICAL)

    assert (found.leader_more, found.other_tier) == (0, 1)


def test_confirmation_that_would_not_have_been_needed_is_named(
    triager, unknown, by_manager, by_leader
):
    decision = recommend(unknown, by_manager)
    unknown.refresh_from_db()
    confirm_decision(
        decision=decision, seen_version=unknown.version, by=by_leader, now=NOW
    )

    found = past_decisions(reader=triager, then=replace(RUBRIC, escalators=()))

    [row] = found.rows
    assert (found.leader_less, found.other_tier) == (1, 0)
    assert row.says[0] == "no leader would have had to confirm"


def test_decision_that_waits_for_a_leader_is_not_past(triager, unknown, by_manager):
    recommend(unknown, by_manager)

    found = past_decisions(reader=triager, then=ALL_CRITICAL)

    assert (found.total, found.verdict) == (0, "")
