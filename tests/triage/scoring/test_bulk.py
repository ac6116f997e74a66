from collections import Counter
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.triage.scoring.examples import (
    PLATE_READERS,
    QUESTIONNAIRE,
    RUBRIC,
    UNKNOWN,
    answers_of,
    cases,
    golden_lines,
    known,
    not_applicable,
    read_json,
)
from tests.triage.scoring.rubrics import forms_of, questionnaires, rubrics
from triage.scoring.bulk import count_options, judge_many
from triage.scoring.coding import encode
from triage.scoring.impact import Scale
from triage.scoring.rules import Condition, Tier
from triage.scoring.score import score


def many(forms, rubric=RUBRIC, asked=None):
    asked = asked or rubric.questionnaire
    return judge_many([encode(form, asked) for form in forms], asked, rubric)


def carried_over(form, questionnaire):
    """The answers of an older form as far as this one still offers them."""
    return {
        q: answer
        if answer.option in {None, *questionnaire.questions[q].values}
        else UNKNOWN
        for q, answer in form.items()
        if q in questionnaire.questions
    }


def tiers_of(scores, index):
    columns = (scores.tier_low, scores.tier, scores.tier_high)
    ranks = (*columns, scores.base_tier, scores.held_tier)
    return [list(Tier)[column[index]] for column in ranks]


def assert_same(scores, forms, rubric):
    for index, form in enumerate(forms):
        one = score(form, rubric)
        exact = one.low, one.planning, one.high
        assert exact == (
            scores.low_of(index),
            scores.planning_of(index),
            scores.high_of(index),
        )
        tiers = [one.tier_low, one.tier, one.tier_high, one.base_tier, one.held_tier]
        assert tiers_of(scores, index) == tiers
        assert scores.is_certain[index] == (one.tier_low is one.tier_high)


def test_every_golden_line_case_and_city_request_scores_as_one_by_one():
    forms = [answers_of(line["input"]["answers"]) for line in golden_lines()]
    forms += [answers_of(c["answers_when_it_was_asked"]) for c in cases().values()]
    forms += [answers_of(r["answers"]) for r in read_json("data/city/requests.json")]
    assert len(forms) > 340

    assert_same(many(forms), forms, RUBRIC)


@given(st.data())
def test_random_rubric_scores_many_as_one_by_one(data):
    rubric = data.draw(rubrics())
    forms = data.draw(st.lists(forms_of(rubric.questionnaire), max_size=6))

    assert_same(many(forms, rubric), forms, rubric)


@given(st.data())
def test_answers_of_another_questionnaire_count_as_far_as_still_offered(data):
    asked = data.draw(questionnaires())
    rubric = data.draw(rubrics())
    forms = data.draw(st.lists(forms_of(asked), min_size=1, max_size=6))

    scores = many(forms, rubric, asked)

    now = [carried_over(form, rubric.questionnaire) for form in forms]
    assert_same(scores, now, rubric)


def finely_planned(denominator):
    return replace(RUBRIC, planning_share=Fraction(1, denominator))


def test_amounts_leave_64_bits_exactly_when_they_would_not_fit():
    most = (2**63 - 1) // (100 * Scale.of(RUBRIC).denominator)
    forms = [{}, PLATE_READERS]

    for rubric, kind in (finely_planned(most), "i"), (finely_planned(most + 1), "O"):
        scores = many(forms, rubric)

        assert scores.high.dtype.kind == kind
        assert_same(scores, forms, rubric)


@pytest.mark.parametrize(
    ("any_of", "all_of"),
    [
        ((), ({"no"}, {"retire"})),
        (({"no"},), ({"retire"},)),
        (({"no", "retire"},), ({"retire", "migrate"},)),
        (({"no"}, {"retire"}), ()),
    ],
)
def test_conditions_on_one_question_are_met_by_one_answer(any_of, all_of):
    escalator = replace(
        RUBRIC.escalators_by_id["E-BIO"],
        any_of=tuple(Condition("LEG1", frozenset(values)) for values in any_of),
        all_of=tuple(Condition("LEG1", frozenset(values)) for values in all_of),
    )
    rubric = replace(RUBRIC, escalators=(escalator,))
    forms = [{}, *({"LEG1": known(o)} for o in ("no", "retire", "migrate"))]

    assert_same(many(forms, rubric), forms, rubric)


def test_tier_that_no_score_reaches_is_never_given():
    *bands, last = RUBRIC.tiers
    rubric = replace(RUBRIC, tiers=(*bands, replace(last, minimum=Fraction(10**30))))

    assert_same(many([{}], rubric), [{}], rubric)


def test_worst_first_goes_by_held_tier_high_score_day_and_id():
    heaviest = {q: known(max(p.points, key=p.points.get)) for q, p in _points()}
    lightest = {q: not_applicable() for q, _ in _points()}
    forms = [lightest, lightest, lightest, PLATE_READERS, heaviest, {}]
    days = ["2026-12-02", "NaT", "2026-12-02", "2026-12-09", "2026-12-09", "2026-12-01"]

    order = many(forms).worst_first(
        np.array(days, "datetime64[D]"), np.array([9, 1, 8, 4, 5, 6])
    )

    assert order.tolist() == [5, 4, 3, 2, 0, 1]


def _points():
    return RUBRIC.points.items()


@given(st.data())
def test_worst_first_is_the_order_of_the_exact_values(data):
    rubric = data.draw(rubrics())
    forms = data.draw(st.lists(forms_of(rubric.questionnaire), max_size=8))
    days = data.draw(st.lists(st.integers(1, 2), min_size=8, max_size=8))[: len(forms)]
    scores = many(forms, rubric)

    order = scores.worst_first(np.array(days), np.arange(len(forms)))

    assert order.tolist() == sorted(
        range(len(forms)),
        key=lambda i: (-scores.held_tier[i], -scores.high_of(i), days[i], i),
    )


@given(st.data())
def test_options_are_counted_as_often_as_they_were_said(data):
    asked = data.draw(questionnaires())
    forms = data.draw(st.lists(forms_of(asked), max_size=6))

    counts = count_options([encode(form, asked) for form in forms], asked)

    said = [(q, a.option) for form in forms for q, a in form.items() if a.option]
    assert {
        (question, option): count
        for question, options in counts.items()
        for option, count in options.items()
    } == Counter(said)


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("?" * 50, "must have 51 characters"),
        ("", "must have 51 characters"),
        ("9" + "?" * 50, "question INT1: a code that is no option"),
        ("?" * 50 + "é", "ascii"),
    ],
)
def test_code_of_another_questionnaire_is_refused(code, message):
    with pytest.raises(ValueError, match=message):
        judge_many(["?" * 51, code], QUESTIONNAIRE, RUBRIC)
