"""How the API describes itself: its tokens, and the refusals any call may meet.

The description is for programmers and in English alone, as its field names are; what a
call answers is translated.
"""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any, cast

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema

from accounts.api.answers import Problem, RefusedInput
from accounts.api.endpoints import ApiView

READS = {"GET", "HEAD", "OPTIONS"}


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "accounts.tokens.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "A token made at /profile/tokens/; it begins with gw_.",
        }


class Schema(AutoSchema):
    """Adds to every operation the refusals it may answer with, so no view lists them."""

    def get_operation(self, *args: Any, **kwargs: Any) -> dict[str, Any] | None:
        operation: dict[str, Any] | None = super().get_operation(*args, **kwargs)
        if operation is None:
            return None
        operation["responses"] |= {
            str(status.value): {
                "description": text,
                "content": {"application/json": {"schema": schema}},
            }
            for status, text, schema in self._refusals()
        }
        return operation

    def _refusals(self) -> Iterator[tuple[HTTPStatus, str, dict[str, Any]]]:
        problem = self._reference(Problem)
        if self.method not in READS or self._is_list_view():
            yield HTTPStatus.BAD_REQUEST, "Malformed, by field.", _BY_FIELD
        yield HTTPStatus.UNAUTHORIZED, "No token, or none that is valid.", problem
        yield HTTPStatus.FORBIDDEN, self._forbidden(), problem
        if "{" in self.path:
            missing = "There is none that the token's person may see."
            yield HTTPStatus.NOT_FOUND, missing, problem
        if self.method not in READS:
            yield from self._rules_say_no(problem)

    def _rules_say_no(
        self, problem: dict[str, Any]
    ) -> Iterator[tuple[HTTPStatus, str, dict[str, Any]]]:
        overtaken = "Somebody else changed it first, or it is no longer at that step."
        yield HTTPStatus.CONFLICT, overtaken, problem
        refused = self._reference(RefusedInput)
        yield HTTPStatus.UNPROCESSABLE_ENTITY, "A rule refuses the input.", refused

    def _forbidden(self) -> str:
        scope = cast(ApiView, self.view).scope
        if self.method not in READS:
            scope = getattr(self.view, "write_scope", scope)
        return f"The token lacks the scope `{scope}`, or its person the right."

    def _reference(self, serializer: type[Problem]) -> dict[str, Any]:
        component = self.resolve_serializer(serializer, "response")
        reference: dict[str, Any] = component.ref
        return reference


# A field's value is a list of sentences, or the same again for what is nested in it.
_BY_FIELD: dict[str, Any] = {"type": "object", "additionalProperties": {}}
