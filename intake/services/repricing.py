"""Judging undecided requests again when a price they rest on changes, each once.

The change marks them all in one UPDATE, so that pages say at once that the score is being
computed again; a worker then judges one after the other and writes down why. Should
nobody get there, the retries that heal any failed scoring take over after ten minutes.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit
from accounts.actors import THE_CLOCK, Actor
from accounts.models import AuditEntry
from intake.models import DriverPrice, ProjectRequest
from intake.price_words import price_says
from intake.services.changes import assess_again
from notifications import progress
from notifications.models import LongWork
from notifications.progress import Clock, Reached

KIND = "repricing"
_LEFT_TO_RETRIES = timedelta(minutes=10)
# More than a slice gets through; the next one asks again who is left.
_LOOKED_AT = 500

audit.register(
    {
        "intake.request_repriced": gettext_lazy(
            "%(by)s scored it again: %(driver)s now costs %(after)s, before %(before)s. "
            "%(why)s"
        )
    }
)


def start_repricing(
    *,
    price: DriverPrice,
    before: DriverPrice,
    cause: AuditEntry,
    by: Actor,
    now: datetime,
) -> LongWork | None:
    """Mark the undecided requests that rest on the price, and have a worker judge them.

    Called in the transaction that writes the price.

    :returns: the work; None where no request rests on it.
    """
    driver = price.driver
    due_at = now + _LEFT_TO_RETRIES
    resting = ProjectRequest.objects.undecided().resting_on(driver)
    marked = mark_due(resting, due_at=due_at, now=now)
    if not marked:
        return None
    return progress.start(
        KIND,
        key=work_key(price),
        title=_("Scoring requests again by the new price of %s") % driver.name,
        subject=price,
        total=marked,
        by=by,
        now=now,
        place={
            "due_at": due_at.isoformat(),
            "before": price_says(before, driver.cost_type),
            "change": cause.pk,
        },
    )


def mark_due(
    requests: QuerySet[ProjectRequest], *, due_at: datetime, now: datetime
) -> int:
    """Have requests judged again from `due_at` on; how many they are."""
    return requests.update(
        answers_revision=F("answers_revision") + 1,
        assessment_due_at=due_at,
        updated_at=now,
    )


def work_key(price: DriverPrice) -> str:
    """The key of the work that a price started, if it touched any request."""
    return f"{KIND}:{price.pk}"


def reprice_slice(work: LongWork, *, clock: Clock, until: datetime) -> Reached:
    """Judge one marked request after the other until the time is over.

    One whose scoring fails is marked anew and left to the retries.
    """
    price = DriverPrice.objects.select_related("driver", "set_by").get(
        pk=work.subject_id
    )
    for project_request in _marked(work, price).order_by("pk")[:_LOOKED_AT]:
        _reprice(project_request, price, work, now=clock())
        # Afterwards, so that every slice gets on, however slow the machine.
        if clock() >= until:
            break
    left = _marked(work, price).count()
    total = max(work.total, left)
    return Reached(total - left, total, is_finished=not left)


def _marked(work: LongWork, price: DriverPrice) -> QuerySet[ProjectRequest]:
    """Those this work has yet to judge: a later price of the driver marks them anew."""
    due_at = datetime.fromisoformat(work.place["due_at"])
    resting = ProjectRequest.objects.undecided().resting_on(price.driver)
    return resting.filter(assessment_due_at=due_at)


@transaction.atomic
def _reprice(
    project_request: ProjectRequest,
    price: DriverPrice,
    work: LongWork,
    *,
    now: datetime,
) -> None:
    # Of two workers one finds the mark; the row is its own until it commits.
    mine = _marked(work, price).filter(pk=project_request.pk)
    if not mine.update(assessment_due_at=None):
        return
    cause = audit.record(
        "intake.request_repriced",
        subject=project_request,
        by=THE_CLOCK,
        now=now,
        driver=price.driver.name,
        before=work.place["before"],
        after=price_says(price, price.driver.cost_type),
        why=_why(price),
        change=work.place["change"],
    )
    assess_again(project_request, cause=cause, now=now)


def _why(price: DriverPrice) -> str:
    if price.set_by is None:
        return _("A new release of the catalog brought it.")
    return f"{price.set_by.name}: {price.reason}"
