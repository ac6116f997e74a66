"""How far the judging by a new rubric is, for the pages whose figures it changes."""

from accounts.audit import subject_type
from notifications.models import LongWork
from notifications.models.work import LongWorkQuerySet
from notifications.selectors import WorkProgress, work_progress
from triage.models import Rubric
from triage.services.rescoring import KIND


def rescoring_under_way() -> WorkProgress | None:
    """What still runs (one query)."""
    return _shown(_works().unfinished())


def rescoring_by(rubric: Rubric) -> WorkProgress | None:
    """Of one rubric, running or over; None where nothing had to be judged again."""
    return _shown(
        _works().filter(subject_type=subject_type(rubric), subject_id=rubric.pk)
    )


def _works() -> LongWorkQuerySet:
    works: LongWorkQuerySet = LongWork.objects.filter(kind=KIND)
    return works.select_related("started_by")


def _shown(works: LongWorkQuerySet) -> WorkProgress | None:
    work = works.first()
    return work_progress(work) if work else None
