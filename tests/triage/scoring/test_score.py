from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.triage.scoring.examples import (
    PLATE_READERS,
    RUBRIC,
    UNKNOWN,
    answers_of,
    cases,
    forms,
    golden_lines,
    known,
    not_applicable,
    read_json,
)
from triage.scoring.answers import AnswerError, AnswerKind
from triage.scoring.rounding import half_up
from triage.scoring.rules import Condition, Tier
from triage.scoring.score import score


def one_decimal(value):
    return half_up(value, 1)


@pytest.mark.parametrize("line", golden_lines(), ids=lambda line: line["input"]["id"])
def test_golden_line_scores_as_expected(rubric, line):
    expected = line["expected"]

    result = score(answers_of(line["input"]["answers"]), rubric)

    assert one_decimal(result.low) == expected["low"]
    assert one_decimal(result.planning) == expected["planning"]
    assert one_decimal(result.high) == expected["high"]
    assert half_up(result.completeness, 3) == expected["completeness"]
    tiers = [result.tier_low, result.tier, result.tier_high]
    assert tiers == [expected["tier_low"], expected["tier"], expected["tier_high"]]
    assert list(result.fired) == expected["fired"]
    assert list(result.possible) == expected["possible"]
    assert {
        d.id: [one_decimal(100 * d.low), one_decimal(100 * d.high)]
        for d in result.dimensions
    } == expected["dimensions"]


@pytest.mark.parametrize(
    "request_", read_json("data/city/requests.json"), ids=lambda r: r["ref"]
)
def test_city_request_scores_as_computed(rubric, request_):
    computed = request_["computed"]

    result = score(answers_of(request_["answers"]), rubric)

    assert one_decimal(result.low) == computed["L"]
    assert one_decimal(result.planning) == computed["P"]
    assert one_decimal(result.high) == computed["H"]
    assert half_up(result.completeness, 3) == computed["completeness"]
    tiers = [result.tier_low, result.tier, result.tier_high]
    assert tiers == [computed["tier_low"], computed["tier"], computed["tier_high"]]
    assert list(result.fired) == computed["fired"]
    assert list(result.possible) == computed["possible"]


@pytest.mark.parametrize("name", cases())
def test_documented_case_meets_what_its_outcome_demands(rubric, name):
    case = cases()[name]
    expected = case["expected_triage"]

    result = score(answers_of(case["answers_when_it_was_asked"]), rubric)

    assert result.tier in expected["tier_any_of"]
    assert set(expected.get("must_fire", [])) <= set(result.fired)
    assert set(expected.get("must_be_possible", [])) <= set(result.possible)
    assert not set(expected.get("must_not_fire", [])) & set(result.fired)


@pytest.mark.parametrize(
    ("heavier", "lighter", "why"),
    read_json("tests/data/case_order.json")["planning_score_greater"],
)
def test_documented_cases_keep_their_order(rubric, heavier, lighter, why):
    scores = [
        score(answers_of(cases()[name]["answers_when_it_was_asked"]), rubric).planning
        for name in (heavier, lighter)
    ]

    assert scores[0] > scores[1], why


def test_worked_example_before_asking_further(rubric):
    result = score(PLATE_READERS, rubric)

    assert [
        str(one_decimal(x)) for x in (result.low, result.planning, result.high)
    ] == [
        "30.4",
        "59.7",
        "89.0",
    ]
    assert str(half_up(result.high - result.low, 2)) == "58.69"
    assert str(half_up(result.completeness, 3)) == "0.413"
    assert result.is_provisional
    assert result.fired == ("E-CJIS", "E-SURV", "E-LATE")
    assert result.possible == (
        "E-PCI",
        "E-HIPAA",
        "E-AI",
        "E-BIO",
        "E-CORE",
        "E-MAJOR",
        "E-WIDE",
        "E-EOL",
        "E-DATAUSE",
    )
    assert (result.tier_low, result.base_tier, result.tier) == (Tier.HIGH,) * 3
    assert (result.tier_high, result.held_tier) == (Tier.CRITICAL,) * 2


def test_worked_example_after_seven_more_answers(rubric):
    more = {
        "LEG1": "retire",
        "SIZ1": "to2m",
        "DAT2": "cjis",
        "DAT5": "none",
        "DAT6": "none",
        "SEC4": "report",
        "VEN5": "city",
    }

    result = score(PLATE_READERS | answers_of(more), rubric)

    assert [
        str(one_decimal(x)) for x in (result.low, result.planning, result.high)
    ] == [
        "34.8",
        "56.6",
        "78.5",
    ]
    assert result.possible == ("E-WIDE", "E-EOL")


def test_empty_form_is_high_provisional_and_held_at_critical(rubric):
    result = score({}, rubric)

    assert result.low == 0
    assert result.planning == 50
    assert result.high == 100
    assert (result.tier_low, result.tier, result.tier_high) == (
        Tier.LOW,
        Tier.HIGH,
        Tier.CRITICAL,
    )
    assert result.held_tier is Tier.CRITICAL
    assert result.is_provisional


def test_score_is_provisional_below_sixty_percent_settled(rubric):
    result = score({}, rubric)

    assert replace(result, completeness=Fraction("0.5999")).is_provisional
    assert not replace(result, completeness=Fraction("0.6")).is_provisional


