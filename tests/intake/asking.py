"""Asking one question and opening the link of its mail, for tests of intake."""

from datetime import date, datetime

from django.urls import resolve

from accounts import links
from accounts.actors import Actor
from accounts.links import ActingLink, Purpose
from accounts.models import Contact, SignedLink, User
from intake.models import AnswerKind, Ask, ProjectRequest
from intake.services import GivenAnswer, answer_questions, ask_question
from notifications.models import OutboxMessage

DUE_ON = date(2026, 12, 1)


def ask(
    project_request: ProjectRequest,
    to: Contact,
    by: User,
    now: datetime,
    *,
    question: str = "NET1",
    due_on: date = DUE_ON,
) -> Ask:
    return ask_question(
        project_request=project_request,
        question=question,
        to=to,
        note="You know the poles.",
        due_on=due_on,
        seen_version=project_request.version,
        by=Actor.of(by),
        now=now,
    )


def mailed_path(ask: Ask, now: datetime) -> str:
    """The address in the mail of a question, minted as the mail mints it."""
    message = OutboxMessage.objects.get(
        event="question_asked", context__link__subject=str(ask.pk)
    )
    acting = ActingLink.from_plain(message.context["link"])
    return acting.path_for(message.recipient, now=now)


def link_of(ask: Ask, now: datetime) -> SignedLink:
    token = resolve(mailed_path(ask, now)).kwargs["token"]
    return links.find(token, Purpose.ASK)


def answer_in_the_app(
    project_request: ProjectRequest,
    person: User,
    now: datetime,
    option: str = "to10",
    *,
    question: str = "NET1",
) -> None:
    answer_questions(
        project_request=project_request,
        given={question: GivenAnswer(AnswerKind.KNOWN, option)},
        seen={},
        by=Actor.of(person),
        now=now,
    )
