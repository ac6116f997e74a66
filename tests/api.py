"""A program that talks to the API with a token of its own."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.test import Client

from accounts.actors import Actor
from accounts.models import ApiToken, User
from accounts.roles import Scope
from accounts.services import make_token

BASE = "/api/v1/"


class Program:
    """Speaks JSON, checks CSRF as a browser would be checked, has no session."""

    token: ApiToken

    def __init__(self, secret: str = "") -> None:
        self._client = Client(enforce_csrf_checks=True)
        self.headers = {"Authorization": f"Bearer {secret}"} if secret else {}

    def get(self, path: str, **parameters: Any):
        return self._client.get(BASE + path, parameters, headers=self.headers)

    def post(self, path: str, body: Any = None):
        return self._send("post", path, body)

    def put(self, path: str, body: Any = None):
        return self._send("put", path, body)

    def patch(self, path: str, body: Any = None):
        return self._send("patch", path, body)

    def follow(self, url: str):
        return self._client.get(url, headers=self.headers)

    def _send(self, method: str, path: str, body: Any):
        return getattr(self._client, method)(
            BASE + path,
            {} if body is None else body,
            content_type="application/json",
            headers=self.headers,
        )


def program_of(
    user: User, now: datetime, scopes: Iterable[Scope] = tuple(Scope)
) -> Program:
    token, secret = make_token(
        user=user,
        name="Test",
        scopes=scopes,
        expires_at=now + timedelta(days=30),
        by=Actor.of(user),
        now=now,
    )
    program = Program(secret)
    program.token = token
    return program
