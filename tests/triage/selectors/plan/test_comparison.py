from tests.triage.selectors.plan.plans import plan, weighed
from triage.selectors.plan import compare_plans
from triage.selectors.plan.comparison import Beside

CHEAP, DEAR = weighed("A", 30, thousands=50), weighed("B", 60, thousands=100)
SMALL = weighed("C", 5, thousands=1)


def numbers(rows) -> list[str]:
    return [row.number for row in rows]


def test_compare_plans_says_what_is_in_both_and_in_one():
    narrow = plan(CHEAP, DEAR, SMALL, thousands=60)
    wide = plan(CHEAP, DEAR, SMALL, thousands=110, hours=9)

    found = compare_plans(narrow, wide)

    assert numbers(found.in_both) == ["C"]
    assert numbers(found.only_a) == ["A"]
    assert numbers(found.only_b) == ["B"]
    assert found.limits == (
        Beside("Money in FY2027", "$60,000", "$110,000"),
        Beside("Network hours in FY2027", "no limit", "9 hours"),
    )
    assert found.totals[:3] == (
        Beside("Requests proposed", "2 of 3", "2 of 3"),
        Beside("Points", "35", "65"),
        Beside("Money over five years", "$51,000", "$101,000"),
    )


def test_compare_plans_counts_the_limits_that_are_the_same():
    one = plan(CHEAP, thousands=60, hours=9)

    found = compare_plans(one, plan(CHEAP, thousands=60, hours=10))

    assert (found.same_limits, len(found.limits)) == (1, 1)
