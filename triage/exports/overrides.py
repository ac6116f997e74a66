"""Every tier set by hand, as rows of a spreadsheet."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from accounts.models import User
from triage.exports import cells
from triage.models import TierOverride
from triage.selectors.overrides import in_force, origins


def headers() -> list[str]:
    return [
        _("Number"),
        _("Title"),
        _("Department"),
        _("Tier computed"),
        _("Tier set by hand"),
        _("Kind of reason"),
        _("Reason"),
        _("Set by"),
        _("Set on"),
        _("Rubric"),
        _("What had set the computed tier"),
    ]


def rows(*, reader: User) -> Iterator[list[str]]:
    """One row for each in force, newest first (one query)."""
    return map(_cells, in_force(reader))


def _cells(override: TierOverride) -> list[str]:
    request = override.project_request
    return [
        request.number,
        request.title,
        request.department.name,
        cells.tier_name(override.assessment.tier),
        cells.tier_name(override.tier),
        str(override.get_because_display()),
        override.reason,
        override.set_by.name,
        cells.day(override.set_at),
        override.assessment.rubric.version,
        "; ".join(origins(override)),
    ]
