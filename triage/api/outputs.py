"""What a client is shown of an assessment, rounded as `assess` rounds it."""

from collections.abc import Sequence
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.api import UtcDateTimeField
from triage.api.budget_outputs import STAGES, BudgetOutput, costed
from triage.api.numbers import Output, Rounded
from triage.models import Assessment
from triage.scoring.rules import Escalator, Tier

TIERS = [(tier.value, tier.value) for tier in Tier]


class AssessmentSummary(Output):
    """What a rubric made of a request at one revision of its answers."""

    id = serializers.IntegerField()
    made_at = UtcDateTimeField()
    rubric = serializers.CharField(source="rubric.version")
    questionnaire = serializers.CharField(source="rubric.questionnaire.version")
    answers_revision = serializers.IntegerField(
        help_text="Out of date while the request's own is another."
    )
    low = Rounded(1, help_text="Impact, 0 to 100, were every open answer the lightest.")
    planning = Rounded(1)
    high = Rounded(1)
    tier_low = serializers.ChoiceField(TIERS)
    tier = serializers.ChoiceField(TIERS)
    tier_high = serializers.ChoiceField(TIERS)
    base_tier = serializers.ChoiceField(TIERS, help_text="By the points alone.")
    held_tier = serializers.ChoiceField(
        TIERS, help_text="The tier were every possible rule to apply."
    )


class RuleOutput(Output):
    id = serializers.CharField()
    name = serializers.CharField()
    reviews = serializers.ListField(
        child=serializers.CharField(), help_text="What it forces."
    )


class AskNextOutput(Output):
    """An open question worth asking."""

    question = serializers.CharField()
    narrowing = Rounded(2, help_text="Points of range it is expected to settle.")
    escalators = Rounded(2, help_text="Share of its options that make a rule apply.")
    effort = serializers.IntegerField()
    priority = Rounded(2)


class DimensionOutput(Output):
    """Share of a dimension's points, 0 to 100."""

    id = serializers.CharField()
    name = serializers.CharField()
    low = Rounded(1, times=100)
    high = Rounded(1, times=100)


class LatenessOutput(Output):
    """How late IT was asked, 0 to 100."""

    low = Rounded(1)
    high = Rounded(1)
    band_low = serializers.CharField()
    band_high = serializers.CharField()


class AssessmentOutput(AssessmentSummary):
    """An assessment with everything it says, as it was judged then."""

    completeness = Rounded(3, source="judgement.score.completeness")
    fired = serializers.SerializerMethodField(help_text="Rules that apply.")
    possible = serializers.SerializerMethodField(
        help_text="Rules that could still apply."
    )
    ask_next = AskNextOutput(many=True, source="judgement.ask_next")
    dimensions = DimensionOutput(many=True, source="judgement.score.dimensions")
    first_stage = serializers.ChoiceField(
        STAGES, help_text="How far the project had come when IT was first asked."
    )
    told_in_time = serializers.BooleanField(source="judgement.told_in_time")
    lateness = LatenessOutput(source="judgement.lateness")
    budget = serializers.SerializerMethodField(
        help_text="null: nothing is costed, which is not the same as no gap."
    )
    it_budget = serializers.SerializerMethodField(
        help_text="The same for what IT itself has to pay."
    )

    @extend_schema_field(RuleOutput(many=True))
    def get_fired(self, assessment: Assessment) -> Any:
        return _rules(assessment, assessment.judgement.score.fired)

    @extend_schema_field(RuleOutput(many=True))
    def get_possible(self, assessment: Assessment) -> Any:
        return _rules(assessment, assessment.judgement.score.possible)

    @extend_schema_field(BudgetOutput(allow_null=True))
    def get_budget(self, assessment: Assessment) -> Any:
        judgement = assessment.judgement
        return costed(judgement.budget, judgement.budget_range)

    @extend_schema_field(BudgetOutput(allow_null=True))
    def get_it_budget(self, assessment: Assessment) -> Any:
        judgement = assessment.judgement
        return costed(judgement.it_budget, judgement.it_budget_range)


def _rules(assessment: Assessment, ids: Sequence[str]) -> Any:
    by_id = assessment.rubric.rules().escalators_by_id
    escalators: list[Escalator] = [by_id[rule] for rule in ids]
    return RuleOutput(escalators, many=True).data
