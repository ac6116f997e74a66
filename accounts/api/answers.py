"""What a service raises, as an answer, and how such answers look."""

from typing import Any

from rest_framework import serializers, status
from rest_framework.response import Response
from rest_framework.views import exception_handler as rest_exception_handler

from accounts.errors import DomainError, Refused


def exception_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """Turn what a service raises into JSON: 422 with fields, 409 with the reason.

    Everything else (403, 404, 400, 401) is as the REST framework answers it.
    """
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
