from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tests.triage.scoring.examples import PLATE_READERS, RUBRIC, known
from tests.triage.scoring.rubrics import rubrics
from triage.scoring.answers import offered_by
from triage.scoring.causes import Judged, why_tier_differs
from triage.scoring.recut import with_cuts
from triage.scoring.rules import Tier

LIGHTEST = {q: known(p.lightest_option) for q, p in RUBRIC.points.items()}


def without_rules(*ids):
    kept = tuple(e for e in RUBRIC.escalators if e.id not in ids)
    return replace(RUBRIC, escalators=kept)


def why(answers, after, before=RUBRIC, **options):
    return why_tier_differs(
        Judged.by(before, answers), Judged.by(after, answers), **options
    )


def test_cause_of_a_rule_taken_away_is_the_rule():
    card_data = LIGHTEST | {"DAT2": known("pci")}

    cause = why(card_data, without_rules("E-PCI"))

    assert [rule.id for rule in cause.rules] == ["E-PCI"]
    assert (cause.before, cause.after) == (Tier.MODERATE, Tier.LOW)
    assert (cause.points, cause.cut) == (None, None)


def test_cause_of_a_rule_added_is_the_rule():
    card_data = LIGHTEST | {"DAT2": known("pci")}

    cause = why(card_data, RUBRIC, before=without_rules("E-PCI"))

    assert [rule.id for rule in cause.rules] == ["E-PCI"]
    assert cause.is_heavier


def test_cause_of_another_cut_is_the_cut():
    cause = why({}, with_cuts(RUBRIC, (0, 25, 70, 90)), before=without_rules())

    assert cause.cut.before.minimum == 45
    assert cause.cut.after.minimum == 70
    assert not cause.points


def test_cause_of_other_weights_is_the_line_that_moved_furthest():
    heavy = LIGHTEST | {
        q.question: known(max(q.points, key=q.points.__getitem__))
        for q in RUBRIC.dimensions[0].questions
        if q.question != "INT2"
    }
    all_on_it = replace(
        RUBRIC,
        dimensions=tuple(
            replace(d, weight=Fraction(100 if d.id == "INT" else 0))
            for d in RUBRIC.dimensions
        ),
    )

    cause = why(heavy, all_on_it)

    assert cause.is_heavier
    assert cause.points.dimension == RUBRIC.dimensions[0].name
    assert cause.points.by > 0


def test_cause_of_a_held_tier_counts_rules_that_may_yet_fire():
    critical = [e.id for e in RUBRIC.escalators if e.floor is Tier.CRITICAL]

    cause = why(PLATE_READERS, without_rules(*critical), held=True)

    assert (cause.before, cause.after) == (Tier.CRITICAL, Tier.HIGH)
    assert {"E-BIO", "E-MAJOR"} <= {rule.id for rule in cause.rules}


@given(before=rubrics(), after=rubrics(), data=st.data())
def test_tiers_that_differ_always_have_a_cause(before, after, data):
    options = {
        q.id: st.sampled_from(q.options).map(lambda option: known(option.value))
        for q in before.questionnaire.questions.values()
    }
    answers = data.draw(st.fixed_dictionaries({}, optional=options))
    pair = (
        Judged.by(before, answers),
        Judged.by(after, offered_by(after.questionnaire, answers)),
    )

    for held in (False, True):
        cause = why_tier_differs(*pair, held=held)
        named = bool(cause.rules or cause.points or cause.cut)
        assert named is (cause.before is not cause.after)
