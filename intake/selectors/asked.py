"""A question somebody was sent, as the link in their mail shows it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from accounts import city
from accounts.models import SignedLink
from intake import questionnaire
from intake.models import Ask
from intake.questionnaire import Question


class AskEnd(StrEnum):
    """How a question ended, seen by who holds its link."""

    ANSWERED = "answered"
    ANSWERED_BY_ANOTHER = "answered_by_another"
    RETURNED = "returned"
    PAST_ITS_DAY = "past_its_day"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class AskedPage:
    """`end` is None while an answer is wanted; only then is there a `question`."""

    number: str
    title: str
    department: str
    to: str
    asked_by: str
    asked_by_title: str
    asked_by_email: str
    note: str
    due_on: date
    question: Question | None
    end: AskEnd | None

    @property
    def is_thanked(self) -> bool:
        """They did their part."""
        return self.end in (AskEnd.ANSWERED, AskEnd.RETURNED)


def asked_page(link: SignedLink, *, now: datetime) -> AskedPage | None:
    """What the page of a link says; None when nobody was sent it.

    :param link: found by its token, dead or alive.
    """
    ask = (
        Ask.objects.filter(pk=int(link.subject), to=link.contact_id)
        .select_related("project_request__department", "asked_by", "to__user")
        .first()
    )
    if ask is None:
        return None
    question = questionnaire.live().find(ask.question)
    end = _end(ask, link, question, now)
    return AskedPage(
        number=ask.project_request.number,
        title=ask.project_request.title,
        department=ask.project_request.department.name,
        to=ask.to.name,
        asked_by=ask.asked_by.name,
        asked_by_title=ask.asked_by.title,
        asked_by_email=ask.asked_by.email,
        note=ask.note,
        due_on=ask.due_on,
        question=None if end else question,
        end=end,
    )


def _end(
    ask: Ask, link: SignedLink, question: Question | None, now: datetime
) -> AskEnd | None:
    if ask.answered_at:
        by_holder = ask.answered_by_id == ask.to_id
        return AskEnd.ANSWERED if by_holder else AskEnd.ANSWERED_BY_ANOTHER
    if ask.returned_at:
        return AskEnd.RETURNED
    if ask.expired_at or city.day_of(now) > ask.due_on:
        return AskEnd.PAST_ITS_DAY
    left = ask.to.user is not None and not ask.to.user.is_active
    over = link.used_at or link.revoked_at or ask.withdrawn_at
    return AskEnd.WITHDRAWN if over or left or question is None else None
