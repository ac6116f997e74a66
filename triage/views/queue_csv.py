"""The queue as rows of a spreadsheet."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from django.utils import timezone
from django.utils.translation import gettext as _

from intake.models import ProjectRequest
from triage.figures import GAP_NAMES, TIER_NAMES
from triage.scoring.rounding import half_up
from triage.selectors.current import live_rubric, older_rubric_of
from triage.selectors.status import it_status


def csv_rows(requests: Iterable[ProjectRequest]) -> Iterator[list[str]]:
    """One row per request, cells in the order of `headers`; reads department, assignee."""
    live = live_rubric()
    return (_cells(request, live) for request in requests)


def headers() -> list[str]:
    return [
        _("Number"),
        _("Title"),
        _("Department"),
        _("Status"),
        _("Sent on"),
        _("Tier"),
        _("Tier at worst"),
        _("Tier set by hand"),
        _("Set by"),
        _("Impact low"),
        _("Impact planning"),
        _("Impact high"),
        _("Gap"),
        _("Gap, percent"),
        _("Missing, dollars"),
        _("Five-year cost, dollars"),
        _("IT was told"),
        _("Lateness low"),
        _("Lateness high"),
        _("Answer by"),
        _("Answered on"),
        _("Assigned to"),
        _("Rubric"),
        _("Judged by an older rubric"),
    ]


def _cells(request: ProjectRequest, live: str) -> list[str]:
    return [
        request.number,
        request.title,
        request.department.name,
        it_status(request),
        _day(request.submitted_at),
        str(TIER_NAMES.get(request.tier, "")),
        str(TIER_NAMES.get(request.tier_high, "")),
        str(TIER_NAMES.get(request.tier_set, "")),
        request.tier_set_by.name if request.tier_set_by else "",
        *(
            _rounded(value if request.tier else None)
            for value in (
                request.impact_low,
                request.impact_planning,
                request.impact_high,
            )
        ),
        str(GAP_NAMES.get(request.gap_tier, "")),
        _rounded(None if request.gap_share is None else request.gap_share * 100),
        _dollars(request.gap_cents),
        _dollars(request.cost_cents),
        request.lateness_band_low,
        _rounded(request.lateness_low),
        _rounded(request.lateness_high),
        request.answer_by_on.isoformat() if request.answer_by_on else "",
        _day(request.answered_at),
        request.assignee.name if request.assignee else "",
        request.rubric_version,
        _("yes") if older_rubric_of(request, live) else "",
    ]


def _day(moment: datetime | None) -> str:
    return timezone.localdate(moment).isoformat() if moment else ""


def _rounded(value: Decimal | None) -> str:
    return "" if value is None else str(half_up(Fraction(value), 1))


def _dollars(cents: int | None) -> str:
    return "" if cents is None else f"{Decimal(cents) / 100:.2f}"
