"""What another rubric would do to open requests."""

from dataclasses import replace

import pytest

from tests.factories.intake import ProjectRequestFactory
from tests.triage.conftest import answer_everything, submit
from tests.triage.scoring.examples import PLATE_READERS, RUBRIC, known
from tests.triage.selectors.coded import answers_drawn, coded, with_rule
from tests.triage.services.acts import decide
from triage.scoring.recut import with_cuts
from triage.scoring.rules import Tier
from triage.selectors.what_if import SHOWN, tried, what_if

LIGHTEST = {q: known(p.lightest_option) for q, p in RUBRIC.points.items()}
CARDS = LIGHTEST | {"DAT2": known("pci")}


def without(*ids):
    kept = tuple(rule for rule in RUBRIC.escalators if rule.id not in ids)
    return replace(RUBRIC, escalators=kept)


def test_rubric_against_itself_changes_nothing(triager, requester, rubric):
    for seed in range(5):
        coded(requester, answers_drawn(seed))

    page = what_if(reader=triager, live=rubric, then=rubric.rules())

    assert page.verdict == "All 5 open requests would keep their tier."
    assert (page.flips, page.moved.total, page.parts) == (0, 0, ())
    assert (page.matrix.total, page.checked, page.wrong) == (5, 5, ())


def test_tier_that_flips_is_shown_with_the_rule_that_moved_it(
    triager, requester, rubric
):
    request = coded(requester, CARDS)

    page = what_if(reader=triager, live=rubric, then=without("E-PCI"))

    [row] = page.lighter.rows
    assert row.number == request.number
    assert (row.now.tier, row.then.tier) == ("moderate", "low")
    assert row.why == ("no longer raised by “Payment card data”",)
    assert page.matrix.rows[1].cells[0].count == 1
    assert page.verdict.startswith(
        "1 of 1 open requests would change its tier: lighter."
    )


def test_parts_of_the_change_are_counted_one_by_one(triager, requester, rubric):
    coded(requester, CARDS)
    coded(requester, {})
    then = with_cuts(without("E-PCI"), (0, 25, 70, 90))

    page = what_if(reader=triager, live=rubric, then=then)

    assert {part.label: part.count for part in page.parts} == {
        "Rules that raise the tier": 1,
        "Where the tiers begin": 1,
    }


def test_long_list_is_cut_and_says_how_many_more(triager, requester, rubric):
    for _ in range(SHOWN + 3):
        coded(requester, CARDS)

    page = what_if(reader=triager, live=rubric, then=without("E-PCI"))

    assert len(page.lighter.rows) == SHOWN
    assert page.lighter.more == 3


def test_drafts_cases_and_decided_ones_are_no_open_requests(triager, requester, rubric):
    coded(requester, CARDS, is_example=True)
    coded(requester, CARDS, step="withdrawn")

    page = what_if(reader=triager, live=rubric, then=without("E-PCI"))

    assert page.open_count == 0
    assert page.verdict == "No request is open, so no tier can change."


@pytest.mark.parametrize("size", [1, 4])
def test_what_if_costs_eight_queries_at_any_size(
    triager, requester, rubric, by_manager, size, django_assert_num_queries
):
    for _ in range(size):
        coded(requester, PLATE_READERS)
        draft = ProjectRequestFactory(created_by=requester)
        answer_everything(draft, rubric)
        decide(submit(draft, requester), by_manager)
    rubric.refresh_from_db()
    then = with_rule("INT1", "none", Tier.CRITICAL)

    with django_assert_num_queries(8):
        page = what_if(reader=triager, live=rubric, then=then)

    assert (page.open_count, page.decisions.total) == (size, size)


def test_weights_being_tried_show_the_head_of_the_queue(triager, requester, rubric):
    light, heavy = coded(requester, LIGHTEST), coded(requester, PLATE_READERS)

    found = tried(reader=triager, live=rubric, then=RUBRIC)

    assert [row.number for row in found.first.rows] == [heavy.number, light.number]
    assert [row.move.then for row in found.first.rows] == [1, 2]
    assert found.verdict == "All 2 open requests would keep their tier."
