"""What the list of requests can be narrowed to."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

from accounts.api import StrictSerializer
from accounts.models import User
from intake.api.outputs import TIERS
from intake.lifecycle import Step
from intake.models import ProjectRequest


class RequestFilters(StrictSerializer):
    step = serializers.MultipleChoiceField(
        choices=[(step.value, step.value) for step in Step],
        required=False,
        help_text="May be given several times.",
    )
    department = serializers.CharField(required=False, help_text="Its code.")
    tier = serializers.ChoiceField(TIERS, required=False)
    q = serializers.CharField(
        required=False,
        max_length=200,
        help_text="Words that all stand in number, title or problem.",
    )
    examples = serializers.BooleanField(
        default=False, help_text="Documented cases instead of the city's own requests."
    )
    cursor = serializers.CharField(
        required=False, help_text="From next or previous of the page before."
    )
    page_size = serializers.IntegerField(
        required=False, min_value=1, help_text="50 unless given, at most 200."
    )


def narrowed(reader: User, chosen: Mapping[str, Any]) -> QuerySet[ProjectRequest]:
    rows = ProjectRequest.objects.visible_to(reader).filter(
        is_example=chosen["examples"]
    )
    if chosen.get("step"):
        rows = rows.filter(step__in=sorted(chosen["step"]))
    if "department" in chosen:
        rows = rows.filter(department__code=chosen["department"])
    if "tier" in chosen:
        rows = rows.filter(tier=chosen["tier"])
    if "q" in chosen:
        rows = rows.matching(chosen["q"])
    return rows.select_related("department", "category")
