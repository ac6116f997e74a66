"""What another rubric would do, as rows of a spreadsheet."""

import pytest

from tests.triage.scoring.examples import RUBRIC
from tests.triage.selectors.coded import answers_drawn, coded, with_rule
from tests.triage.services.acts import decide
from triage.exports.what_if import (
    decision_headers,
    decision_rows,
    open_headers,
    open_rows,
)
from triage.scoring.recut import with_cuts
from triage.scoring.rules import Tier


def test_export_has_every_open_request_in_the_order_then(triager, requester, rubric):
    for seed in range(15):
        coded(requester, answers_drawn(seed))
    then = with_cuts(RUBRIC, (0, 30, 50, 60))

    rows = list(open_rows(reader=triager, live=rubric, then=then))

    cells = [dict(zip(open_headers(), row, strict=True)) for row in rows]
    assert [int(row["Place in the queue then"]) for row in cells] == list(range(1, 16))
    for row in cells:
        assert bool(row["Why the tier differs"]) is (
            row["Tier now"] != row["Tier then"]
        )


@pytest.mark.parametrize("size", [2, 6])
def test_exports_cost_the_same_queries_at_any_size(
    triager, requester, rubric, size, django_assert_num_queries
):
    for seed in range(size):
        coded(requester, answers_drawn(seed))

    with django_assert_num_queries(5):
        rows = list(open_rows(reader=triager, live=rubric, then=RUBRIC))

    assert len(rows) == size


def test_export_of_decisions_has_those_that_differ(triager, light, by_manager):
    decide(light, by_manager)
    then = with_rule("INT1", "none", Tier.CRITICAL)

    [row] = decision_rows(reader=triager, then=then)

    cells = dict(zip(decision_headers(), row, strict=True))
    assert cells["Number"] == light.number
    assert (cells["Tier as scored"], cells["Tier then"]) == ("Low", "Critical")
    assert cells["Why it differs"] == "raised by “A new rule”"
