"""Endpoints of judging: read only, assessments are made by the rules."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api import ApiView, NewestFirst
from accounts.roles import Scope
from intake.models import ProjectRequest
from triage.api.outputs import AssessmentOutput, AssessmentSummary
from triage.models import Assessment


class _AssessmentView(ApiView):
    scope = Scope.ASSESSMENTS_READ

    def assessments(self, number: str) -> QuerySet[Assessment]:
        """Those of one request the person may see."""
        visible = ProjectRequest.objects.visible_to(self.person)
        project_request = get_object_or_404(visible, number=number)
        return Assessment.objects.filter(project_request=project_request)


class AssessmentsView(_AssessmentView):
    pagination_class = NewestFirst

    @extend_schema(
        operation_id="list_assessments", responses=AssessmentSummary(many=True)
    )
    def get(self, request: Request, number: str) -> Response:
        """Every assessment of a request, newest first."""
        rows = (
            self.assessments(number)
            .select_related("rubric__questionnaire")
            # Large, and the list shows nothing of them.
            .defer("inputs", "result", "rubric__data", "rubric__questionnaire__data")
        )
        pages = NewestFirst()
        page = pages.paginate_queryset(rows, request, self)
        return pages.get_paginated_response(AssessmentSummary(page, many=True).data)


class AssessmentView(_AssessmentView):
    @extend_schema(operation_id="read_assessment", responses=AssessmentOutput)
    def get(self, request: Request, number: str, pk: int) -> Response:
        """One assessment with its rules, questions worth asking, lateness and budget."""
        rows = self.assessments(number).select_related("rubric__questionnaire")
        return Response(AssessmentOutput(get_object_or_404(rows, pk=pk)).data)
