"""The requests of the money page as rows of a spreadsheet."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from intake.models import ProjectRequest
from triage.exports import cells
from triage.figures import GAP_NAMES
from triage.selectors.portfolio_money.listed import flags_of
from triage.selectors.status import it_status


def headers() -> list[str]:
    return [
        _("Number"),
        _("Title"),
        _("Department"),
        _("Status"),
        _("Gap"),
        _("Gap at best"),
        _("Gap at worst"),
        _("Gap, percent"),
        _("Gap at best, percent"),
        _("Gap at worst, percent"),
        _("Missing, dollars"),
        _("Five-year cost, dollars"),
        _("Missing of IT's part, dollars"),
        _("IT's part, dollars"),
        _("First year running cost is unfunded"),
        _("Unfunded running cost then, dollars"),
        _("What to beware of"),
    ]


def rows(requests: Iterable[ProjectRequest]) -> Iterator[list[str]]:
    """One row per request; reads department."""
    return map(_cells, requests)


def _cells(request: ProjectRequest) -> list[str]:
    year = request.unfunded_from_year
    return [
        request.number,
        request.title,
        request.department.name,
        it_status(request),
        *(
            str(GAP_NAMES.get(tier, ""))
            for tier in (request.gap_tier, request.gap_tier_low, request.gap_tier_high)
        ),
        *map(
            cells.percent,
            (request.gap_share, request.gap_share_low, request.gap_share_high),
        ),
        cells.dollars(request.gap_cents),
        cells.dollars(request.cost_cents),
        cells.dollars(request.it_gap_cents),
        cells.dollars(request.it_cost_cents),
        f"FY{year}" if year else "",
        cells.dollars(request.unfunded_recurring_cents),
        "; ".join(flags_of(request)),
    ]
