"""Quick and exact scores of the same requests, whatever form they were asked by."""

from dataclasses import replace
from fractions import Fraction

import pytest

from intake.models import ProjectRequest
from tests.triage.conftest import load_narrower_rubric
from tests.triage.selectors.coded import answers_drawn, coded
from tests.triage.selectors.test_queue import sent
from triage.models import Rubric
from triage.scoring.answers import offered_by
from triage.scoring.parsing import parse_questionnaire
from triage.scoring.recut import with_cuts
from triage.scoring.score import score
from triage.selectors.comparison import Comparison, sample_of

SIZE = 40


@pytest.fixture
def narrower(rubric) -> Rubric:
    """A newer rubric, of a form with one choice and one question less."""
    first = rubric.questionnaire.data["sections"][0]["questions"]
    gone = first[0]["options"][-1]["value"]
    return load_narrower_rubric({first[0]["id"]: gone}, [first[2]["id"]])


def exact(answers, rules):
    return score(offered_by(rules.questionnaire, answers), rules)


def test_every_request_scores_as_the_exact_scorer_has_it(requester, narrower, rubric):
    asked = {
        "2026.1": parse_questionnaire(rubric.questionnaire.data),
        "2026.2": parse_questionnaire(narrower.questionnaire.data),
    }
    drawn = {}
    for seed in range(SIZE):
        version = ("2026.1", "2026.2")[seed % 2]
        answers = answers_drawn(seed, asked[version])
        request = coded(requester, answers, asked=asked[version], version=version)
        drawn[request.pk] = answers
    now, then = narrower.rules(), with_cuts(rubric.rules(), (0, 30, 40, 50))

    moves = Comparison.of(ProjectRequest.objects.all(), now, then).moves

    assert len(moves) == SIZE
    for rules, many in ((now, moves.now), (then, moves.then)):
        for place, pk in enumerate(moves.ids.tolist()):
            one = exact(drawn[pk], rules)
            assert many.low_of(place) == one.low
            assert many.planning_of(place) == one.planning
            assert many.high_of(place) == one.high
            ranks = (
                one.tier_low,
                one.tier,
                one.tier_high,
                one.base_tier,
                one.held_tier,
            )
            assert [tier.rank for tier in ranks] == [
                many.tier_low[place],
                many.tier[place],
                many.tier_high[place],
                many.base_tier[place],
                many.held_tier[place],
            ]


def test_sample_finds_a_score_that_differs(requester, rubric):
    for seed in range(3):
        coded(requester, answers_drawn(seed))
    rules = rubric.rules()
    comparison = Comparison.of(ProjectRequest.objects.all(), rules, rules)

    assert list(comparison.differing(range(3))) == []
    comparison.moves.then.low[1] += 1
    assert list(comparison.differing(range(3))) == [1]


def test_request_without_a_score_is_left_out_and_counted(requester, rubric):
    coded(requester, answers_drawn(1))
    sent(requester)
    rules = rubric.rules()

    comparison = Comparison.of(ProjectRequest.objects.all(), rules, rules)

    assert (len(comparison.coded), comparison.coded.left_out) == (1, 1)


def test_figure_has_the_cuts_of_its_own_rubric(requester, rubric):
    coded(requester, answers_drawn(1))
    rules = rubric.rules()
    then = with_cuts(rules, (0, 10, Fraction(41, 2), 30))
    comparison = Comparison.of(ProjectRequest.objects.all(), rules, then)

    now, other = comparison.figures(0)

    assert now.cut_percents == ("25.0", "45.0", "65.0")
    assert other.cut_percents == ("10.0", "20.5", "30.0")


@pytest.mark.parametrize(
    ("count", "places"),
    [(0, set()), (1, {0}), (3, {0, 1, 2}), (1000, {0, 999})],
)
def test_sample_reaches_from_the_first_to_the_last(count, places):
    sample = sample_of(count)

    assert places <= sample <= set(range(count))
    assert len(sample) == min(count, 25)


def test_rules_taken_away_are_named_as_the_cause(requester, rubric):
    rules = rubric.rules()
    coded(requester, answers_drawn(3))
    then = replace(rules, escalators=())
    comparison = Comparison.of(ProjectRequest.objects.all(), rules, then)

    cause = comparison.why(0)

    assert cause.is_heavier is False
    assert bool(cause.rules) is (cause.before is not cause.after)
