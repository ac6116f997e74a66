"""Answering questions: by section, one at a time, or because IT asked."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy, ngettext

from accounts import audit
from accounts.actors import Actor, acting_contact
from accounts.models import AuditEntry
from accounts.permissions import check_permission, may
from accounts.roles import Permission
from intake.models import Answer, AnswerKind, Ask, ProjectRequest
from intake.services.answer_sheet import (
    AnswerConflict,
    Clash,
    GivenAnswer,
    Sheet,
    check_given,
    read_sheet,
)
from intake.services.ask_mail import tell_of_answer
from intake.services.asks import close_asks, open_asks
from intake.services.changes import request_changed
from intake.services.editing import hold_open
from intake.services.letters import range_in_words

__all__ = ["AnswerConflict", "Clash", "GivenAnswer", "answer_questions"]

audit.register(
    {
        "intake.draft_answered": gettext_lazy(
            "%(by)s answered %(count_says)s of the draft"
        ),
        "intake.answer_changed": gettext_lazy(
            "%(by)s changed the answer to “%(text)s” from “%(before)s” to “%(after)s”"
        ),
        "intake.ask_answered": gettext_lazy(
            "%(by)s answered IT's question “%(text)s”: “%(after)s” (was “%(before)s”)"
        ),
    }
)


@transaction.atomic
def answer_questions(
    *,
    project_request: ProjectRequest,
    given: Mapping[str, GivenAnswer],
    seen: Mapping[str, int],
    by: Actor,
    now: datetime,
) -> list[str]:
    """Write answers; those IT had asked for are closed, and its triager is told.

    :param given: question → answer; a question not in it is left alone.
    :param seen: question → version of the answer the person looked at; 0 or missing
        when there was none.
    :returns: the questions whose answer changed.
    :raises PermissionDenied: *not applicable* is for IT to say.
    :raises Refused: by question id: no such question or option, a reason missing.
    :raises AnswerConflict: an answer to change is not the one seen.
    :raises RequestClosed: the request is decided or withdrawn.
    """
    _check_may_answer(project_request, given, by)
    check_given(given)
    hold_open(project_request, now=now)
    sheet = read_sheet(project_request, given)
    sheet.check_seen(seen)
    if not may(by.user, Permission.ANSWER_FOR_IT):
        sheet.check_left_to_it()
    asks = open_asks(project_request).filter(question__in=list(given))
    asks_answered = {ask.question: ask for ask in asks}
    before = range_in_words(project_request)
    _write(project_request, sheet, by, now)
    causes = _record(project_request, sheet, asks_answered, by, now)
    close_asks(project_request, asks_answered.values(), by=by, now=now)
    if sheet.changed:
        request_changed(project_request, cause=causes[sheet.changed[-1]], now=now)
    for question, ask in asks_answered.items():
        tell_of_answer(
            ask,
            project_request=project_request,
            text=sheet.question(question).text,
            answer=sheet.after(question),
            before=before,
            cause=causes[question],
            now=now,
        )
    return sheet.changed


def _check_may_answer(
    project_request: ProjectRequest, given: Mapping[str, GivenAnswer], by: Actor
) -> None:
    """The department and IT may; so may whoever was asked just these questions."""
    if any(answer.kind == AnswerKind.NOT_APPLICABLE for answer in given.values()):
        check_permission(by, Permission.ANSWER_FOR_IT)
    if not was_asked(project_request, given, by):
        check_permission(by, Permission.REQUEST_ANSWER, project_request)


def was_asked(
    project_request: ProjectRequest, questions: Collection[str], by: Actor
) -> bool:
    """Whether each of these questions is waiting for this very person."""
    mine = open_asks(project_request).filter(to=by.contact)
    return bool(questions) and set(questions) <= set(
        mine.values_list("question", flat=True)
    )


def _write(
    project_request: ProjectRequest, sheet: Sheet, by: Actor, now: datetime
) -> None:
    # No version in WHERE: `hold_open` lets nobody else write answers of this request.
    for question in sheet.changed:
        answer = sheet.rows.get(question) or Answer(
            project_request=project_request, question=question, version=0
        )
        given = sheet.given[question]
        answer.kind, answer.option, answer.reason = (
            given.kind,
            given.option,
            given.reason.strip(),
        )
        answer.version += 1
        answer.answered_at, answer.answered_by = now, acting_contact(by)
        answer.save()


def _record(
    project_request: ProjectRequest,
    sheet: Sheet,
    asks: Mapping[str, Ask],
    by: Actor,
    now: datetime,
) -> dict[str, AuditEntry]:
    """One entry for a draft; after submission one per question, with before and after."""
    told = [q for q in sheet.given if q in sheet.changed or q in asks]
    if project_request.submitted_at is None and told:
        entry = audit.record(
            "intake.draft_answered",
            subject=project_request,
            by=by,
            now=now,
            questions=told,
            count_says=ngettext("%d question", "%d questions", len(told)) % len(told),
        )
        return dict.fromkeys(told, entry)
    return {
        question: audit.record(
            "intake.ask_answered" if question in asks else "intake.answer_changed",
            subject=project_request,
            by=by,
            now=now,
            question=question,
            text=sheet.question(question).text,
            before=sheet.before(question),
            after=sheet.after(question),
        )
        for question in told
    }
