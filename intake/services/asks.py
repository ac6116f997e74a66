"""IT asks one person one question, and how that ends."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit, city, links
from accounts.actors import Actor, acting_user
from accounts.errors import Refused
from accounts.links import Purpose
from accounts.models import Contact
from accounts.permissions import check_permission
from accounts.roles import Permission
from accounts.services import name_contact
from intake import questionnaire
from intake.lifecycle import Step
from intake.models import Ask, ProjectRequest
from intake.questionnaire import Question
from intake.services.ask_mail import send_question
from intake.services.editing import hold_open
from intake.services.moves import StaleRequest, move_request
from intake.services.promise import resumed
from notifications.kinds import Kind
from notifications.selectors import switched_off

audit.register(
    {
        "intake.question_asked": gettext_lazy("%(by)s asked %(to)s: “%(text)s”"),
    }
)

LONGEST_NOTE = 500
# The link in the mail lives as long.
_LATEST = timedelta(days=365)


@dataclass(frozen=True)
class Addressee:
    """Somebody to ask by name and address, whether or not the city knows them."""

    name: str
    email: str


@transaction.atomic
def ask_question(
    *,
    project_request: ProjectRequest,
    question: str,
    to: Contact | Addressee,
    note: str,
    due_on: date,
    seen_version: int,
    by: Actor,
    now: datetime,
) -> Ask:
    """Send one question to one person; the promise of an answer waits meanwhile.

    They answer through the link of the mail, with or without an account. The first
    question of all is IT's first answer to the department.

    :raises Refused: by keyword name: no such question, asked already, somebody mail
        does not reach, a day that is over.
    :raises WrongStep: the request is not with IT.
    :raises StaleRequest: somebody else moved it first.
    """
    check_permission(by, Permission.TRIAGE_ASK)
    asked = questionnaire.live().find(question)
    hold_open(project_request, now=now)
    today = city.day_of(now)
    if asked is None:
        raise Refused({"question": _("There is no question %s.") % question})
    to = _contact_of(to)
    _check(project_request, asked, to, note, due_on, today, by)
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
    send_question(ask, asked, cause=cause, now=now)
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
    if end_asks(asks, now=now, answered_at=now, answered_by=by.contact):
        take_up_again(project_request, now=now)


def withdraw_open_asks(project_request: ProjectRequest, *, now: datetime) -> None:
    """Nobody waits for these any more: the request is decided or withdrawn."""
    end_asks(open_asks(project_request), now=now, withdrawn_at=now)


def end_asks(asks: Iterable[Ask], *, now: datetime, **how: Any) -> int:
    """End those that are still open, and the links that were mailed for them.

    :param how: the columns that say how they ended.
    :returns: how many there were.
    """
    asks = list(asks)
    ended = Ask.objects.open().filter(pk__in=[ask.pk for ask in asks]).update(**how)
    for ask in asks:
        links.revoke(Purpose.ASK, contact=ask.to, subject=str(ask.pk), now=now)
    return ended


def take_up_again(project_request: ProjectRequest, *, now: datetime) -> None:
    """Back to triage when no question is open; the promise grows by the days waited."""
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


def _contact_of(to: Contact | Addressee) -> Contact:
    if isinstance(to, Contact):
        return to
    try:
        validate_email(to.email.strip())
    except ValidationError as error:
        wrong = _("This is no e-mail address. Write it like name@example.org.")
        raise Refused({"to_email": wrong}) from error
    if not to.name.strip():
        raise Refused({"to_name": _("Give the name of the person you ask.")})
    return name_contact(name=to.name, email=to.email)


def _check(
    project_request: ProjectRequest,
    asked: Question,
    to: Contact,
    note: str,
    due_on: date,
    today: date,
    by: Actor,
) -> None:
    wrong = {}
    earlier = open_asks(project_request).filter(question=asked.id).first()
    if earlier is not None:
        wrong["question"] = _("%(name)s has been asked this already.") % {
            "name": earlier.to.name
        }
    if unreached := _why_not_reached(to, by):
        wrong["to"] = unreached % {"name": to.name}
    if len(note) > LONGEST_NOTE:
        wrong["note"] = _("Use at most %d characters.") % LONGEST_NOTE
    if due_on < today:
        wrong["due_on"] = _("This day is over. Give a day to come.")
    elif due_on > today + _LATEST:
        wrong["due_on"] = _("Give a day within a year. Until then the request waits.")
    if wrong:
        raise Refused(wrong)


def _why_not_reached(to: Contact, by: Actor) -> str:
    """Why a mail to this person would not arrive or make no sense, or ""."""
    if to == by.contact:
        return _("You are asking yourself. Open the question and answer it there.")
    if to.user is not None and not to.user.is_active:
        return _("%(name)s cannot sign in any more. Ask somebody else.")
    if not to.email:
        return _("No e-mail address of %(name)s is known. Ask by name and address.")
    if to.suppressed_at is not None:
        return _("The address of %(name)s refused earlier mail. Ask somebody else.")
    if to.user is None and Kind.ASKED in switched_off(to):
        return _("%(name)s wants no questions by mail. Ask somebody else, or call.")
    return ""


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
