"""What two versions of something say differently, field by field and in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model
from django.utils.formats import date_format
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Difference:
    """One thing said differently: what is stored (`before`) and what is wanted."""

    field: str
    label: str
    before: str
    after: str


def differences(
    model: type[Model],
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    *,
    words: Mapping[str, Callable[[Any], str]] | None = None,
) -> tuple[Difference, ...]:
    """Compare values by the model's fields; labels and choices are the model's words.

    :param words: how to say the values of fields that are no text, day or choice.
    """
    own = words or {}
    return tuple(
        Difference(
            name,
            _label(model, name),
            _says(model, name, before[name], own),
            _says(model, name, value, own),
        )
        for name, value in after.items()
        if before[name] != value
    )


def _label(model: type[Model], name: str) -> str:
    column: Any = model._meta.get_field(name)
    return str(column.verbose_name)


def _says(
    model: type[Model], name: str, value: Any, words: Mapping[str, Callable[[Any], str]]
) -> str:
    column: Any = model._meta.get_field(name)
    if value in (None, "", ()):
        return _("nothing")
    if name in words:
        return words[name](value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return date_format(value)
    return str(dict(column.choices or ()).get(value, value))
