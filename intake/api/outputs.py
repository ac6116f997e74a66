"""What a client is shown of a request."""

from typing import Any

from rest_framework import serializers

from accounts.api import UtcDateTimeField
from intake.lifecycle import Outcome, Step
from intake.models import (
    AnswerKind,
    FundingLine,
    Happening,
    Partner,
    QuickTick,
    SystemTouch,
)

Output = serializers.Serializer[Any]
_STEPS = [(step.value, step.value) for step in Step]
_OUTCOMES = [("", "not decided"), *((item.value, item.value) for item in Outcome)]
# As triage writes them onto the request; this floor only passes them on.
TIERS = [(tier, tier) for tier in ("low", "moderate", "high", "critical")]
_TIER_OR_NONE = [("", "not assessed yet"), *TIERS]


class RequestSummary(Output):
    """One row of the list. Times are in UTC, dates are the city's."""

    number = serializers.CharField()
    title = serializers.CharField()
    department = serializers.CharField(source="department.code")
    category = serializers.CharField(
        source="category.code", allow_null=True, help_text="null: not sure."
    )
    step = serializers.ChoiceField(_STEPS)
    outcome = serializers.ChoiceField(_OUTCOMES)
    version = serializers.IntegerField(help_text="Raised by every move.")
    created_at = UtcDateTimeField()
    submitted_at = UtcDateTimeField(allow_null=True)
    answer_by_on = serializers.DateField(
        allow_null=True, help_text="The day by which IT answers."
    )
    decided_at = UtcDateTimeField(allow_null=True)
    tier = serializers.ChoiceField(_TIER_OR_NONE)
    held_tier = serializers.ChoiceField(
        _TIER_OR_NONE, help_text="The tier were every possible rule to apply."
    )
    tier_set = serializers.ChoiceField(
        [("", "not set by hand"), *TIERS],
        help_text="By a manager, against `tier`; empty if none is.",
    )
    is_example = serializers.BooleanField(help_text="A documented case, not an idea.")


class HappeningOutput(Output):
    kind = serializers.ChoiceField(Happening.Kind.choices)
    on = serializers.DateField(allow_null=True)
    precision = serializers.ChoiceField(Happening.Precision.choices)


class PartnerOutput(Output):
    part = serializers.ChoiceField(Partner.Part.choices)
    name = serializers.CharField()
    email = serializers.CharField(
        source="contact.email", default="", help_text="Empty: named only."
    )


class SystemTouchOutput(Output):
    system = serializers.CharField(source="system.code")
    fit = serializers.ChoiceField(SystemTouch.Fit.choices)
    because = serializers.CharField()


class AnswerOutput(Output):
    question = serializers.CharField()
    kind = serializers.ChoiceField(AnswerKind.choices)
    option = serializers.CharField()
    reason = serializers.CharField()
    version = serializers.IntegerField(help_text="Send it as seen_version.")
    answered_at = UtcDateTimeField()
    answered_by = serializers.CharField(source="answered_by.name")


class AskOutput(Output):
    """A question IT waits for."""

    question = serializers.CharField()
    to = serializers.CharField(source="to.name")
    note = serializers.CharField()
    asked_at = UtcDateTimeField()
    due_on = serializers.DateField()


class RequestOutput(RequestSummary):
    """A request with its idea, its answers and the questions IT waits for."""

    problem = serializers.CharField()
    quick_ticks = serializers.ListField(
        child=serializers.ChoiceField(QuickTick.choices)
    )
    happenings = HappeningOutput(many=True)
    told_whom = serializers.CharField()
    told_on = serializers.DateField(allow_null=True)
    commit_on = serializers.DateField(allow_null=True)
    fixed_on = serializers.DateField(allow_null=True)
    fixed_because = serializers.CharField()
    wanted_on = serializers.DateField(allow_null=True)
    money_source = serializers.CharField()
    money_type = serializers.ChoiceField(
        [("", "not said"), *FundingLine.SourceType.choices]
    )
    money_cents = serializers.IntegerField(allow_null=True)
    money_until_on = serializers.DateField(allow_null=True)
    rough_size = serializers.CharField()
    systems = SystemTouchOutput(many=True, source="system_touches")
    partners = PartnerOutput(many=True)
    vendors_met = serializers.CharField()
    if_nothing = serializers.CharField()
    idea_version = serializers.IntegerField(
        help_text="Raised by every change to the idea."
    )
    answers_revision = serializers.IntegerField(
        help_text="Raised by whatever is scored; an assessment names the one it judged."
    )
    answers = AnswerOutput(many=True)
    open_asks = AskOutput(many=True)


class OptionOutput(Output):
    value = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]


class QuestionOutput(Output):
    id = serializers.CharField()
    text = serializers.CharField()
    help = serializers.CharField()
    why = serializers.CharField()
    answered_by = serializers.CharField(help_text="Who usually knows.")
    effort = serializers.IntegerField(help_text="1 to 3.")
    is_core = serializers.BooleanField()
    unknown_label = serializers.CharField()
    options = OptionOutput(many=True)


class SectionOutput(Output):
    id = serializers.CharField()
    name = serializers.CharField()
    plain = serializers.CharField()
    questions = QuestionOutput(many=True)


class QuestionnaireOutput(Output):
    """The questions asked at present, with every option."""

    version = serializers.CharField()
    sections = SectionOutput(many=True)
