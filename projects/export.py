"""The list of projects as rows of a spreadsheet."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from projects.selectors import ProjectRow


def headers() -> list[str]:
    return [
        _("Reference"),
        _("Name"),
        _("Phase"),
        _("Since"),
        _("Look at it again on"),
        _("Owner"),
        _("Lead in IT"),
        _("Request"),
    ]


def rows(projects: Iterable[ProjectRow]) -> Iterator[list[str]]:
    """One row per project, cells in the order of `headers`."""
    return map(_cells, projects)


def _cells(row: ProjectRow) -> list[str]:
    return [
        row.ref,
        row.name,
        row.phase_label,
        row.since_on.isoformat(),
        row.wake_on.isoformat() if row.wake_on else "",
        row.department,
        row.lead,
        row.request_number,
    ]
