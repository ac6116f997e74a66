from fractions import Fraction

from hypothesis import given

from tests.triage.scoring.examples import (
    PLATE_READERS,
    RUBRIC,
    UNKNOWN,
    answers_of,
    forms,
    golden_lines,
    known,
)
from triage.scoring.answers import settled_options
from triage.scoring.explain import explain
from triage.scoring.rounding import half_up, printed_tenths
from triage.scoring.rules import Tier
from triage.scoring.score import score


def explained(answers, **options):
    return explain(answers, RUBRIC, score(answers, RUBRIC), **options)


def all_lightest():
    return {q: known(p.lightest_option) for q, p in RUBRIC.points.items()}


def test_reason_names_the_rules_that_raise_the_base_tier():
    answers = all_lightest() | answers_of(
        {"DAT2": "several", "SEC1": "safety", "TIM2": "started"}
    )

    reason = explained(answers).reason

    assert (reason.base_tier, reason.tier) == (Tier.LOW, Tier.HIGH)
    # E-PCI and E-LATE fired as well, but Moderate is not what raised it to High.
    assert reason.raised_by == ("E-CJIS", "E-HIPAA", "E-SAFE")
    assert (reason.held_tier, reason.held_by) == (Tier.HIGH, ())


def test_reason_is_empty_where_points_alone_reach_the_tier():
    reason = explained(PLATE_READERS).reason

    assert (reason.base_tier, reason.tier, reason.raised_by) == (
        Tier.HIGH,
        Tier.HIGH,
        (),
    )
    assert reason.held_tier is Tier.CRITICAL
    assert reason.held_by == ("E-BIO", "E-CORE", "E-MAJOR", "E-WIDE")


def test_fired_rule_tells_the_answers_that_fired_it():
    fired = {fact.escalator.id: fact for fact in explained(PLATE_READERS).fired}

    assert fired["E-CJIS"].answers == (("INT2", "cad_rms_911"),)
    assert fired["E-LATE"].answers == (("TIM3", "yes_without_it"),)
    assert all(fact.open_questions == () for fact in fired.values())


def test_possible_rule_tells_which_open_questions_decide_it():
    possible = {fact.escalator.id: fact for fact in explained(PLATE_READERS).possible}

    assert possible["E-CORE"].answers == (("INT2", "cad_rms_911"),)
    assert possible["E-CORE"].open_questions == ("LEG1",)
    assert possible["E-CORE"].open_for_small == ("SIZ1",)
    assert possible["E-WIDE"].open_questions == ("SIZ2", "SIZ4")
    assert possible["E-DATAUSE"].open_questions == ("DAT5", "VEN5")


def test_small_floor_still_open_tells_the_questions_that_would_settle_it():
    answers = (
        all_lightest() | answers_of({"DAT3": "yes", "NET1": "to10"}) | {"SIZ1": UNKNOWN}
    )

    (surveillance,) = explained(answers).fired

    assert surveillance.floor is Tier.HIGH
    assert surveillance.open_for_small == ("SIZ1",)


def test_what_pushes_up_is_the_dimensions_that_add_most_heaviest_first():
    facts = explained(PLATE_READERS, limit=11).pushes_up

    assert [fact.dimension.id for fact in facts[:3]] == ["INT", "NET", "DAT"]
    assert half_up(facts[0].points, 2) == half_up(
        Fraction(7, 10) * 14 * Fraction(6, 19), 2
    )
    assert [(a.question, a.option) for a in facts[0].answers] == [
        ("INT2", "cad_rms_911"),
        ("INT1", "two_three"),
    ]
    # Nothing is known about size and legacy: they push nothing yet.
    assert {"SIZ", "LEG"}.isdisjoint(fact.dimension.id for fact in facts)


def test_what_keeps_down_is_the_answers_that_spare_most():
    answers = answers_of({"NET1": "none", "NET4": "readings", "INT1": "seven_plus"})

    (network,) = explained(answers).keeps_down

    assert network.dimension.id == "NET"
    assert [a.question for a in network.answers] == ["NET1", "NET4"]
    assert network.points == sum(a.points for a in network.answers)


@given(form=forms)
def test_facts_agree_with_the_score_they_explain(form):
    result = score(form, RUBRIC)
    facts = explain(form, RUBRIC, result, limit=11)

    settled = settled_options(form, RUBRIC)
    assert tuple(fact.escalator.id for fact in facts.fired) == result.fired
    assert tuple(fact.escalator.id for fact in facts.possible) == result.possible
    assert all(fact.answers for fact in facts.fired)
    assert all(fact.open_questions for fact in facts.possible)
    assert sum(fact.points for fact in facts.pushes_up) == sum(
        x.low for x in result.lines[:-1]
    )
    assert sum(fact.points for fact in facts.keeps_down) == 70 - sum(
        x.high for x in result.lines[:-1]
    )
    for fact in (*facts.pushes_up, *facts.keeps_down):
        assert all(settled[answer.question] == answer.option for answer in fact.answers)


@given(form=forms)
def test_raised_and_held_tiers_always_have_their_rules(form):
    reason = explained(form).reason

    assert bool(reason.raised_by) == (reason.tier is not reason.base_tier)
    assert bool(reason.held_by) == (reason.held_tier is not reason.tier)


def test_printed_lines_add_up_to_the_printed_score_in_every_golden_line():
    """Guarantee 4, on screen."""
    for line in golden_lines():
        result = score(answers_of(line["input"]["answers"]), RUBRIC)

        assert (
            sum(printed_tenths([x.low for x in result.lines]))
            == line["expected"]["low"]
        )
        assert (
            sum(printed_tenths([x.high for x in result.lines]))
            == line["expected"]["high"]
        )
