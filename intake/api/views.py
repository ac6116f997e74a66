"""Endpoints of asking: input → one service or read → output."""

from dataclasses import replace
from typing import Any

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api import ApiView, NewestFirst, Problem, StrictSerializer
from accounts.roles import Scope
from intake import questionnaire
from intake.api.inputs import (
    AnswersInput,
    IdeaChanges,
    IdeaReplacement,
    NewRequest,
    Submission,
    given_answers,
    idea_values,
    seen_versions,
)
from intake.api.listing import RequestFilters, narrowed
from intake.api.outputs import QuestionnaireOutput, RequestOutput, RequestSummary
from intake.ideas import Idea, idea_of
from intake.models import Ask, ProjectRequest
from intake.services import (
    answer_questions,
    create_request,
    save_idea,
    submit_request,
)


class _RequestView(ApiView):
    def project_request(self, number: str) -> ProjectRequest:
        visible = ProjectRequest.objects.visible_to(self.person)
        return get_object_or_404(visible, number=number)

    def answer(self, number: str, code: int = status.HTTP_200_OK) -> Response:
        """The request as it is stored now, in a fixed number of queries."""
        rows = ProjectRequest.objects.visible_to(self.person)
        request = get_object_or_404(
            rows.select_related("department", "category").prefetch_related(
                "happenings",
                "partners__contact",
                "system_touches__system",
                "answers__answered_by",
                Prefetch(
                    "asks", Ask.objects.open().select_related("to"), to_attr="open_asks"
                ),
            ),
            number=number,
        )
        return Response(RequestOutput(request).data, status=code)


class RequestsView(_RequestView):
    scope = Scope.REQUESTS_READ
    write_scope = Scope.REQUESTS_WRITE
    pagination_class = NewestFirst

    @extend_schema(
        operation_id="list_requests",
        parameters=[RequestFilters],
        responses=RequestSummary(many=True),
    )
    def get(self, request: Request) -> Response:
        """The requests you may see, newest first."""
        chosen = checked(RequestFilters, request.query_params)
        pages = NewestFirst()
        rows = pages.paginate_queryset(narrowed(self.person, chosen), request, self)
        return pages.get_paginated_response(RequestSummary(rows, many=True).data)

    @extend_schema(
        operation_id="create_request",
        request=NewRequest,
        responses={201: RequestOutput},
    )
    def post(self, request: Request) -> Response:
        """Write an idea down as a draft; it gets its number and a provisional range."""
        data = checked(NewRequest, request.data)
        draft = create_request(
            department=data["department"],
            idea=Idea(**idea_values(data)),
            by=self.by,
            now=timezone.now(),
        )
        return self.answer(draft.number, status.HTTP_201_CREATED)


class RequestView(_RequestView):
    scope = Scope.REQUESTS_READ
    write_scope = Scope.REQUESTS_WRITE

    @extend_schema(operation_id="read_request", responses=RequestOutput)
    def get(self, request: Request, number: str) -> Response:
        """One request with its idea and answers."""
        return self.answer(number)

    @extend_schema(
        operation_id="replace_idea", request=IdeaReplacement, responses=RequestOutput
    )
    def put(self, request: Request, number: str) -> Response:
        """Say the whole idea afresh; what is left out becomes empty."""
        project_request = self.project_request(number)
        data = checked(IdeaReplacement, request.data)
        return self._save(project_request, Idea(**idea_values(data)), data)

    @extend_schema(
        operation_id="change_idea", request=IdeaChanges, responses=RequestOutput
    )
    def patch(self, request: Request, number: str) -> Response:
        """Change parts of the idea; what is left out stays as it is."""
        project_request = self.project_request(number)
        data = checked(IdeaChanges, request.data)
        idea = replace(idea_of(project_request), **idea_values(data))
        return self._save(project_request, idea, data)

    def _save(
        self, project_request: ProjectRequest, idea: Idea, data: dict[str, Any]
    ) -> Response:
        save_idea(
            project_request=project_request,
            idea=idea,
            seen_idea_version=data["idea_version"],
            by=self.by,
            now=timezone.now(),
        )
        return self.answer(project_request.number)


class AnswersView(_RequestView):
    scope = Scope.REQUESTS_WRITE

    @extend_schema(
        operation_id="answer_questions",
        request=AnswersInput,
        responses={200: RequestOutput},
    )
    def post(self, request: Request, number: str) -> Response:
        """Answer questions; all of them are stored, or none."""
        project_request = self.project_request(number)
        data = checked(AnswersInput, request.data)
        answer_questions(
            project_request=project_request,
            given=given_answers(data),
            seen=seen_versions(data),
            by=self.by,
            now=timezone.now(),
        )
        return self.answer(number)


class SubmitView(_RequestView):
    scope = Scope.REQUESTS_WRITE

    @extend_schema(
        operation_id="submit_request",
        request=Submission,
        responses={200: RequestOutput},
    )
    def post(self, request: Request, number: str) -> Response:
        """Hand a draft to IT."""
        project_request = self.project_request(number)
        data = checked(Submission, request.data)
        submit_request(
            project_request=project_request,
            seen_version=data["version"],
            by=self.by,
            now=timezone.now(),
        )
        return self.answer(number)


class QuestionnaireView(ApiView):
    scope = Scope.REQUESTS_READ

    @extend_schema(
        operation_id="read_questionnaire",
        responses={200: QuestionnaireOutput, 409: Problem},
    )
    def get(self, request: Request) -> Response:
        """The questions asked at present, with their options; 409 before the first."""
        return Response(QuestionnaireOutput(questionnaire.live()).data)


def checked(serializer: type[StrictSerializer], data: Any) -> dict[str, Any]:
    """:raises ValidationError: malformed input, by field (400)."""
    given = serializer(data=data)
    given.is_valid(raise_exception=True)
    validated: dict[str, Any] = given.validated_data
    return validated
