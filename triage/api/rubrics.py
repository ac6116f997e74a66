"""Published rubrics for programs: read only, they are published in the application."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api import ApiView, NewestFirst, UtcDateTimeField
from accounts.permissions import check_permission
from accounts.roles import Permission, Scope
from triage.models import Rubric


class RubricSummary(serializers.Serializer[Any]):
    version = serializers.CharField()
    questionnaire = serializers.CharField(
        source="questionnaire.version", help_text="The version it judges."
    )
    published_at = UtcDateTimeField()
    based_on = serializers.CharField(
        source="based_on.version", default=None, help_text="null: it is the first."
    )
    reason = serializers.CharField(help_text="Why it was published.")
    is_live = serializers.BooleanField(help_text="Judges open requests.")


class RubricOutput(RubricSummary):
    """A rubric with everything it says, and the questionnaire it judges."""

    rubric = serializers.SerializerMethodField(help_text="Schema rubric/1.")
    questionnaire_text = serializers.SerializerMethodField(
        help_text="Schema questionnaire/1."
    )

    @extend_schema_field(OpenApiTypes.OBJECT)
    def get_rubric(self, rubric: Rubric) -> Any:
        return rubric.data

    @extend_schema_field(OpenApiTypes.OBJECT)
    def get_questionnaire_text(self, rubric: Rubric) -> Any:
        return rubric.questionnaire.data


class _RubricView(ApiView):
    scope = Scope.ASSESSMENTS_READ

    def rubrics(self) -> QuerySet[Rubric]:
        """:raises PermissionDenied: the person does not see triage."""
        check_permission(self.by, Permission.TRIAGE_SEE)
        return Rubric.objects.select_related("questionnaire", "based_on")


class RubricsView(_RubricView):
    pagination_class = NewestFirst

    @extend_schema(operation_id="list_rubrics", responses=RubricSummary(many=True))
    def get(self, request: Request) -> Response:
        """Every published rubric, newest first."""
        # Large, and the list shows nothing of them.
        rows = self.rubrics().defer("data", "questionnaire__data", "based_on__data")
        pages = NewestFirst()
        page = pages.paginate_queryset(rows, request, self)
        return pages.get_paginated_response(RubricSummary(page, many=True).data)


class RubricView(_RubricView):
    @extend_schema(operation_id="read_rubric", responses=RubricOutput)
    def get(self, request: Request, version: str) -> Response:
        """One rubric as it was published, with its questionnaire."""
        rows = self.rubrics().defer("based_on__data")
        return Response(RubricOutput(get_object_or_404(rows, version=version)).data)
