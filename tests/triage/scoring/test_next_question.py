from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.triage.scoring.examples import (
    PLATE_READERS,
    RUBRIC,
    UNKNOWN,
    answers_of,
    forms,
    golden_lines,
    known,
    read_json,
)
from tests.triage.scoring.rubrics import forms_of, rubrics
from triage.scoring.answers import AnswerKind, settled_options
from triage.scoring.next_question import ask_next
from triage.scoring.rounding import half_up
from triage.scoring.score import score


def best(answers, **options):
    return ask_next(answers, RUBRIC, score(answers, RUBRIC), **options)


@pytest.mark.parametrize("line", golden_lines(), ids=lambda line: line["input"]["id"])
def test_golden_line_asks_what_is_expected(line):
    asks = best(answers_of(line["input"]["answers"]))

    assert [
        {
            "question": ask.question,
            "narrowing": half_up(ask.narrowing, 2),
            "escalators": half_up(ask.escalators, 2),
            "effort": ask.effort,
            "priority": half_up(ask.priority, 2),
        }
        for ask in asks
    ] == line["expected"]["ask_next"]


@pytest.mark.parametrize(
    "request_", read_json("data/city/requests.json"), ids=lambda r: r["ref"]
)
def test_city_request_asks_what_is_computed(request_):
    asks = best(answers_of(request_["answers"]))

    assert [ask.question for ask in asks] == request_["computed"]["ask_next"]


def test_worked_example_asks_its_four_questions():
    asks = best(PLATE_READERS, limit=4)

    assert [
        (
            ask.question,
            str(half_up(ask.narrowing, 2)),
            str(half_up(ask.escalators, 2)),
            ask.effort,
            str(half_up(ask.priority, 2)),
        )
        for ask in asks
    ] == [
        ("LEG1", "1.81", "0.50", 1, "6.81"),
        ("SIZ1", "2.86", "0.20", 1, "4.86"),
        ("DAT2", "2.88", "0.60", 2, "4.44"),
        ("DAT6", "2.75", "0.60", 2, "4.37"),
    ]


def test_worked_example_widths_after_each_answer_to_leg1():
    results = [
        score(PLATE_READERS | {"LEG1": known(option)}, RUBRIC)
        for option in ("no", "retire", "migrate", "parallel")
    ]

    widths = [str(half_up(result.high - result.low, 2)) for result in results]
    assert widths == ["56.52", "56.52", "56.91", "57.57"]


def written_out(answers, question, counts, rubric=RUBRIC):
    """EVR, E and settled tiers by the book: score the form again for every option."""
    before = score(answers, rubric)
    options = list(rubric.points[question].points)
    total = sum(counts.get(option, 0) + 1 for option in options)
    narrowing, firing, settling = before.high - before.low, 0, 0
    for option in options:
        after = score(answers | {question: known(option)}, rubric)
        share = Fraction(counts.get(option, 0) + 1, total)
        narrowing -= share * (after.high - after.low)
        firing += set(after.fired) > set(before.fired)
        settling += after.tier_low is after.tier_high
    return narrowing, Fraction(firing, len(options)), settling, len(options)


def quick(ask):
    return ask.narrowing, ask.escalators, ask.settles, ask.choices


@settings(max_examples=25)
@given(form=forms, data=st.data())
def test_quick_sums_equal_scoring_the_form_again_for_every_option(form, data):
    question = data.draw(st.sampled_from(sorted(RUBRIC.points)))
    form[question] = UNKNOWN
    options = sorted(RUBRIC.points[question].points)
    counts = data.draw(st.dictionaries(st.sampled_from(options), st.integers(0, 40)))

    asks = best(form, limit=51, priors={question: counts})

    ask = next(ask for ask in asks if ask.question == question)
    assert quick(ask) == written_out(form, question, counts)


@pytest.mark.parametrize("depth_count", [1, 10, 11])
def test_quick_sums_hold_for_a_rubric_with_another_depth(depth_count):
    rubric = replace(RUBRIC, depth_count=depth_count)

    asks = ask_next(PLATE_READERS, rubric, score(PLATE_READERS, rubric), limit=51)

    for ask in asks:
        assert quick(ask) == written_out(PLATE_READERS, ask.question, {}, rubric)


@settings(max_examples=50)
@given(st.data())
def test_quick_sums_hold_for_random_rubrics(data):
    rubric = data.draw(rubrics())
    form = data.draw(forms_of(rubric.questionnaire))

    for ask in ask_next(form, rubric, score(form, rubric), limit=51):
        assert quick(ask) == written_out(form, ask.question, {}, rubric)


def test_question_settles_the_tier_in_as_many_answers_as_leave_one():
    """The last one open always does; of two, only an answer that forces Critical."""
    form = {q: known(p.lightest_option) for q, p in RUBRIC.points.items()}
    form["SIZ1"] = UNKNOWN
    (cost,) = best(form)
    assert (cost.question, cost.settles, cost.choices) == ("SIZ1", 5, 5)

    form["DAT6"] = UNKNOWN

    settling = {ask.question: (ask.settles, ask.choices) for ask in best(form)}
    assert settling == {"SIZ1": (1, 5), "DAT6": (1, 5)}


@given(form=forms)
def test_only_open_questions_are_asked_best_first_and_ties_by_id(form):
    asks = best(form, limit=51)

    settled = settled_options(form, RUBRIC)
    assert {ask.question for ask in asks} == set(RUBRIC.points) - set(settled)
    order = [(-half_up(ask.priority, 2), ask.question) for ask in asks]
    assert order == sorted(order)
    assert all(ask.narrowing >= 0 for ask in asks)


def test_not_applicable_is_never_asked_again():
    form = dict.fromkeys(RUBRIC.points, UNKNOWN)
    form |= answers_of({"DAT3": {"not_applicable": "no cameras"}})

    assert form["DAT3"].kind is AnswerKind.NOT_APPLICABLE
    assert "DAT3" not in [ask.question for ask in best(form, limit=51)]


def test_full_form_leaves_nothing_to_ask():
    full = {q: known(p.lightest_option) for q, p in RUBRIC.points.items()}

    assert best(full) == ()
    assert len(best({}, limit=2)) == 2
