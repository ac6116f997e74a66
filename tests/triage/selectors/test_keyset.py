"""Pages by sort key: nothing repeats, nothing is lost, either way."""

import base64
import json

import pytest

from intake.models import ProjectRequest
from tests.factories.intake import ProjectRequestFactory
from triage.selectors import keyset
from triage.selectors.keyset import BadCursor, SortKey, page_of

BY_RANK = (
    SortKey("held_rank", keyset.whole, descending=True),
    SortKey("impact_high", keyset.exact, descending=True),
    SortKey("pk", keyset.whole),
)


@pytest.fixture
def seven(requester) -> list[ProjectRequest]:
    """Two ranks with ties in rank and in impact, in the order of BY_RANK."""
    rows = [(4, 70), (4, 70), (4, "65.5"), (2, 40), (2, 40), (2, 40), (0, 0)]
    return [
        ProjectRequestFactory(created_by=requester, held_rank=rank, impact_high=high)
        for rank, high in rows
    ]


def _page(**cursor):
    return page_of(ProjectRequest.objects.all(), BY_RANK, size=3, **cursor)


def test_pages_walked_forward_show_every_row_once(seven):
    first = _page()
    second = _page(after=first.later)
    third = _page(after=second.later)

    assert [*first.rows, *second.rows, *third.rows] == seven
    assert (first.earlier, third.later) == ("", "")


def test_pages_walked_backward_show_the_same_rows(seven):
    first = _page()
    second = _page(after=first.later)
    third = _page(after=second.later)

    back = _page(before=third.earlier)
    front = _page(before=back.earlier)

    assert (back.rows, front.rows) == (second.rows, first.rows)
    assert front.earlier == ""


def test_page_after_a_row_that_left_goes_on_behind_it(seven):
    first = _page()
    seven[2].delete()

    assert list(_page(after=first.later).rows) == seven[3:6]


def test_page_that_fits_has_no_neighbours(seven):
    page = page_of(ProjectRequest.objects.all(), BY_RANK, size=7)

    assert (page.earlier, page.later) == ("", "")


def test_page_of_nothing_is_empty(db):
    assert _page() == keyset.Page((), "", "")


@pytest.mark.parametrize("cursor", ["?", "bm90", "W10", "WyJ4IiwiMSIsIjEiXQ", "é"])
def test_page_with_a_foreign_cursor_is_refused(db, cursor):
    with pytest.raises(BadCursor):
        _page(after=cursor)


@pytest.mark.parametrize(
    ("parse", "value"),
    [
        (keyset.exact, "NaN"),
        (keyset.exact, "Infinity"),
        (keyset.exact, "1e999999"),
        (keyset.exact, "1e-999999"),
        (keyset.moment, "2026-11-23T09:00:00"),
        (keyset.moment, "0001-01-01T00:00:00+14:00"),
        (keyset.plain_text, "B1\0"),
    ],
)
def test_page_with_a_value_no_database_holds_is_refused(db, parse, value):
    cursor = base64.urlsafe_b64encode(json.dumps([value]).encode()).decode()

    with pytest.raises(BadCursor):
        page_of(
            ProjectRequest.objects.all(),
            [SortKey("impact_high", parse)],
            size=1,
            after=cursor,
        )
