from dataclasses import replace

import pytest

from tests.triage.selectors.plan.plans import excludes, needs, plan, weighed
from triage.plans import Plan
from triage.selectors.plan import plan_page

A = weighed("A", 60, thousands=80, hours=40)


def why(*others, **terms) -> dict[str, str]:
    return {row.number: row.why for row in plan_page(plan(A, *others, **terms)).left}


def test_page_says_how_many_fit_and_that_it_is_proven():
    page = plan_page(plan(A, weighed("B", 10, thousands=30), thousands=100))

    assert page.verdict == ("1 of 2 requests is proposed, worth 60 of 70 points.")
    assert page.proof == (
        "Proven: no other choice within these limits brings more points."
    )
    assert (page.totals.points, page.totals.money, page.totals.hours) == (
        60,
        "$80,000",
        "40",
    )


def test_page_says_how_far_off_an_unproven_one_may_be():
    made = plan(A, weighed("B", 10, thousands=30), thousands=100)
    page = plan_page(
        Plan(made.terms, made.weighing, replace(made.proposal, at_most=64))
    )

    assert page.proof == (
        "Not proven best: another choice could bring at most 4 points more, 6.3%."
    )
    assert page.untried_says


def test_page_says_by_how_much_each_limit_would_be_broken():
    left = why(weighed("B", thousands=30, hours=20), thousands=100, hours=50)

    assert left["B"] == (
        "Money in FY2027 would be $10,000 over its limit; Network hours in FY2027 "
        "would be 10 hours over its limit."
    )


@pytest.mark.parametrize(
    ("links", "settled", "says"),
    [
        (
            [excludes("A", "B")],
            (),
            "It cannot be done beside A, which is proposed.",
        ),
        (
            [excludes("B", "S")],
            ["S"],
            "It cannot be done beside S, which is accepted.",
        ),
        ([needs("B", "Z")], (), "It needs Z, which cannot be weighed now."),
    ],
)
def test_page_says_which_link_keeps_one_out(links, settled, says):
    assert why(weighed("B"), links=links, settled=settled)["B"] == says


def test_page_says_what_comes_along():
    left = why(
        weighed("B", 5),
        weighed("C", 0, thousands=30),
        links=[needs("B", "C")],
        thousands=100,
    )

    assert left["B"] == (
        "With C, which it needs: Money in FY2027 would be $10,000 over its limit."
    )


def test_page_says_that_nobody_gave_points():
    assert why(weighed("B", 0))["B"] == "It would fit, but nobody gave it points."


@pytest.mark.parametrize(
    ("others", "terms", "says"),
    [
        (
            [weighed("M", mandated=True, thousands=120)],
            {"thousands": 100},
            (
                "Money in FY2027: what is mandated, with all it needs, is $20,000 over the "
                "limit. Raise the limit, or take the mark from a request."
            ),
        ),
        (
            [weighed("M", mandated=True), weighed("N", mandated=True)],
            {"links": [excludes("M", "N")]},
            (
                "M and N are both mandated or needed by what is, and only one of them may "
                "be done."
            ),
        ),
        (
            [weighed("M", mandated=True)],
            {"links": [needs("M", "Z")]},
            (
                "M is mandated or needed, and needs Z, which cannot be weighed: it is "
                "decided, withdrawn or not costed yet."
            ),
        ),
        (
            [weighed("M", mandated=True)],
            {"links": [excludes("M", "S")], "settled": ["S"]},
            (
                "M is mandated or needed, and cannot be done beside S, which is accepted "
                "already."
            ),
        ),
    ],
)
def test_page_says_why_the_mandated_cannot_be_done(others, terms, says):
    page = plan_page(plan(A, *others, **terms))

    assert page.verdict == "What is mandated cannot all be done within these limits."
    assert page.clashes == (says,)
    shown = [*page.chosen, *page.left, *page.money_bars, *page.prices]
    assert shown == []


def test_page_says_what_a_little_more_money_brings():
    page = plan_page(plan(A, weighed("B", 20, thousands=30), thousands=100))

    (price,) = page.prices
    assert price.label == "Money in FY2027"
    assert price.estimate == (
        "Taken in parts, each further $10,000 would bring about 6.7 points."
    )
    assert price.tried == "$10,000 more would bring 20 points: B in."


def test_page_shows_each_team_in_its_fullest_year_and_no_idle_one():
    page = plan_page(plan(A, thousands=100, hours=50))

    (bar,) = page.hours_bars
    assert (bar.label, bar.says, bar.room, bar.percent) == (
        "Network hours in FY2027",
        "40 hours of 50 hours",
        "10 hours",
        "80.0",
    )
    assert plan_page(plan(weighed("B"), hours=50)).hours_bars == ()
