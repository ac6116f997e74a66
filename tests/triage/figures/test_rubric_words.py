"""Rules in the sentences people read."""

import copy

from tests.triage.scoring.test_changes import SHIPPED
from triage.figures.rubric_words import rule_words
from triage.scoring.parsing import parse_questionnaire, parse_rubric

ASKED = SHIPPED.rules.questionnaire


def words(rule: str):
    return rule_words(SHIPPED.rules.escalators_by_id[rule], ASKED, "")


def test_rule_with_either_of_two_conditions_says_or():
    assert words("E-LATE").says == (
        "At least <b>Moderate</b> when “How soon do you want work to start?” is "
        "<b>It has started</b>, or “Has money been requested or awarded without "
        "IT&#x27;s costs in it?” is <b>Requested or awarded without IT&#x27;s costs</b>."
    )


def test_rule_with_two_conditions_together_says_and():
    assert words("E-247").says == (
        "At least <b>High</b> when “When must it work?” is <b>Always, with a promised "
        "repair time</b> and “Who takes the first call when it breaks?” is <b>The IT "
        "help desk</b> or <b>Nobody is named yet</b>."
    )


def test_rule_that_leaves_the_tier_says_so():
    assert words("E-ADA").says.startswith(
        "Forces its reviews, without raising the tier, when “Will residents"
    )


def test_rule_with_both_kinds_of_conditions_keeps_them_apart():
    rubric = copy.deepcopy(dict(SHIPPED.rubric))
    rule = rubric["escalators"][1]
    rule["all_of"] = [{"question": "LEG2", "values": ["unsupported"]}]
    rules = parse_rubric(rubric, parse_questionnaire(SHIPPED.questionnaire))

    says = rule_words(rules.escalators_by_id["E-PCI"], ASKED, "").says

    assert "<b>More than one</b>, and besides “Is anything it connects to" in says


def test_rule_without_a_small_floor_says_nothing_of_small():
    assert words("E-BIO").small == ""
    assert words("E-CORE").small.startswith("<b>High</b> is enough where it is known")
