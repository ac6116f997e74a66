"""What a client may say about a request; every other key is refused."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from accounts.api import DayField, DistinctRows, StrictSerializer
from accounts.models import LONGEST_EMAIL, Department
from intake.ideas import Idea, NamedPartner, ToldHappening, TouchedSystem
from intake.models import (
    AnswerKind,
    Category,
    FundingLine,
    Happening,
    Partner,
    QuickTick,
    System,
    SystemTouch,
)
from intake.services import GivenAnswer
from intake.services.money_details import MOST_CENTS

_LONGEST_TEXT = 20_000
_MOST_SYSTEMS = 40


class HappeningInput(StrictSerializer):
    row_key = "kind"

    class Meta:
        list_serializer_class = DistinctRows

    kind = serializers.ChoiceField(Happening.Kind.choices)
    on = DayField(
        allow_null=True,
        required=False,
        help_text="First day of the month or quarter where that is all one knows.",
    )
    precision = serializers.ChoiceField(Happening.Precision.choices, required=False)


class PartnerInput(StrictSerializer):
    row_key = "part"

    class Meta:
        list_serializer_class = DistinctRows

    part = serializers.ChoiceField(Partner.Part.choices)
    name = serializers.CharField(max_length=120)
    email = serializers.EmailField(
        max_length=LONGEST_EMAIL, required=False, allow_blank=True
    )


class SystemTouchInput(StrictSerializer):
    row_key = "system"

    class Meta:
        list_serializer_class = DistinctRows

    system = serializers.SlugRelatedField(
        slug_field="code", queryset=System.objects.all()
    )
    fit = serializers.ChoiceField(SystemTouch.Fit.choices, required=False)
    because = serializers.CharField(max_length=300, required=False, allow_blank=True)


def _text(longest: int = _LONGEST_TEXT) -> serializers.CharField:
    return serializers.CharField(max_length=longest, required=False, allow_blank=True)


def _day() -> DayField:
    return DayField(required=False, allow_null=True)


class IdeaFields(StrictSerializer):
    """Any part of an idea; what is left out stays as it is, or empty in a new one."""

    title = serializers.CharField(max_length=120, required=False)
    problem = serializers.CharField(max_length=_LONGEST_TEXT, required=False)
    category = serializers.SlugRelatedField(
        slug_field="code",
        queryset=Category.objects.all(),
        required=False,
        allow_null=True,
        help_text="null: not sure.",
    )
    quick_ticks = serializers.ListField(
        child=serializers.ChoiceField(QuickTick.choices),
        required=False,
        max_length=len(QuickTick),
    )
    happenings = HappeningInput(many=True, required=False)
    told_whom = _text(120)
    told_on = _day()
    commit_on = _day()
    fixed_on = _day()
    fixed_because = _text(200)
    wanted_on = _day()
    money_source = _text(160)
    money_type = serializers.ChoiceField(
        FundingLine.SourceType.choices, required=False, allow_blank=True
    )
    money_cents = serializers.IntegerField(
        required=False, allow_null=True, min_value=0, max_value=MOST_CENTS
    )
    money_until_on = _day()
    rough_size = _text(200)
    systems = SystemTouchInput(  # type: ignore[call-arg]
        many=True,
        required=False,
        max_length=_MOST_SYSTEMS,
    )
    partners = PartnerInput(many=True, required=False)
    vendors_met = _text()
    if_nothing = _text()


class WholeIdea(IdeaFields):
    title = serializers.CharField(max_length=120)
    problem = serializers.CharField(max_length=_LONGEST_TEXT)


class NewRequest(WholeIdea):
    department = serializers.SlugRelatedField(
        slug_field="code", queryset=Department.objects.all()
    )


class _Seen(StrictSerializer):
    idea_version = serializers.IntegerField(
        min_value=1, help_text="The version the change started from; another is 409."
    )


class IdeaReplacement(WholeIdea, _Seen):
    """The whole idea afresh: what is left out becomes empty."""


class IdeaChanges(IdeaFields, _Seen):
    """The parts to change: what is left out stays as it is."""


class AnswerInput(StrictSerializer):
    row_key = "question"

    class Meta:
        list_serializer_class = DistinctRows

    question = serializers.CharField(max_length=20)
    kind = serializers.ChoiceField(
        [
            choice
            for choice in AnswerKind.choices
            if choice[0] != AnswerKind.NOT_ASKED.value
        ],
        help_text="not_applicable is for IT to say.",
    )
    option = serializers.CharField(
        max_length=40, required=False, allow_blank=True, help_text="With known."
    )
    reason = serializers.CharField(
        max_length=300,
        required=False,
        allow_blank=True,
        help_text="With not_applicable.",
    )
    seen_version = serializers.IntegerField(
        min_value=0,
        default=0,
        help_text="Version of the answer looked at, 0 where there was none.",
    )


class AnswersInput(StrictSerializer):
    answers = AnswerInput(  # type: ignore[call-arg]
        many=True,
        allow_empty=False,
        max_length=200,
    )


class Submission(StrictSerializer):
    version = serializers.IntegerField(
        min_value=1, help_text="The request's version looked at; another is 409."
    )


def idea_values(data: Mapping[str, Any]) -> dict[str, Any]:
    """The validated parts of an idea as the values `Idea` holds."""
    rows = {
        "happenings": ToldHappening,
        "systems": TouchedSystem,
        "partners": NamedPartner,
    }
    values = {name: data[name] for name in Idea.__annotations__ if name in data}
    for name, kind in rows.items():
        if name in values:
            values[name] = tuple(kind(**item) for item in values[name])
    if "quick_ticks" in values:
        values["quick_ticks"] = tuple(values["quick_ticks"])
    return values


def given_answers(data: Mapping[str, Any]) -> dict[str, GivenAnswer]:
    return {
        item["question"]: GivenAnswer(
            AnswerKind(item["kind"]), item.get("option", ""), item.get("reason", "")
        )
        for item in data["answers"]
    }


def seen_versions(data: Mapping[str, Any]) -> dict[str, int]:
    return {item["question"]: item["seen_version"] for item in data["answers"]}
