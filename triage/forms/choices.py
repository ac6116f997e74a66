"""Choices of a select, as its fields take them."""

from collections.abc import Iterable
from typing import Any

from django.utils.functional import Promise

Choices = Iterable[tuple[Any, str | Promise]]


def any_of(label: str | Promise, choices: Choices) -> list[tuple[Any, str | Promise]]:
    """The choices after an empty one."""
    return [("", label), *choices]
