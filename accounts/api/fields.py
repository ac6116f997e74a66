"""Serializer parts with our rules: no unknown keys, no years nobody means, UTC."""

from collections.abc import Mapping
from datetime import UTC, date
from typing import Any, cast

from django.utils.translation import gettext as _
from rest_framework import serializers


class StrictSerializer(serializers.Serializer[Any]):
    """Input that refuses keys it does not know, so that a typo is not silently lost."""

    # For rows of a list: the key under which each has a value of its own.
    row_key = ""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping):
            unknown = sorted(set(data) - set(self.fields))
            if unknown:
                raise serializers.ValidationError(
                    {key: [_("There is no such field.")] for key in unknown}
                )
        return super().to_internal_value(data)


class DistinctRows(serializers.ListSerializer[Any]):
    """Rows of a strict serializer, no two alike under its `row_key`."""

    def validate(self, attrs: Any) -> Any:
        key = cast(StrictSerializer, self.child).row_key
        values = [row[key] for row in attrs]
        if len(set(values)) < len(values):
            raise serializers.ValidationError(_("Name each thing once."))
        return attrs


class UtcDateTimeField(serializers.DateTimeField):
    """ISO 8601 in UTC, whatever zone the city's pages show."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(default_timezone=UTC, **kwargs)


class DayField(serializers.DateField):
    """A calendar day; years nobody can mean are refused before anything computes."""

    _FIRST, _LAST = date(1900, 1, 1), date(2200, 12, 31)

    def to_internal_value(self, value: Any) -> date:
        day = super().to_internal_value(value)
        if not self._FIRST <= day <= self._LAST:
            raise serializers.ValidationError(
                _("Give a day between %(first)s and %(last)s.")
                % {"first": self._FIRST, "last": self._LAST}
            )
        return day
