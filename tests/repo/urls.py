"""Every address of the URLconf, with sample values in its variable parts."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.regex_helper import normalize

# Whatever an address asks for; whether the thing exists does not matter to the guard.
SAMPLES = {
    "number": "HB-2026-001",
    "ref": "PRJ-001",
    "section": "INT",
    "question": "INT1",
    "code": "ERP",
    "token": "not-a-token",
    "key": "abc",
    "app_label": "accounts",
    "url": "accounts/",
}


@dataclass(frozen=True)
class Address:
    name: str
    path: str


def addresses() -> list[Address]:
    """All of them, in the order of the URLconf."""
    return list(_walk(get_resolver().url_patterns, "", ""))


def _walk(patterns: list, prefix: str, namespace: str) -> Iterator[Address]:
    for pattern in patterns:
        route = prefix + _filled(pattern.pattern.regex.pattern)
        if isinstance(pattern, URLResolver):
            inner = (
                f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            )
            yield from _walk(pattern.url_patterns, route, inner)
        elif isinstance(pattern, URLPattern):
            yield Address(f"{namespace}{pattern.name or route}", "/" + route)


def _filled(regex: str) -> str:
    """The simplest text the expression takes, with samples for its variables."""
    template, names = normalize(regex)[0]
    return template % {name: SAMPLES.get(name, "1") for name in names}
