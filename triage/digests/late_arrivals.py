"""What came to IT when it was late already."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import city
from accounts.models import User
from notifications.digests import Row, Section
from notifications.periods import Period
from triage.models import Assessment
from triage.selectors.as_of import counted, newest_assessments
from triage.selectors.explained import Explained

MOST_ROWS = 5
# The bands of the lateness index that are late whatever is still unknown.
_LATE_BANDS = ("Late", "After the fact")


def came_in_late(period: Period, reader: User) -> Section:
    """What came in within the period when it was late already, latest first."""
    came_in = counted(reader).filter(
        submitted_at__gte=period.start, submitted_at__lt=period.end
    )
    late = [
        assessment
        for assessment in newest_assessments(came_in, period.end).select_related(
            "project_request__department", "rubric__questionnaire"
        )
        if assessment.judgement.lateness.band_low in _LATE_BANDS
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
    submitted_on = city.day_of(row.submitted_at or assessment.made_at)
    return Row(
        text=_("%(title)s, %(department)s")
        % {"title": row.title, "department": row.department.name},
        detail=_("when IT was first asked: %(stage)s; %(lateness)s")
        % {
            "stage": explained.stage_name(),
            "lateness": explained.lateness().index_says,
        },
        aside=date_format(submitted_on, "j M"),
        path=reverse("triage:workbench", args=[row.number]),
    )


def _verdict(count: int) -> tuple[str, ...]:
    if not count:
        return ()
    text = ngettext(
        "%(count)d project found late", "%(count)d projects found late", count
    )
    return (text % {"count": count},)
