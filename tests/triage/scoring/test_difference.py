import copy
from fractions import Fraction
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.triage.scoring.examples import (
    PLATE_READERS,
    QUESTIONNAIRE,
    RUBRIC,
    UNKNOWN,
    answers_of,
    forms,
    known,
    not_applicable,
    read_json,
)
from triage.scoring.answers import Answer, AnswerKind
from triage.scoring.difference import AnswerChange, Ends, carried_over, difference
from triage.scoring.parsing import parse_questionnaire, parse_rubric
from triage.scoring.rounding import half_up
from triage.scoring.rules import Tier
from triage.scoring.score import score


def changed_rubric():
    """Another version: planning nearer to the worst, security heavier, one choice gone."""
    asked = copy.deepcopy(read_json("data/questionnaires/2026.1.json"))
    weighed = copy.deepcopy(read_json("data/rubrics/2026.1.json"))
    asked["version"] = weighed["questionnaire_version"] = weighed["version"] = "2027.1"
    weighed["formula"]["theta"] = "0.60"
    weights = {item["id"]: item for item in weighed["dimensions"]}
    weights["SEC"]["weight"], weights["INT"]["weight"] = 16, 10
    return parse_rubric(weighed, parse_questionnaire(asked))


CHANGED = changed_rubric()
rubrics = st.sampled_from([RUBRIC, CHANGED])


ENDS = ("low", "planning", "high")


def total(parts):
    parts = list(parts)
    return Ends(*(sum((getattr(p, end) for p in parts), Fraction(0)) for end in ENDS))


def asked_of(steps):
    return [step.answer.question for step in steps if step.answer]


def dimensions_of(lines):
    return [line.dimension.id if line.dimension else None for line in lines]


@settings(max_examples=40)
@given(before=forms, by=rubrics, after=forms, now_by=rubrics)
def test_steps_and_lines_add_up_exactly_to_the_difference(before, by, after, now_by):
    found = difference(before, by, after, now_by)

    assert found.before == score(before, by)
    assert found.after == score(after, now_by)
    assert total(step.adds for step in found.steps) == found.adds
    assert total(line.adds for line in found.lines) == found.adds


@settings(max_examples=40)
@given(before=forms, by=rubrics, after=forms, now_by=rubrics)
def test_rubric_comes_first_and_answers_in_the_order_of_the_form(
    before, by, after, now_by
):
    steps = difference(before, by, after, now_by).steps

    rubric_steps = [i for i, step in enumerate(steps) if step.answer is None]
    assert rubric_steps == ([0] if by != now_by else [])
    asked = asked_of(steps)
    assert asked == [q for q in QUESTIONNAIRE.questions if q in set(asked)]
    assert all(step.answer.before != step.answer.after for step in steps if step.answer)


@given(form=forms, by=rubrics)
def test_identical_judgements_have_nothing_between_them(form, by):
    found = difference(form, by, dict(form), by)

    assert (found.steps, found.lines) == ((), ())


@settings(max_examples=40)
@given(before=forms, after=forms)
def test_every_step_starts_where_the_one_before_ended(before, after):
    steps = difference(before, RUBRIC, after, CHANGED).steps

    assert all(earlier.after == step.before for earlier, step in pairwise(steps))


def test_one_answer_that_fires_a_rule_shows_in_its_step_alone():
    after = PLATE_READERS | answers_of({"SIZ1": "over10m", "DAT4": "over1y"})

    steps = difference(PLATE_READERS, RUBRIC, after, RUBRIC).steps

    assert asked_of(steps) == ["SIZ1", "DAT4"]
    size, data = steps
    assert "E-MAJOR" in set(size.after.fired) - set(size.before.fired)
    assert size.after.tier is Tier.CRITICAL
    assert data.before.fired == data.after.fired


def test_changed_answer_is_said_with_what_it_was():
    after = PLATE_READERS | {"INT1": UNKNOWN, "SEC5": not_applicable()}

    first, second = difference(PLATE_READERS, RUBRIC, after, RUBRIC).steps

    assert first.answer == AnswerChange("INT1", known("two_three"), UNKNOWN)
    assert first.adds.low < 0 < first.adds.high
    assert second.answer == AnswerChange(
        "SEC5", Answer(AnswerKind.NOT_ASKED), not_applicable()
    )


def test_only_the_lines_that_moved_are_told():
    after = PLATE_READERS | answers_of({"LEG1": "no"})

    lines = difference(PLATE_READERS, RUBRIC, after, RUBRIC).lines

    assert dimensions_of(lines) == ["LEG", None]
    assert half_up(lines[0].adds.high, 2) == half_up(-Fraction(42, 10) * 4 / 15, 2)


def test_dropped_dimension_counts_as_nothing_afterwards():
    asked = copy.deepcopy(read_json("data/questionnaires/2026.1.json"))
    weighed = copy.deepcopy(read_json("data/rubrics/2026.1.json"))
    asked["version"] = weighed["questionnaire_version"] = weighed["version"] = "2027.2"
    asked["sections"] = [s for s in asked["sections"] if s["id"] != "PUB"]
    weighed["dimensions"] = [d for d in weighed["dimensions"] if d["id"] != "PUB"]
    weighed["dimensions"][0]["weight"] += 5
    weighed["escalators"] = [e for e in weighed["escalators"] if e["id"] != "E-ADA"]
    smaller = parse_rubric(weighed, parse_questionnaire(asked))
    after = carried_over(PLATE_READERS, smaller.questionnaire)

    found = difference(PLATE_READERS, RUBRIC, after, smaller)

    assert [step.answer for step in found.steps] == [None]
    assert dimensions_of(found.lines)[-1] == "PUB"
    assert found.lines[-1].after == Ends(Fraction(0), Fraction(0), Fraction(0))
    assert total(line.adds for line in found.lines) == found.adds


def test_choice_no_longer_offered_is_not_known_any_more():
    asked = copy.deepcopy(read_json("data/questionnaires/2026.1.json"))
    choices = asked["sections"][0]["questions"][0]["options"]
    gone = choices.pop(1)["value"]
    questionnaire = parse_questionnaire(asked)
    before = {"INT1": known(gone), "INT2": known("gis_asset")}

    carried = carried_over(before, questionnaire)

    assert carried == {"INT1": UNKNOWN, "INT2": known("gis_asset")}
