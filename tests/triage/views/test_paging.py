from dataclasses import dataclass

import pytest

from triage.views.paging import list_at, pager


@dataclass(frozen=True)
class Page:
    rows: tuple[int, ...]
    earlier: str = ""
    later: str = ""


def test_pager_of_a_whole_list_says_so_and_leads_nowhere():
    found = pager(Page((1, 2)), list_at("/requests/"))

    assert found.says == "All 2 shown"
    assert (found.newer_url, found.older_url) == ("", "")


@pytest.mark.parametrize(
    ("page", "newer", "older"),
    [
        (Page((1,), later="W10"), "", "/requests/?after=W10"),
        (Page((1,), earlier="W9"), "/requests/?before=W9", ""),
    ],
)
def test_pager_of_a_part_leads_to_the_next(page, newer, older):
    found = pager(page, list_at("/requests/"))

    assert found.says == "1 on this page"
    assert (found.newer_url, found.older_url) == (newer, older)
