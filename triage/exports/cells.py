"""Values as cells: plain enough to be sorted and summed, empty where there is none."""

from datetime import datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from triage.figures import TIER_NAMES, tenths
from triage.figures.numbers import Exact


def day(moment: datetime | None) -> str:
    return timezone.localdate(moment).isoformat() if moment else ""


def rounded(value: Exact | None) -> str:
    return "" if value is None else tenths(value)


def percent(share: Exact | None) -> str:
    """A share as a number of hundredths, without a sign."""
    return "" if share is None else tenths(share * 100)


def dollars(cents: int | None) -> str:
    return "" if cents is None else f"{Decimal(cents) / 100:.2f}"


def tier_name(tier: str | None) -> str:
    return str(TIER_NAMES.get(tier or "", ""))


def yes_or_no(is_so: bool) -> str:
    return _("yes") if is_so else _("no")
