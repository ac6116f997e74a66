from fractions import Fraction

import pytest

from triage.scoring.rules import Tier, highest


def test_tier_rank_follows_the_order_of_severity():
    assert [tier.rank for tier in Tier] == [0, 1, 2, 3]


def test_highest_of_mixed_tiers_is_by_rank_not_by_spelling():
    assert highest([Tier.LOW, Tier.CRITICAL, Tier.HIGH]) is Tier.CRITICAL
    assert highest([]) is Tier.LOW


@pytest.mark.parametrize(
    ("impact", "tier"),
    [
        (Fraction(0), Tier.LOW),
        (Fraction(2499999, 100000), Tier.LOW),
        (Fraction(25), Tier.MODERATE),
        (Fraction(45), Tier.HIGH),
        (Fraction(6499999, 100000), Tier.HIGH),
        (Fraction(65), Tier.CRITICAL),
        (Fraction(100), Tier.CRITICAL),
    ],
)
def test_tier_of_a_score_compares_the_exact_value(rubric, impact, tier):
    assert rubric.tier_of(impact) is tier


def test_lightest_option_of_a_tie_is_the_first_on_the_form(rubric):
    # PUB2 gives 0 to both "not_public" and "evidence".
    assert rubric.points["PUB2"].lightest_option == "not_public"
    assert rubric.points["SEC5"].lightest_option == "na"


def test_rubric_2026_1_has_the_size_the_docs_tell(rubric, questionnaire):
    core = [question for question in questionnaire.questions.values() if question.core]

    assert len(rubric.dimensions) == 11
    assert len(rubric.points) == len(questionnaire.questions) == 51
    assert len(core) == 20
    assert len(rubric.escalators) == 19
