"""What lists say of requests, from the figures copied onto them."""

from fractions import Fraction

from intake.models import ProjectRequest
from tests.triage.conftest import load_json, load_next_rubric
from tests.triage.selectors.test_queue import sent
from triage.selectors.current import impact_of, known_rubrics


def with_cuts(*cuts: object) -> list[dict]:
    bands = load_json("rubrics/2026.1.json")["tiers"]
    return [{**band, "min": cut} for band, cut in zip(bands, (0, *cuts), strict=True)]


def test_known_rubrics_are_the_live_one_and_those_asked_for(rubric):
    load_next_rubric("2027.1", tiers=with_cuts("25.5", 50, 70))
    load_next_rubric("2027.2")

    known = known_rubrics(["2027.1"])

    assert known.live == "2027.2"
    assert set(known.cuts) == {"2027.1", "2027.2"}
    assert list(known.cuts["2027.1"]) == [Fraction("25.5"), 50, 70]


def test_impact_is_drawn_with_the_cuts_of_the_rubric_that_scored_it(rubric, requester):
    load_next_rubric("2027.1", tiers=with_cuts(25, 45, 60))
    for version in ("2026.1", "2027.1"):
        sent(requester, rubric_version=version, impact_planning="59.6")
    known = known_rubrics(["2026.1", "2027.1"])

    rows = ProjectRequest.objects.order_by("pk")
    figures = [figure for row in rows if (figure := impact_of(row, known))]

    assert [(f.cut_percents[-1], f.planning) for f in figures] == [
        ("65.0", "60"),
        ("60.0", "just under 60"),
    ]
