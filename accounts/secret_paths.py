"""Addresses that let their reader act, as logs and error reports may show them.

Whoever reads logs could otherwise act in the name of whoever got the mail.
"""

import logging
from typing import Any
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

# What our routes call the token of a signed link, and the key of a reset.
_NAMES = ("token", "key")


def without_secrets(address: str) -> str:
    """A path or a whole address, with each secret in it as "…"."""
    for secret in _secrets_in(address):
        address = address.replace(secret, "…")
    return address


def _secrets_in(address: str) -> list[str]:
    parts = [part for part in urlsplit(address).path.split("/") if part]
    # Mail programs lose the slash at the end, or add what stood behind the address:
    # then it leads nowhere, but still holds the secret.
    while parts:
        try:
            named = resolve(f"/{'/'.join(parts)}/").kwargs
        except Resolver404:
            parts.pop()
        else:
            return [named[name] for name in _NAMES if named.get(name)]
    return []


class NoSecrets(logging.Filter):
    """For loggers that write addresses among the arguments of a message."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(map(_shown, record.args))
        return True


def _shown(argument: object) -> object:
    is_path = isinstance(argument, str) and argument.startswith("/")
    return without_secrets(str(argument)) if is_path else argument


def before_send(event: Any, hint: Any) -> Any:
    """For Sentry, which reports the address of the page that failed."""
    request = event.get("request", {})
    if "url" in request:
        request["url"] = without_secrets(request["url"])
    return event
