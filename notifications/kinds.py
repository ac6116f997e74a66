"""The events people are told of, and the kinds they may switch off."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.roles import Permission


class Kind(StrEnum):
    """What a person switches on or off; one kind may gather several events."""

    SUBMITTED = "submitted"
    ASKED = "asked"
    ANSWERED = "answered"
    CONFIRMATION = "confirmation"
    DECIDED = "decided"
    MONEY = "money"
    DIGEST = "digest"


LABELS: dict[Kind, str | Promise] = {
    Kind.SUBMITTED: _("A request was submitted"),
    Kind.ASKED: _("A question for you"),
    Kind.ANSWERED: _("An answer to a request you triage"),
    Kind.CONFIRMATION: _("A decision that waits for your confirmation"),
    Kind.DECIDED: _("A decision on a request you are named in"),
    Kind.MONEY: _("Money that ends, and days of the budget calendar"),
    Kind.DIGEST: _("The weekly digest"),
}

# Kinds that reach only people with a right; the others may reach anybody.
_NEEDS = {
    Kind.ANSWERED: Permission.TRIAGE_ASK,
    Kind.CONFIRMATION: Permission.TRIAGE_CONFIRM,
    Kind.DIGEST: Permission.DIGEST_RECEIVE,
}


def kinds_for(permissions: Collection[Permission]) -> list[Kind]:
    """The kinds somebody with these rights may get, in the order of their labels."""
    return [kind for kind in Kind if kind not in _NEEDS or _NEEDS[kind] in permissions]


@dataclass(frozen=True)
class Event:
    """One thing people are told of; its texts lie in `templates/emails/<code>/`.

    :param priority: lower goes first.
    :param is_receipt: told even to the person who did it.
    """

    code: str
    kind: Kind
    name: str | Promise
    priority: int = 10
    is_receipt: bool = False


EVENTS: dict[str, Event] = {
    event.code: event
    for event in (
        Event("question_asked", Kind.ASKED, _("Question"), priority=5),
        Event("work_found", Kind.ASKED, _("Work found, to be finished")),
        Event("question_reminder", Kind.ASKED, _("Reminder"), priority=5),
        Event("confirmation_waits", Kind.CONFIRMATION, _("To confirm"), priority=5),
        Event("request_decided", Kind.DECIDED, _("Decision")),
        Event("request_submitted", Kind.SUBMITTED, _("Receipt"), is_receipt=True),
        Event("request_unassigned", Kind.SUBMITTED, _("Taken by nobody")),
        Event("question_answered", Kind.ANSWERED, _("Answer")),
        Event("question_unanswered", Kind.ANSWERED, _("No answer")),
        Event("money_ends", Kind.MONEY, _("Money ends")),
        Event("budget_day", Kind.MONEY, _("Budget day")),
        Event("digest", Kind.DIGEST, _("Weekly digest"), priority=50),
    )
}
