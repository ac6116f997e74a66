"""Exact numbers as JSON, and the base of all outputs."""

from fractions import Fraction
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from triage.scoring.rounding import half_up

Output = serializers.Serializer[Any]


@extend_schema_field(OpenApiTypes.DOUBLE)
class Rounded(serializers.Field[Any, Any, float, Any]):
    """An exact number, or its text, as a JSON number rounded half up."""

    def __init__(self, places: int, *, times: int = 1, **kwargs: Any) -> None:
        super().__init__(read_only=True, **kwargs)
        self._places = places
        self._times = times

    def to_representation(self, value: Any) -> float:
        # Rounded while exact; the float only carries it.
        return float(half_up(Fraction(value) * self._times, self._places))
