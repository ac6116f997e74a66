"""Judging undecided requests again when a rubric goes live, each exactly once.

What is decided stays as it was decided. A request that waits for a leader keeps the
figures the recommendation rests on, and catches up when it is sent back.
"""

import logging
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts import audit
from accounts.actors import THE_CLOCK, Actor
from accounts.models import AuditEntry
from intake.lifecycle import EDITABLE_STEPS, Step
from intake.models import ProjectRequest
from notifications import progress
from notifications.models import LongWork
from notifications.progress import Clock, Reached
from triage.models import Rubric
from triage.services.assessing import Measure, assess_by

logger = logging.getLogger(__name__)

KIND = "rescoring"
RESCORED_STEPS = EDITABLE_STEPS - {Step.AWAITING_CONFIRMATION}
# More than a slice gets through; the next one asks again who is left.
_LOOKED_AT = 500

audit.register(
    {
        "triage.request_rescored": gettext_lazy(
            "%(by)s scored it again by the new rubric %(rubric)s: %(reason)s"
        ),
    }
)


@transaction.atomic
def start_rescoring(
    *, rubric: Rubric, by: Actor, cause: AuditEntry, now: datetime
) -> LongWork:
    """Have a worker judge every undecided request by the rubric that has gone live.

    Started twice, it is the same work; an older rubric's unfinished work ends.

    :param cause: the publishing.
    """
    work = progress.start(
        KIND,
        key=f"{KIND}:{rubric.version}",
        title=_("Scoring undecided requests by rubric %(version)s")
        % {"version": rubric.version},
        subject=rubric,
        total=still_behind(rubric).count(),
        by=by,
        now=now,
        place={"publication": cause.pk},
    )
    if rubric.is_live:
        progress.overtake(work, now=now)
    return work


def still_behind(rubric: Rubric) -> QuerySet[ProjectRequest]:
    """Undecided requests that this rubric has yet to judge."""
    undecided = ProjectRequest.objects.filter(step__in=RESCORED_STEPS)
    return undecided.exclude(rubric_version=rubric.version)


def rescore_slice(work: LongWork, *, clock: Clock, until: datetime) -> Reached:
    """Judge one request after the other until the time is over.

    Those whose scoring fails are left to the retries that heal any failed scoring, and
    the work rests until they have.
    """
    rubric = Rubric.objects.select_related("questionnaire").get(pk=work.subject_id)
    if not rubric.is_live:
        return Reached(work.done, work.total, is_finished=True)
    measure = Measure.of(rubric)
    ready = still_behind(rubric).filter(assessment_due_at__isnull=True)
    for project_request in ready.order_by("pk")[:_LOOKED_AT]:
        _rescore_or_mark(project_request, measure, work.place, now=clock())
        # Afterwards, so that every slice gets on, however slow the machine.
        if clock() >= until:
            break
    return _reached(work, rubric)


def catch_up(project_request: ProjectRequest, *, now: datetime) -> None:
    """Judge one request by the live rubric, if another one judged it last."""
    rubric = Rubric.objects.select_related("questionnaire").get(is_live=True)
    if project_request.rubric_version != rubric.version:
        _rescore_or_mark(project_request, Measure.of(rubric), {}, now=now)
        project_request.refresh_from_db()


def _reached(work: LongWork, rubric: Rubric) -> Reached:
    left = still_behind(rubric).count()
    total = max(work.total, left)
    failed = still_behind(rubric).filter(assessment_due_at__isnull=False).count()
    waits_for = ""
    if left and left == failed:
        waits_for = ngettext(
            "%(count)s request could not be scored yet.",
            "%(count)s requests could not be scored yet.",
            failed,
        ) % {"count": failed}
    return Reached(total - left, total, is_finished=not left, waits_for=waits_for)


def _rescore_or_mark(
    project_request: ProjectRequest,
    measure: Measure,
    facts: dict[str, int],
    *,
    now: datetime,
) -> None:
    try:
        _rescore(project_request, measure, facts, now)
    except Exception:
        logger.exception("assessment failed", extra={"request": project_request.number})
        ProjectRequest.objects.filter(
            pk=project_request.pk,
            step__in=RESCORED_STEPS,
            rubric_version=project_request.rubric_version,
        ).update(assessment_due_at=now)


@transaction.atomic
def _rescore(
    project_request: ProjectRequest,
    measure: Measure,
    facts: dict[str, int],
    now: datetime,
) -> None:
    before = project_request.rubric_version
    if not _take(project_request, measure.rubric):
        return
    cause = audit.record(
        "triage.request_rescored",
        subject=project_request,
        by=THE_CLOCK,
        now=now,
        rubric=measure.rubric.version,
        reason=measure.rubric.reason,
        before=before,
        **facts,
    )
    assess_by(measure, project_request=project_request, cause=cause, now=now)


def _take(project_request: ProjectRequest, rubric: Rubric) -> bool:
    """Have the request to oneself, unless it was judged or decided meanwhile.

    Of two workers one finds the version it read; the row is its own until it commits.
    """
    taken = ProjectRequest.objects.filter(
        Exists(Rubric.objects.filter(pk=rubric.pk, is_live=True)),
        pk=project_request.pk,
        step__in=RESCORED_STEPS,
        rubric_version=project_request.rubric_version,
    ).update(rubric_version=rubric.version)
    return bool(taken)
