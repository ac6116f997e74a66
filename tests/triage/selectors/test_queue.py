"""Which requests the queue lists, in which order, and what it costs."""

from datetime import date, timedelta

import pytest

from intake.lifecycle import Step
from intake.models import ProjectRequest
from tests.conftest import NOW
from tests.factories.intake import ProjectRequestFactory
from triage.selectors.queue import PAGE_ROWS, queue, queue_choices, queue_export
from triage.selectors.queue_filter import ORDERS, VIEW_KEYS, QueueFilter

TODAY = date(2026, 11, 23)


def sent(by, **fields) -> ProjectRequest:
    """A request with IT; figures as triage would have copied them."""
    figures = {
        "tier": "high",
        "tier_low": "high",
        "tier_high": "high",
        "base_tier": "high",
        "held_rank": 3,
        "impact_low": 46,
        "impact_planning": 50,
        "impact_high": 54,
        "lateness_band_low": "Early",
        "lateness_band_high": "Early",
        "lateness_low": 0,
        "lateness_high": 5,
        "gap_tier": "not_costed",
    }
    return ProjectRequestFactory(
        created_by=by,
        step=fields.pop("step", Step.SUBMITTED),
        submitted_at=fields.pop("submitted_at", NOW),
        submitted_by=by,
        answer_by_on=fields.pop("answer_by_on", date(2026, 12, 9)),
        **{**figures, **fields},
    )


def numbers(reader, **chosen) -> list[str]:
    page = queue(reader=reader, chosen=QueueFilter(**chosen), today=TODAY)
    return [row.number for row in page.rows]


def test_queue_lists_worst_case_first(triager, requester):
    light = sent(requester, held_rank=1, impact_high=20)
    due_later = sent(requester, held_rank=4, impact_high=70)
    due_first = sent(
        requester, held_rank=4, impact_high=70, answer_by_on=date(2026, 12, 1)
    )
    higher = sent(requester, held_rank=4, impact_high=80)

    listed = numbers(triager)

    assert listed == [r.number for r in (higher, due_first, due_later, light)]


def test_queue_leaves_out_drafts_and_documented_cases(triager, requester):
    ProjectRequestFactory(created_by=requester)
    sent(requester, is_example=True)
    shown = sent(requester)

    assert numbers(triager) == [shown.number]


def test_queue_shows_documented_cases_when_asked(triager, requester):
    case = sent(requester, is_example=True)
    sent(requester)

    assert numbers(triager, show="examples") == [case.number]


def test_queue_shows_decided_ones_when_asked(triager, requester):
    decided = sent(requester, step=Step.DECIDED, outcome="declined", decided_at=NOW)
    open_one = sent(requester)

    assert numbers(triager, show="decided") == [decided.number]
    assert set(numbers(triager, show="any")) == {decided.number, open_one.number}


@pytest.mark.parametrize(
    ("view", "fields"),
    [
        ("past", {"answer_by_on": TODAY - timedelta(days=1)}),
        ("critical", {"tier_high": "critical"}),
        ("late", {"lateness_band_low": "After the fact"}),
        ("confirm", {"step": Step.AWAITING_CONFIRMATION}),
    ],
)
def test_view_holds_what_its_name_says(triager, requester, view, fields):
    sent(requester)
    inside = sent(requester, **fields)

    page = queue(reader=triager, chosen=QueueFilter(view=view), today=TODAY)

    assert [row.number for row in page.rows] == [inside.number]
    assert {v.key: v.count for v in page.views}[view] == 1


def test_past_promise_forgives_what_was_answered(triager, requester):
    sent(requester, answer_by_on=TODAY - timedelta(days=1), answered_at=NOW)

    assert numbers(triager, view="past") == []


def test_views_mine_and_nobody_go_by_the_assignee(triager, manager, requester):
    mine = sent(requester, assignee=triager)
    sent(requester, assignee=manager)
    nobody = sent(requester)

    assert numbers(triager, view="mine") == [mine.number]
    assert numbers(triager, view="nobody") == [nobody.number]
    assert numbers(triager, assignee=str(manager.pk)) != [mine.number]
    assert numbers(triager, assignee="nobody") == [nobody.number]


@pytest.mark.parametrize(
    ("chosen", "fields"),
    [
        ({"tier": "critical"}, {"tier_high": "critical"}),
        ({"gap": "b3"}, {"gap_tier": "b3", "gap_share": "0.67"}),
        ({"told": "Late"}, {"lateness_band_low": "Late"}),
        ({"words": "weir"}, {"title": "Weir gauges"}),
    ],
)
def test_filter_narrows_the_list(triager, requester, chosen, fields):
    sent(requester)
    inside = sent(requester, **fields)

    assert numbers(triager, **chosen) == [inside.number]


def test_filter_by_department_narrows_the_list(triager, requester, outsider):
    sent(requester)
    police = sent(outsider)

    assert numbers(triager, department=outsider.department_id) == [police.number]


@pytest.mark.parametrize(
    ("order", "first"),
    [
        ("gap", {"gap_tier": "b4", "gap_share": "0.95"}),
        ("told", {"lateness_low": 70}),
        ("promise", {"answer_by_on": date(2026, 11, 1)}),
        ("newest", {"submitted_at": NOW + timedelta(days=1)}),
    ],
)
def test_order_puts_the_heaviest_first(triager, requester, order, first):
    others = {"gap_tier": "b0", "gap_share": "0.01"}
    last = sent(requester, **others)
    ahead = sent(requester, **{**others, **first})

    assert numbers(triager, order=order) == [ahead.number, last.number]


@pytest.mark.parametrize("order", ORDERS)
def test_pages_of_every_order_show_every_row_once(triager, requester, order):
    everything = {
        sent(requester, gap_share=None if i % 2 else "0.5").number
        for i in range(PAGE_ROWS + 3)
    }
    chosen = QueueFilter(order=order)

    first = queue(reader=triager, chosen=chosen, today=TODAY)
    second = queue(reader=triager, chosen=chosen, today=TODAY, after=first.later)
    back = queue(reader=triager, chosen=chosen, today=TODAY, before=second.earlier)

    listed = [row.number for row in (*first.rows, *second.rows)]
    assert len(listed) == PAGE_ROWS + 3
    assert set(listed) == everything
    assert back.rows == first.rows


def test_export_holds_the_whole_filtered_list_in_its_order(triager, requester):
    for rank in (1, 4, 3):
        sent(requester, held_rank=rank)
    sent(requester, tier_high="critical", held_rank=2)

    rows = queue_export(reader=triager, chosen=QueueFilter(tier="high"), today=TODAY)

    assert [row.held_rank for row in rows] == [4, 3, 1]


def test_requester_sees_only_their_departments_rows(requester, outsider):
    own = sent(requester)
    sent(outsider)

    assert numbers(requester) == [own.number]


@pytest.mark.parametrize("size", [2, 30])
def test_queue_costs_four_queries_at_any_size(
    triager, requester, django_assert_num_queries, size
):
    for _ in range(size):
        sent(requester, assignee=triager)
    assert triager.permissions

    with django_assert_num_queries(4):
        queue(reader=triager, chosen=QueueFilter(), today=TODAY)


def test_choices_leave_out_who_does_no_triage(triager, manager, requester, leader):
    people = [name for _pk, name in queue_choices().people]

    assert people == ["W. Sato", "Y. Marsh"]


def test_view_keys_are_those_of_the_views(triager):
    page = queue(reader=triager, chosen=QueueFilter(), today=TODAY)

    assert tuple(view.key for view in page.views) == VIEW_KEYS
