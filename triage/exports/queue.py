"""The queue as rows of a spreadsheet."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from intake.models import ProjectRequest
from triage.exports import cells
from triage.figures import GAP_NAMES
from triage.selectors.current import live_rubric, older_rubric_of
from triage.selectors.status import it_status


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
        _("Scored by an older rubric"),
    ]


def rows(requests: Iterable[ProjectRequest]) -> Iterator[list[str]]:
    """One row per request; reads department, assignee."""
    live = live_rubric()
    return (_cells(request, live) for request in requests)


def _cells(request: ProjectRequest, live: str) -> list[str]:
    return [
        request.number,
        request.title,
        request.department.name,
        it_status(request),
        cells.day(request.submitted_at),
        cells.tier_name(request.tier),
        cells.tier_name(request.tier_high),
        cells.tier_name(request.tier_set),
        request.tier_set_by.name if request.tier_set_by else "",
        *(
            cells.rounded(value if request.tier else None)
            for value in (
                request.impact_low,
                request.impact_planning,
                request.impact_high,
            )
        ),
        str(GAP_NAMES.get(request.gap_tier, "")),
        cells.percent(request.gap_share),
        cells.dollars(request.gap_cents),
        cells.dollars(request.cost_cents),
        request.lateness_band_low,
        cells.rounded(request.lateness_low),
        cells.rounded(request.lateness_high),
        request.answer_by_on.isoformat() if request.answer_by_on else "",
        cells.day(request.answered_at),
        request.assignee.name if request.assignee else "",
        request.rubric_version,
        _("yes") if older_rubric_of(request, live) else "",
    ]
