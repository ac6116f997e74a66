"""What somebody does who was asked: answer, or say that another knows."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit, links
from accounts.actors import Actor
from accounts.errors import Conflict, Refused
from accounts.models import Contact, SignedLink
from intake import questionnaire
from intake.models import Answer, Ask
from intake.past_questionnaires import texts_of
from intake.services.answer_sheet import GivenAnswer
from intake.services.answers import answer_questions
from intake.services.ask_mail import tell_of_no_answer
from intake.services.asks import end_asks, take_up_again
from intake.services.editing import hold_open

audit.register(
    {
        "intake.ask_returned": gettext_lazy(
            "%(by)s sent the question “%(text)s” back: “%(note)s”"
        ),
    }
)

LONGEST_RETURN_NOTE = 300


class AskOver(Conflict):
    """The question was answered, sent back or withdrawn, or its day is over."""

    def __init__(self) -> None:
        super().__init__(_("Nobody waits for an answer to this question any more."))


def may_still_answer(*, subject: str, contact: Contact) -> bool:
    """Asked just before a mail with a link to a question is sent."""
    return Ask.objects.open().filter(pk=int(subject), to=contact).exists()


@transaction.atomic
def answer_by_link(*, link: SignedLink, answer: GivenAnswer, now: datetime) -> Ask:
    """Answer the question of a link as the person it was sent to; the link is used up.

    Of two tabs, or the link and the application at once, one answers.

    :raises AskOver: somebody was faster, or the question is no longer open.
    :raises LinkDead: the link was used or revoked in between.
    :raises Refused: by question id: it is none of the answers.
    """
    ask = _hold_open_ask(link, now)
    links.use(link, now=now)
    # An open question has not been answered since it was asked, so the answer that is
    # stored now is the one it was asked about.
    stored = Answer.objects.filter(
        project_request=ask.project_request, question=ask.question
    ).first()
    answer_questions(
        project_request=ask.project_request,
        given={ask.question: answer},
        seen={ask.question: stored.version} if stored else {},
        by=Actor(contact=ask.to),
        now=now,
    )
    ask.refresh_from_db()
    return ask


@transaction.atomic
def return_ask(*, link: SignedLink, note: str, now: datetime) -> Ask:
    """Send the question back because somebody else knows; the link is used up.

    IT is told and goes on, without an answer.

    :raises AskOver: somebody was faster, or the question is no longer open.
    :raises LinkDead: the link was used or revoked in between.
    :raises Refused: `note` is empty or too long.
    """
    note = note.strip()
    if not note:
        raise Refused({"note": _("Say who knows it, or why you cannot answer.")})
    if len(note) > LONGEST_RETURN_NOTE:
        most = _("Use at most %d characters.") % LONGEST_RETURN_NOTE
        raise Refused({"note": most})
    ask = _hold_open_ask(link, now)
    links.use(link, now=now)
    end_asks([ask], now=now, returned_at=now, returned_note=note)
    text = texts_of([ask.question], questionnaire.live().by_id)[ask.question]
    cause = audit.record(
        "intake.ask_returned",
        subject=ask.project_request,
        by=Actor(contact=ask.to),
        now=now,
        question=ask.question,
        text=text,
        note=note,
    )
    take_up_again(ask.project_request, now=now)
    tell_of_no_answer(
        ask,
        project_request=ask.project_request,
        text=text,
        note=note,
        cause=cause,
        now=now,
    )
    ask.refresh_from_db()
    return ask


def _hold_open_ask(link: SignedLink, now: datetime) -> Ask:
    """The open question of a link; nobody else ends it before the caller commits.

    :raises AskOver: it is open no more, or was never sent to this person.
    """
    rows = Ask.objects.open().filter(pk=int(link.subject), to=link.contact)
    ask = rows.select_related(
        "project_request__assignee__contact", "asked_by__contact", "to__user"
    ).first()
    if ask is None:
        raise AskOver
    hold_open(ask.project_request, now=now)
    # Only now is it certain: the hold waited for whoever was ending it.
    if not rows.exists():
        raise AskOver
    return ask
