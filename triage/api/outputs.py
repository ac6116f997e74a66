"""What a client is shown of an assessment, rounded as `assess` rounds it."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.api import UtcDateTimeField
from triage.models import Assessment
from triage.scoring.budget import BudgetGap, GapTier
from triage.scoring.rounding import half_up
from triage.scoring.rules import Escalator, Stage, Tier

Output = serializers.Serializer[Any]
TIERS = [(tier.value, tier.value) for tier in Tier]
GAP_TIERS = [
    (tier.value, tier.value) for tier in GapTier if tier is not GapTier.NOT_COSTED
]
_STAGES = [(stage.value, stage.value) for stage in Stage]


@extend_schema_field(OpenApiTypes.DOUBLE)
class Rounded(serializers.Field[Any, Any, float, Any]):
    """An exact number, or its text, as a JSON number rounded half up."""

    def __init__(self, places: int, *, times: int = 1, **kwargs: Any) -> None:
        super().__init__(read_only=True, **kwargs)
        self._places = places
        self._times = times

    def to_representation(self, value: Any) -> float:
        # Rounded while exact; the float only carries it.
        return float(half_up(Fraction(value) * self._times, self._places))


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


class BudgetYearOutput(Output):
    fiscal_year = serializers.IntegerField(source="year")
    cost_cents = serializers.IntegerField(source="cost")
    funded_cents = serializers.IntegerField(source="funded")
    gap_cents = serializers.IntegerField(source="gap")
    one_time_cents = serializers.IntegerField(source="one_time")
    recurring_cents = serializers.IntegerField(source="recurring")
    unfunded_recurring_cents = serializers.IntegerField(source="unfunded_recurring")
    hours_needed = Rounded(2)
    hours_gap = Rounded(2)


class BudgetOutput(Output):
    """Likely cost and money over five fiscal years, each named by its last year."""

    tier = serializers.ChoiceField(GAP_TIERS, help_text="The worse of the two.")
    dollar_tier = serializers.ChoiceField(GAP_TIERS)
    staff_tier = serializers.ChoiceField(GAP_TIERS)
    cost_cents = serializers.IntegerField(source="cost")
    funded_cents = serializers.IntegerField(source="funded")
    gap_cents = serializers.IntegerField(source="gap")
    gap_share = Rounded(4, help_text="0 to 1.")
    unfunded_recurring_share = Rounded(4, help_text="0 to 1.")
    years = BudgetYearOutput(many=True)


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
        _STAGES, help_text="How far the project had come when IT was first asked."
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
        return _costed(assessment.judgement.budget)

    @extend_schema_field(BudgetOutput(allow_null=True))
    def get_it_budget(self, assessment: Assessment) -> Any:
        return _costed(assessment.judgement.it_budget)


def _rules(assessment: Assessment, ids: Sequence[str]) -> Any:
    by_id = assessment.rubric.rules().escalators_by_id
    escalators: list[Escalator] = [by_id[rule] for rule in ids]
    return RuleOutput(escalators, many=True).data


def _costed(budget: BudgetGap) -> Any:
    return None if budget.tier is GapTier.NOT_COSTED else BudgetOutput(budget).data
