"""What mail templates need: contexts are JSON, so dates arrive as texts."""

from datetime import date

from django import template

register = template.Library()


@register.filter
def from_iso(value: str) -> date | None:
    """ "2026-12-09" as a date; nothing for an empty text."""
    return date.fromisoformat(value) if value else None
