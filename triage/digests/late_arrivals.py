"""What came to IT when it was late already, and what IT came across by itself."""

from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import city
from accounts.models import User
from intake.models import ProjectRequest
from notifications.digests import Row, Section
from notifications.periods import Period
from triage.models import Assessment
from triage.selectors.as_of import counted, newest_assessments
from triage.selectors.explained import Explained

MOST_ROWS = 5
# The bands of the lateness index that are late whatever is still unknown.
_LATE_BANDS = ("Late", "After the fact")


def came_in_late(period: Period, reader: User) -> Section:
    """What came in within the period when it was late already, latest first.

    Work found outside intake is told once, in the period it was found.
    """
    brought = Q(
        found_outside_on__isnull=True,
        submitted_at__gte=period.start,
        submitted_at__lt=period.end,
    )
    found = Q(
        found_outside_on__isnull=False,
        created_at__gte=period.start,
        created_at__lt=period.end,
    )
    came_in = counted(reader).filter(brought | found)
    late = [
        assessment
        for assessment in newest_assessments(came_in, period.end).select_related(
            "project_request__department", "rubric__questionnaire"
        )
        if assessment.project_request.found_outside_on
        or assessment.judgement.lateness.band_low in _LATE_BANDS
    ]
    late.sort(key=lambda item: (-item.judgement.lateness.low, item.project_request_id))
    with city.remembered():
        rows = tuple(map(_row, late[:MOST_ROWS]))
    return Section(
        key="came_in_late",
        title=_("Came in late or around us"),
        rows=rows,
        more=max(len(late) - MOST_ROWS, 0),
        empty=_("Everything that came in this week came in time."),
        verdict=_verdict(len(late)),
    )


def _row(assessment: Assessment) -> Row:
    row = assessment.project_request
    explained = Explained.of(assessment, row.number)
    came_at = row.created_at if row.found_outside_on else row.submitted_at
    return Row(
        text=_("%(title)s, %(department)s")
        % {"title": row.title, "department": row.department.name},
        detail=_detail(row)
        % {
            "stage": explained.stage_name(),
            "lateness": explained.lateness().index_says,
        },
        aside=date_format(city.day_of(came_at or assessment.made_at), "j M"),
        # The workbench opens once it is sent.
        path=reverse(
            "triage:workbench" if row.submitted_at else "triage:request",
            args=[row.number],
        ),
    )


def _detail(row: ProjectRequest) -> str:
    if row.found_outside_on is None:
        return _("when IT was first asked: %(stage)s; %(lateness)s")
    if row.submitted_at is None:
        return _("found outside intake: %(stage)s; %(lateness)s; not finished yet")
    return _("found outside intake: %(stage)s; %(lateness)s")


def _verdict(count: int) -> tuple[str, ...]:
    if not count:
        return ()
    text = ngettext(
        "%(count)d project found late", "%(count)d projects found late", count
    )
    return (text % {"count": count},)
