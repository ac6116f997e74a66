"""The mails about one question: to who was asked, and to IT about what came of it."""

from collections.abc import Mapping
from datetime import datetime

from django.urls import reverse

from accounts import city
from accounts.links import ActingLink, Purpose
from accounts.models import AuditEntry
from intake.models import Ask, ProjectRequest
from intake.questionnaire import Question
from intake.services.letters import about, range_in_words
from notifications import outbox


def send_question(
    ask: Ask, asked: Question, *, cause: AuditEntry, now: datetime
) -> None:
    _to_who_was_asked("question_asked", ask, asked, cause, now)


def send_reminder(
    ask: Ask, asked: Question, *, cause: AuditEntry, now: datetime
) -> None:
    """The same question once more, with the very link of the first mail."""
    _to_who_was_asked("question_reminder", ask, asked, cause, now)


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
    _to_it(
        "question_answered",
        ask,
        {
            **about(project_request),
            "question_text": text,
            "answer_label": answer,
            "answered_by": cause.by_contact.name if cause.by_contact else "",
            "before": before,
            "after": range_in_words(project_request),
        },
        project_request=project_request,
        cause=cause,
        now=now,
    )


def tell_of_no_answer(
    ask: Ask,
    *,
    project_request: ProjectRequest,
    text: str,
    note: str,
    cause: AuditEntry,
    now: datetime,
) -> None:
    """:param note: what they wrote when they sent it back; empty when the day passed."""
    _to_it(
        "question_unanswered",
        ask,
        {
            **about(
                project_request,
                path=reverse("triage:workbench", args=[project_request.number]),
            ),
            "question_text": text,
            "asked": ask.to.name,
            "due_on": ask.due_on.isoformat(),
            "note": note,
            "says": range_in_words(project_request),
        },
        project_request=project_request,
        cause=cause,
        now=now,
    )


def _to_it(
    event: str,
    ask: Ask,
    context: Mapping[str, object],
    *,
    project_request: ProjectRequest,
    cause: AuditEntry,
    now: datetime,
) -> None:
    """Mail the assigned triager, or who asked when nobody is assigned."""
    triager = project_request.assignee or ask.asked_by
    outbox.enqueue(
        event,
        to=triager.contact,
        subject=project_request,
        context=context,
        cause=cause,
        now=now,
    )


def _to_who_was_asked(
    event: str, ask: Ask, asked: Question, cause: AuditEntry, now: datetime
) -> None:
    project_request = ask.project_request
    outbox.enqueue(
        event,
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
            "asked_by": ask.asked_by.name,
        },
        cause=cause,
        now=now,
        link=ActingLink(
            Purpose.ASK,
            subject=str(ask.pk),
            url_name="intake:asked",
            expires_at=city.end_of(ask.due_on),
        ),
    )
