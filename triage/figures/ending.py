"""How long money lasts, in words."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

# Below three months people count days.
_DAYS_COUNTED = 90


def months_until(day: date, today: date) -> int:
    """Whole months from the earlier to the later day."""
    first, last = sorted((day, today))
    months = (last.year - first.year) * 12 + last.month - first.month
    return months - 1 if last.day < first.day else months


def days_left(day: date, today: date) -> str:
    """ "in 109 days", "today", "12 days ago"."""
    count = abs((day - today).days)
    if not count:
        return _("today")
    spell = ngettext("%(count)d day", "%(count)d days", count) % {"count": count}
    return _from_today(spell, is_ahead=day > today)


def time_left(day: date, today: date) -> str:
    """ "in 22 months", "in 12 days", "today", "3 months ago"."""
    if abs((day - today).days) < _DAYS_COUNTED:
        return days_left(day, today)
    count = months_until(day, today)
    spell = ngettext("%(count)d month", "%(count)d months", count) % {"count": count}
    return _from_today(spell, is_ahead=day > today)


def _from_today(spell: str, *, is_ahead: bool) -> str:
    text = _("in %(spell)s") if is_ahead else _("%(spell)s ago")
    return text % {"spell": spell}
