"""The links between the pages of a long list, as `components/pagination.html` prints."""

from collections.abc import Callable, Sized
from dataclasses import dataclass
from functools import partial
from typing import Protocol
from urllib.parse import urlencode

from django.utils.translation import gettext as _


class Listed(Protocol):
    """One page of a list; a cursor is empty where the list ends."""

    @property
    def rows(self) -> Sized: ...
    @property
    def earlier(self) -> str: ...
    @property
    def later(self) -> str: ...


@dataclass(frozen=True)
class Pager:
    newer_url: str
    older_url: str
    says: str


def pager(listed: Listed, address: Callable[..., str]) -> Pager:
    """:param address: of the list, from `before` or `after` a cursor."""
    newer = address(before=listed.earlier) if listed.earlier else ""
    older = address(after=listed.later) if listed.later else ""
    says = _("%(count)d on this page") if newer or older else _("All %(count)d shown")
    return Pager(newer, older, says % {"count": len(listed.rows)})


def list_at(path: str) -> Callable[..., str]:
    """The address of a list that nothing else narrows."""
    return partial(_with_query, path)


def _with_query(path: str, **query: str) -> str:
    return f"{path}?{urlencode(query)}"
