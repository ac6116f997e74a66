"""What has happened to a request and what comes next, as a timeline."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from intake.lifecycle import Step
from intake.models import Ask, ProjectRequest

DONE, NEXT, OPEN = "", "next", "open"


@dataclass(frozen=True)
class Entry:
    """As `components/timeline.html` prints it; `kind` is done (empty), next or open."""

    text: str
    on: date | None = None
    when: str = ""
    kind: str = DONE
    url: str = ""
    by: str = ""


def next_steps(
    project_request: ProjectRequest,
    asks: Sequence[Ask],
    budget_day: Entry | None,
    answer_by_days: int,
) -> tuple[Entry, ...]:
    """The way from idea to decision, with what is done, what is next and what is open.

    :param asks: the open questions of IT, with whom they went to.
    :param answer_by_days: business days IT promises a first answer within.
    """
    step = Step(project_request.step)
    if step is Step.WITHDRAWN:
        return (*_sent(project_request), Entry(_("Withdrawn")))
    ahead = [
        *_sent(project_request),
        *_first_answer(project_request, answer_by_days),
        *_asked(project_request, asks),
        *_decided(project_request),
    ]
    if budget_day and step is not Step.DECIDED:
        ahead.append(budget_day)
    return tuple(ahead)


def _sent(project_request: ProjectRequest) -> list[Entry]:
    if project_request.submitted_at:
        on = timezone.localdate(project_request.submitted_at)
        return [Entry(_("You sent the idea"), on=on)]
    if project_request.step == Step.WITHDRAWN:
        return []
    return [Entry(_("You send it to IT"), when=_("when you are ready"), kind=NEXT)]


def _first_answer(project_request: ProjectRequest, days: int) -> list[Entry]:
    text = _("First answer from IT")
    if project_request.answered_at:
        return [Entry(text, on=timezone.localdate(project_request.answered_at))]
    if project_request.submitted_at:
        return [Entry(text, on=project_request.answer_by_on, kind=NEXT)]
    within = _("within %(days)d business days") % {"days": days}
    return [Entry(text, when=within, kind=OPEN)]


def _asked(project_request: ProjectRequest, asks: Sequence[Ask]) -> list[Entry]:
    return [
        Entry(
            _("%(person)s answers IT’s question") % {"person": ask.to.name},
            on=ask.due_on,
            kind=NEXT,
            url=reverse("intake:answer", args=[project_request.number, ask.question]),
        )
        for ask in asks
    ]


def _decided(project_request: ProjectRequest) -> list[Entry]:
    if project_request.decided_at:
        on = timezone.localdate(project_request.decided_at)
        return [Entry(_("IT decided"), on=on)]
    if project_request.step == Step.AWAITING_CONFIRMATION:
        return [
            Entry(_("A leader confirms"), when=_("or sends it back to IT"), kind=NEXT)
        ]
    is_next = project_request.step == Step.IN_TRIAGE and project_request.answered_at
    return [
        Entry(
            _("IT decides"),
            when=_("you get the reasons in writing"),
            kind=NEXT if is_next else OPEN,
        )
    ]
