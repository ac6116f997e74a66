import pytest

from tests.triage.selectors.plan.plans import needs, plan, weighed, weighing
from triage.selectors.plan import moved_since

THEN = weighed("A", 60, thousands=80, hours=40)


@pytest.mark.parametrize(
    ("now", "says"),
    [
        ([THEN], []),
        ([], ["A can no longer be chosen."]),
        ([weighed("A", 60, thousands=120, hours=40)], ["A now needs $40k more."]),
        ([weighed("A", 60, thousands=70, hours=40)], ["A now needs $10k less."]),
        ([weighed("A", 5, thousands=80, hours=40)], ["A now has 5 points, not 60."]),
        (
            [weighed("A", 60, thousands=80, hours=41)],
            ["A now needs other hours of IT’s teams."],
        ),
        (
            [weighed("A", 60, thousands=80, hours=40, mandated=True)],
            ["A is mandated now."],
        ),
        ([THEN, weighed("B")], ["1 more request can be weighed now."]),
    ],
)
def test_moved_since_says_each_figure_that_is_another_now(now, says):
    assert list(moved_since(plan(THEN), weighing(*now))) == says


def test_moved_since_says_that_links_are_others():
    now = weighing(THEN, links=[needs("A", "Z")])

    assert moved_since(plan(THEN), now) == ("Links between requests are others now.",)
