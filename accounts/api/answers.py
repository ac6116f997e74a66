"""What a service raises, as an answer, and how such answers look."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.utils.translation import gettext_lazy
from rest_framework import serializers, status
from rest_framework.exceptions import APIException
from rest_framework.response import Response
from rest_framework.views import exception_handler as rest_exception_handler

from accounts.errors import DomainError, Refused


class TooLarge(APIException):
    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_detail = gettext_lazy("The body is larger than this server accepts.")


def exception_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """Turn what a service raises into JSON: 422 with fields, 409 with the reason.

    A body past DATA_UPLOAD_MAX_MEMORY_SIZE is 413. Everything else (403, 404, 400, 401)
    is as the REST framework answers it.
    """
    if isinstance(error, RequestDataTooBig):
        error = TooLarge()
    if isinstance(error, Refused):
        return Response(
            {"detail": str(error), "fields": error.messages},
            status=status.HTTP_422_UNPROCESSABLE_ENTITY,
        )
    if isinstance(error, DomainError):
        return Response({"detail": str(error)}, status=status.HTTP_409_CONFLICT)
    return rest_exception_handler(error, context)


class Problem(serializers.Serializer[Any]):
    """What was wrong, in words."""

    detail = serializers.CharField()


class RefusedInput(Problem):
    """Well-formed input that a rule refuses."""

    fields = serializers.DictField(  # type: ignore[assignment]
        child=serializers.CharField(), help_text="Field → what is wrong with it."
    )