def test_held_tier_counts_open_escalators_but_not_the_high_score(rubric):
    """Every escalator settled: the held tier is the tier, however high the range goes."""
    asked_about = {c.question for e in rubric.escalators for c in e.conditions}
    answers = {q: known(rubric.points[q].lightest_option) for q in asked_about}

    result = score(answers, rubric)

    assert result.possible == ()
    assert result.tier_high.rank > result.tier.rank
    assert result.held_tier is result.tier


@pytest.mark.parametrize(
    ("cost", "tier_low", "tier", "held"),
    [
        ("to500k", Tier.MODERATE, Tier.MODERATE, Tier.MODERATE),
        (None, Tier.MODERATE, Tier.HIGH, Tier.CRITICAL),
        ("to2m", Tier.HIGH, Tier.HIGH, Tier.HIGH),
    ],
)
def test_small_deployment_lowers_the_floor_only_once_it_is_known(
    rubric, cost, tier_low, tier, held
):
    answers = {q: known(p.lightest_option) for q, p in rubric.points.items()}
    answers |= answers_of({"DAT3": "yes", "NET1": "to10"})
    answers["SIZ1"] = known(cost) if cost else UNKNOWN

    result = score(answers, rubric)

    assert (result.tier_low, result.tier, result.held_tier) == (tier_low, tier, held)


# Guarantee 1: monotone.
@given(form=forms, data=st.data())
def test_moving_an_answer_to_more_points_never_lowers_the_score(form, data):
    question = data.draw(st.sampled_from(sorted(RUBRIC.points)))
    points = RUBRIC.points[question].points
    lighter, heavier = sorted(
        data.draw(st.lists(st.sampled_from(sorted(points)), min_size=2, max_size=2)),
        key=points.__getitem__,
    )

    before = score(form | {question: known(lighter)}, RUBRIC)
    after = score(form | {question: known(heavier)}, RUBRIC)

    assert before.low <= after.low
    assert before.planning <= after.planning
    assert before.high <= after.high


# Guarantee 2: unknown only widens, answering never widens.
@given(form=forms, data=st.data())
def test_answering_never_widens_the_range(form, data):
    question = data.draw(st.sampled_from(sorted(RUBRIC.points)))
    option = data.draw(st.sampled_from(sorted(RUBRIC.points[question].points)))

    unknown = score(form | {question: UNKNOWN}, RUBRIC)
    answered = score(form | {question: known(option)}, RUBRIC)

    assert unknown.low <= answered.low <= answered.high <= unknown.high
    assert answered.completeness >= unknown.completeness
    assert set(answered.possible) <= set(unknown.possible)
    assert set(unknown.fired) <= set(answered.fired)


@given(form=forms)
def test_tier_range_is_nested_and_the_held_tier_lies_in_it(form):
    result = score(form, RUBRIC)

    ranks = [
        tier.rank
        for tier in (result.tier_low, result.tier, result.held_tier, result.tier_high)
    ]
    assert ranks == sorted(ranks)
    assert result.low <= result.planning <= result.high


# Guarantee 3: order-free and deterministic.
@given(form=forms, data=st.data())
def test_order_of_answers_changes_nothing(form, data):
    shuffled = dict(data.draw(st.permutations(list(form.items()))))

    assert score(shuffled, RUBRIC) == score(form, RUBRIC)


# Guarantee 4: the lines add up (printed lines: test_explain).
@given(form=forms)
def test_lines_add_up_exactly(form):
    result = score(form, RUBRIC)

    assert sum(line.low for line in result.lines) == result.low
    assert sum(line.high for line in result.lines) == result.high
    assert all(
        isinstance(x, Fraction) for line in result.lines for x in (line.low, line.high)
    )


# Guarantee 5: refusals by name (rubrics: test_parsing).
@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ({"XYZ1": known("none")}, "unknown question XYZ1"),
        ({"INT1": known("lots")}, "unknown option lots of question INT1"),
    ],
)
def test_unknown_question_or_option_is_refused_by_name(rubric, answers, message):
    with pytest.raises(AnswerError, match=message):
        score(answers, rubric)


# Guarantee 6: not applicable.
@given(form=forms, data=st.data())
def test_not_applicable_scores_as_the_lightest_option(form, data):
    question = data.draw(st.sampled_from(sorted(RUBRIC.points)))
    lightest = known(RUBRIC.points[question].lightest_option)

    assert score(form | {question: not_applicable()}, RUBRIC) == score(
        form | {question: lightest}, RUBRIC
    )


def test_not_applicable_counts_for_escalators_too(rubric):
    no_devices = replace(
        rubric.escalators[0],
        id="E-NONE",
        any_of=(Condition("NET1", frozenset({"none"})),),
        small_floor=None,
        small_when=(),
    )
    rubric = replace(rubric, escalators=(no_devices,))

    assert score({"NET1": not_applicable()}, rubric).fired == ("E-NONE",)


@given(form=forms)
def test_not_asked_scores_like_unknown(form):
    as_unknown = {
        question: UNKNOWN if answer.kind is AnswerKind.NOT_ASKED else answer
        for question, answer in form.items()
    }

    assert score(form, RUBRIC) == score(as_unknown, RUBRIC)
