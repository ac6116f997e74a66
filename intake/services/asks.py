"""IT asks one person one question, and hears of the answer."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit, city
from accounts.actors import Actor
from accounts.errors import Refused
from accounts.models import AuditEntry, Contact
from accounts.permissions import check_permission
from accounts.roles import Permission
from intake import questionnaire
from intake.lifecycle import Step
from intake.models import Ask, ProjectRequest
from intake.questionnaire import Question
from intake.services.acting import acting_user
from intake.services.editing import hold_open
from intake.services.letters import about, range_in_words
from intake.services.moves import StaleRequest, move_request
from intake.services.promise import resumed
from notifications import outbox

audit.register(
    {
        "intake.question_asked": gettext_lazy("%(by)s asked %(to)s: “%(text)s”"),
    }
)

LONGEST_NOTE = 500


@transaction.atomic
def ask_question(
    *,
    project_request: ProjectRequest,
    question: str,
    to: Contact,
    note: str,
    due_on: date,
    seen_version: int,
    by: Actor,
    now: datetime,
) -> Ask:
    """Send one question to one person; the promise of an answer waits meanwhile.

    The first question of all is IT's first answer to the department.

    :raises Refused: by keyword name: no such question, asked already, somebody who
        cannot be reached or sign in, a day that is over.
    :raises WrongStep: the request is not with IT.
    :raises StaleRequest: somebody else moved it first.
    """
    check_permission(by, Permission.TRIAGE_ASK)
    asked = questionnaire.live().find(question)
    hold_open(project_request, now=now)
    today = city.day_of(now)
    if asked is None:
        raise Refused({"question": _("There is no question %s.") % question})
    _check(project_request, asked, to, note, due_on, today)
    _wait_for_information(project_request, seen_version, today, now)
    ask = Ask.objects.create(
        project_request=project_request,
        question=question,
        to=to,
        note=note,
        due_on=due_on,
        asked_at=now,
        asked_by=acting_user(by),
    )
    cause = audit.record(
        "intake.question_asked",
        subject=project_request,
        by=by,
        now=now,
        question=question,
        text=asked.text,
        to=to.name,
        due_on=due_on.isoformat(),
    )
    _send(ask, asked, project_request, by=by, cause=cause, now=now)
    return ask


def open_asks(project_request: ProjectRequest) -> QuerySet[Ask]:
    return (
        Ask.objects.open()
        .filter(project_request=project_request)
        .select_related("asked_by__contact", "to")
    )


def close_asks(
    project_request: ProjectRequest, asks: Iterable[Ask], *, by: Actor, now: datetime
) -> None:
    """Mark these as answered; with the last one IT takes the request up again."""
    closed = Ask.objects.filter(pk__in=[ask.pk for ask in asks])
    if not closed.update(answered_at=now, answered_by=by.contact):
        return
    if project_request.step != Step.NEEDS_INFORMATION:
        return
    if not open_asks(project_request).exists():
        move_request(
            project_request,
            Step.IN_TRIAGE,
            seen_version=project_request.version,
            now=now,
            **resumed(project_request, city.day_of(now)),
        )


def withdraw_open_asks(project_request: ProjectRequest, *, now: datetime) -> None:
    """Nobody waits for these any more: the request is decided or withdrawn."""
    open_asks(project_request).update(withdrawn_at=now)


def tell_of_answer(
    ask: Ask,
    *,
    project_request: ProjectRequest,
    text: str,
    answer: str,
    before: str,
    cause: AuditEntry,
    now: datetime,
) -> None:
    """Mail the assigned triager, or who asked when nobody is assigned."""
    triager = project_request.assignee or ask.asked_by
    outbox.enqueue(
        "question_answered",
        to=triager.contact,
        subject=project_request,
        context={
            **about(project_request),
            "question_text": text,
            "answer_label": answer,
            "answered_by": cause.by_contact.name if cause.by_contact else "",
            "before": before,
            "after": range_in_words(project_request),
        },
        cause=cause,
        now=now,
    )


def _check(
    project_request: ProjectRequest,
    asked: Question,
    to: Contact,
    note: str,
    due_on: date,
    today: date,
) -> None:
    wrong = {}
    earlier = open_asks(project_request).filter(question=asked.id).first()
    if earlier is not None:
        wrong["question"] = _("%(name)s has been asked this already.") % {
            "name": earlier.to.name
        }
    if to.user is None or not to.user.is_active:
        wrong["to"] = _("%(name)s cannot sign in. Ask somebody who can.") % {
            "name": to.name
        }
    if len(note) > LONGEST_NOTE:
        wrong["note"] = _("Use at most %d characters.") % LONGEST_NOTE
    if due_on < today:
        wrong["due_on"] = _("This day is over. Give a day to come.")
    if wrong:
        raise Refused(wrong)


def _wait_for_information(
    project_request: ProjectRequest, seen_version: int, today: date, now: datetime
) -> None:
    if project_request.step == Step.NEEDS_INFORMATION:
        # Another question beside the open ones: no move, but the same guard.
        if project_request.version != seen_version:
            raise StaleRequest(project_request.number)
        return
    if project_request.step == Step.SUBMITTED:
        move_request(
            project_request, Step.IN_TRIAGE, seen_version=seen_version, now=now
        )
        seen_version = project_request.version
    move_request(
        project_request,
        Step.NEEDS_INFORMATION,
        seen_version=seen_version,
        now=now,
        paused_on=today,
        answered_at=project_request.answered_at or now,
    )


def _send(
    ask: Ask,
    asked: Question,
    project_request: ProjectRequest,
    *,
    by: Actor,
    cause: AuditEntry,
    now: datetime,
) -> None:
    outbox.enqueue(
        "question_asked",
        to=ask.to,
        subject=project_request,
        context={
            **about(
                project_request,
                path=reverse("intake:answer", args=[project_request.number, asked.id]),
            ),
            "question_text": asked.text,
            "options": [option.label for option in asked.options],
            "why": asked.why,
            "note": ask.note,
            "due_on": ask.due_on.isoformat(),
            "asked_by": by.name,
        },
        cause=cause,
        now=now,
    )
