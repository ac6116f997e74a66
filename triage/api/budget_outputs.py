"""What a client is shown of cost, money and gap: likely, and how far it may be off."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from triage.api.numbers import Output, Rounded
from triage.figures import flag_lines
from triage.scoring.budget import BudgetGap, BudgetRange, Flag, GapTier
from triage.scoring.rules import Stage

GAP_TIERS = [
    (tier.value, tier.value) for tier in GapTier if tier is not GapTier.NOT_COSTED
]

STAGES = [(stage.value, stage.value) for stage in Stage]
_FLAGS = [(flag.value, flag.value) for flag in Flag]


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


class ScenarioYearOutput(Output):
    fiscal_year = serializers.IntegerField(source="year")
    cost_cents = serializers.IntegerField(source="cost")
    funded_cents = serializers.IntegerField(source="funded")
    gap_cents = serializers.IntegerField(source="gap")
    unfunded_recurring_cents = serializers.IntegerField(source="unfunded_recurring")
    hours_gap = Rounded(2)


class ScenarioOutput(Output):
    """Low: low cost with the most money. High: high cost with certain money only."""

    tier = serializers.ChoiceField(GAP_TIERS)
    cost_cents = serializers.IntegerField(source="cost")
    gap_cents = serializers.IntegerField(source="gap")
    gap_share = Rounded(4, help_text="0 to 1.")
    unfunded_recurring_share = Rounded(4, help_text="0 to 1.")
    fte_gap = Rounded(2, help_text="Full-time people missing in the worst year.")
    years = ScenarioYearOutput(many=True)


class CliffOutput(Output):
    """Recurring cost that falls on nobody in the first full year without the grant."""

    fiscal_year = serializers.IntegerField(source="year")
    amount_cents = serializers.IntegerField(source="cents")
    ratio = Rounded(4, help_text="Of that year's recurring cost, 0 to 1.")


class SpanOutput(Output):
    low_cents = serializers.IntegerField(source="low")
    high_cents = serializers.IntegerField(source="high")


class FlagOutput(Output):
    """What to beware of beside the sums, as the pages say it."""

    code = serializers.ChoiceField(_FLAGS)
    says = serializers.CharField()
    todo = serializers.CharField()


class NextNumberOutput(Output):
    """The line whose number would narrow the cost most."""

    driver = serializers.CharField(help_text="Code of its cost driver; may be empty.")
    description = serializers.CharField()
    share = Rounded(4, help_text="Of all that is open, 0 to 1.")
    is_known = serializers.BooleanField(
        help_text="Only the rise of prices is open: there is nothing to ask."
    )


class BudgetRangeOutput(Output):
    """How far the likely figures may be off."""

    stage = serializers.ChoiceField(
        STAGES, help_text="How far the estimate has come, which says how wide it is."
    )
    tier_low = serializers.ChoiceField(GAP_TIERS)
    tier_high = serializers.ChoiceField(GAP_TIERS)
    cost_80 = SpanOutput(help_text="Holds the five-year cost four times in five.")
    low = ScenarioOutput()
    high = ScenarioOutput()
    flags = serializers.SerializerMethodField()
    next_number = NextNumberOutput(allow_null=True)

    @extend_schema_field(FlagOutput(many=True))
    def get_flags(self, span: BudgetRange) -> Any:
        return FlagOutput(flag_lines(span.flag_facts), many=True).data


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
    fte_gap = Rounded(2, help_text="Full-time people missing in the worst year.")
    cliff = CliffOutput(allow_null=True)
    years = BudgetYearOutput(many=True)
    range = serializers.SerializerMethodField(
        help_text="null: it was judged before ranges were reckoned."
    )

    @extend_schema_field(BudgetRangeOutput(allow_null=True))
    def get_range(self, _budget: BudgetGap) -> Any:
        span = self.context.get("range")
        return None if span is None else BudgetRangeOutput(span).data


def costed(budget: BudgetGap, span: BudgetRange | None) -> Any:
    """None where nothing is costed, which is not the same as no gap."""
    if budget.tier is GapTier.NOT_COSTED:
        return None
    return BudgetOutput(budget, context={"range": span}).data
