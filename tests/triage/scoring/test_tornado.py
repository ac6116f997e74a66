from itertools import pairwise

from hypothesis import given, settings

from tests.triage.scoring.examples import (
    PLATE_READERS,
    RUBRIC,
    answers_of,
    forms,
    known,
)
from triage.scoring.answers import settled_options
from triage.scoring.score import score
from triage.scoring.tornado import pulls


@settings(max_examples=40)
@given(form=forms)
def test_each_open_question_pulls_around_the_planning_figure(form):
    planning = score(form, RUBRIC).planning

    found = pulls(form, RUBRIC)

    assert all(pull.low <= planning <= pull.high for pull in found)
    settled = settled_options(form, RUBRIC)
    assert {pull.question for pull in found} == set(RUBRIC.points) - set(settled)
    assert [pull.width for pull in found] == sorted(
        (pull.width for pull in found), reverse=True
    )


@settings(max_examples=40)
@given(form=forms)
def test_no_answer_leads_beyond_the_ends_of_its_pull(form):
    for pull in pulls(form, RUBRIC)[:3]:
        options = RUBRIC.points[pull.question].points
        reached = [
            score({**form, pull.question: known(option)}, RUBRIC).planning
            for option in options
        ]

        assert (min(reached), max(reached)) == (pull.low, pull.high)


def test_pull_names_the_answers_at_its_ends():
    by_question = {pull.question: pull for pull in pulls(PLATE_READERS, RUBRIC)}

    assert by_question["LEG1"].lightest == "no"
    assert by_question["LEG1"].heaviest == "parallel"


def test_equal_pulls_keep_the_order_of_the_form():
    found = pulls({}, RUBRIC)

    order = list(RUBRIC.questionnaire.questions)
    equals = [(a, b) for a, b in pairwise(found) if a.width == b.width]
    assert equals
    assert all(order.index(a.question) < order.index(b.question) for a, b in equals)


def test_nothing_pulls_once_everything_is_settled():
    lightest = {q: p.lightest_option for q, p in RUBRIC.points.items()}

    assert pulls(answers_of(lightest), RUBRIC) == ()
