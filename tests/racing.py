"""People who act in the same moment, each over a connection of their own.

Only PostgreSQL lets them; SQLite has one writer at a time.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import pytest
from django.db import connections
from django.test import Client

from accounts.models import User

Result = TypeVar("Result")

MARKS = [
    pytest.mark.servers,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("on_postgresql", "no_broker"),
]


def at_once(acts: Sequence[Callable[[], Result]]) -> list[Result]:
    """Begin all of them together; what each brought, in their order."""

    def act(one: Callable[[], Result]) -> Result:
        try:
            return one()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(act, acts))


def press(path: str, data: dict[str, Any], user: User | None = None) -> Any:
    """Send a form, signed in or as nobody; a server error is a response too."""
    client = Client(raise_request_exception=False)
    if user is not None:
        client.force_login(user)
    return client.post(path, data)
