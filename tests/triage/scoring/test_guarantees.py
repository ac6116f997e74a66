"""The guarantees of docs/scoring.md, on any rubric a city could publish.

`test_score` has them on the published one, in its real size.
"""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.triage.scoring.examples import UNKNOWN, known, not_applicable
from tests.triage.scoring.rubrics import forms_of, questionnaires, rubric_data, rubrics
from triage.scoring.answers import Answer, AnswerError, AnswerKind
from triage.scoring.parsing import parse_rubric
from triage.scoring.rounding import half_up, printed_tenths
from triage.scoring.rules import RubricError
from triage.scoring.score import score

# Drawing a rubric takes longer than judging by it.
some = settings(max_examples=40)


@st.composite
def judged(draw):
    """A rubric, a form of its questionnaire, and one of the questions."""
    rubric = draw(rubrics())
    form = draw(forms_of(rubric.questionnaire))
    return rubric, form, draw(st.sampled_from(sorted(rubric.points)))


def ends(result):
    return result.low, result.planning, result.high


@some
@given(judged(), st.data())
def test_answer_with_more_points_never_lowers_the_score(drawn, data):
    rubric, form, question = drawn
    by_points = sorted(rubric.points[question].points.items(), key=lambda item: item[1])
    place = data.draw(st.integers(1, len(by_points) - 1))
    lighter, heavier = by_points[place - 1][0], by_points[place][0]

    before = score(form | {question: known(lighter)}, rubric)
    after = score(form | {question: known(heavier)}, rubric)

    assert all(a <= b for a, b in zip(ends(before), ends(after), strict=True))


@some
@given(judged(), st.data())
def test_answering_never_widens_the_range(drawn, data):
    rubric, form, question = drawn
    option = data.draw(st.sampled_from(sorted(rubric.points[question].points)))

    unknown = score(form | {question: UNKNOWN}, rubric)
    answered = score(form | {question: known(option)}, rubric)

    assert unknown.low <= answered.low <= answered.high <= unknown.high
    assert answered.completeness >= unknown.completeness
    assert set(answered.possible) <= set(unknown.possible)
    assert set(unknown.fired) <= set(answered.fired)
    assert unknown.tier_low.rank <= answered.tier_low.rank
    assert answered.tier_high.rank <= unknown.tier_high.rank


@some
@given(judged())
def test_score_lies_between_0_and_100_and_the_tiers_are_nested(drawn):
    rubric, form, _ = drawn

    result = score(form, rubric)

    assert 0 <= result.low <= result.planning <= result.high <= 100
    tiers = result.tier_low, result.tier, result.held_tier, result.tier_high
    ranks = [tier.rank for tier in tiers]
    assert ranks == sorted(ranks)


@some
@given(judged(), st.data())
def test_order_of_answers_changes_nothing(drawn, data):
    rubric, form, _ = drawn
    shuffled = dict(data.draw(st.permutations(list(form.items()))))

    assert score(shuffled, rubric) == score(form, rubric)


@some
@given(judged())
def test_lines_add_up_exactly_and_as_printed(drawn):
    rubric, form, _ = drawn

    result = score(form, rubric)

    assert sum(line.low for line in result.lines) == result.low
    assert sum(line.high for line in result.lines) == result.high
    lows = printed_tenths([line.low for line in result.lines])
    highs = printed_tenths([line.high for line in result.lines])
    assert sum(lows) == half_up(result.low, 1)
    assert sum(highs) == half_up(result.high, 1)


@some
@given(judged())
def test_not_applicable_scores_as_the_lightest_option(drawn):
    rubric, form, question = drawn
    lightest = known(rubric.points[question].lightest_option)

    assert score(form | {question: not_applicable()}, rubric) == score(
        form | {question: lightest}, rubric
    )


@some
@given(judged())
def test_not_asked_scores_like_unknown(drawn):
    rubric, form, question = drawn
    not_asked = Answer(AnswerKind.NOT_ASKED)

    assert score(form | {question: not_asked}, rubric) == score(
        form | {question: UNKNOWN}, rubric
    )


@some
@given(judged())
def test_question_or_option_the_rubric_does_not_know_is_refused_by_name(drawn):
    rubric, form, question = drawn

    with pytest.raises(AnswerError, match="unknown question XYZ1"):
        score(form | {"XYZ1": known("a")}, rubric)
    with pytest.raises(
        AnswerError, match=f"unknown option lots of question {question}"
    ):
        score(form | {question: known("lots")}, rubric)


@some
@given(st.data())
def test_weights_that_do_not_sum_to_100_are_refused_by_name(data):
    questionnaire = data.draw(questionnaires())
    rubric = data.draw(rubric_data(questionnaire))
    dimension = data.draw(st.sampled_from(rubric["dimensions"]))
    dimension["weight"] = str(Decimal(dimension["weight"]) + Decimal("0.1"))

    with pytest.raises(RubricError, match=r"weights sum to 100\.1, not 100"):
        parse_rubric(rubric, questionnaire)
