"""How long money lasts, in words."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

_DAYS_COUNTED = 60


def months_until(day: date, today: date) -> int:
    """Whole months from the earlier to the later day."""
    first, last = sorted((day, today))
    months = (last.year - first.year) * 12 + last.month - first.month
    return months - 1 if last.day < first.day else months


def time_left(ends_on: date, today: date) -> str:
    """ "in 22 months", "in 12 days", "today", "3 months ago"."""
    days = (ends_on - today).days
    if days == 0:
        return _("today")
    if abs(days) < _DAYS_COUNTED:
        count = abs(days)
        spell = ngettext("%(count)d day", "%(count)d days", count) % {"count": count}
    else:
        count = months_until(ends_on, today)
        spell = ngettext("%(count)d month", "%(count)d months", count) % {
            "count": count
        }
    text = _("in %(spell)s") if days > 0 else _("%(spell)s ago")
    return text % {"spell": spell}
