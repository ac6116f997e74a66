"""The base of every endpoint."""

from collections.abc import Mapping
from typing import Any, cast

from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.views import APIView

from accounts.actors import Actor
from accounts.models import User
from accounts.roles import Scope
from accounts.tokens import HasScope


class ShallowJSONParser(JSONParser):
    """The framework's own lets a body of nothing but brackets end in a 500."""

    def parse(
        self,
        stream: Any,
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        try:
            return super().parse(stream, media_type, parser_context)
        except RecursionError as error:
            raise ParseError(_("The JSON is nested too deeply.")) from error


class ApiView(APIView):
    """JSON behind a token with the scope the view names; no cache keeps the answer.

    A view that also writes names a `write_scope` beside its `scope`. Only tokens open
    it: a session would need CSRF guarding.
    """

    permission_classes = [IsAuthenticated, HasScope]
    parser_classes = [ShallowJSONParser]
    scope: Scope

    @property
    def person(self) -> User:
        """Whose token it is; only their own rights count."""
        return cast(User, self.request.user)

    @property
    def by(self) -> Actor:
        return Actor.of(self.person)

    def finalize_response(
        self, request: Request, response: Any, *args: Any, **kwargs: Any
    ) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        return response
