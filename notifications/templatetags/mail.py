"""What mail templates need: contexts are JSON, so dates arrive as texts."""

from datetime import date

from django import template
from django.utils.formats import date_format

register = template.Library()


@register.filter
def from_iso(value: str) -> date | None:
    """ "2026-12-09" as a date; nothing for an empty text."""
    return date.fromisoformat(value) if value else None


@register.filter
def day_or_words(value: str) -> str:
    """ "2026-12-09" as the house writes days; an event such as "the award" as it is."""
    try:
        return date_format(date.fromisoformat(value))
    except ValueError:
        return value
