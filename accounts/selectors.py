"""What the people screens show."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Case, Q, When
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import audit
from accounts.models import Invitation, User
from accounts.role_texts import role_labels
from accounts.roles import Role

PEOPLE_ON_A_PAGE = 50


@dataclass(frozen=True)
class PersonLine:
    pk: int
    name: str
    email: str
    title: str
    department: str
    waits_for_confirmation: bool
    roles: str
    is_active: bool


@dataclass(frozen=True)
class PeopleTable:
    """A page of people, as components/pagination.html wants it."""

    query: str
    lines: list[PersonLine]
    says: str
    newer_url: str
    older_url: str


@dataclass(frozen=True)
class InvitationLine:
    pk: int
    name: str
    email: str
    department: str
    roles: str
    invited_by: str
    invited_at: datetime


@dataclass(frozen=True)
class HistoryLine:
    at: datetime
    text: str


def people_table(query: str, number: str | int) -> PeopleTable:
    """One page of the people whose name, address or department holds the words.

    Those whose department waits for a confirmation come first, the deactivated last.
    """
    people = User.objects.select_related("department").prefetch_related("role_grants")
    for word in query.split():
        people = people.filter(
            Q(name__icontains=word)
            | Q(email__contains=word.lower())
            | Q(department__name__icontains=word)
        )
    waits = Q(department__isnull=False, department_confirmed_at__isnull=True)
    people = people.alias(waits=Case(When(waits, then=0), default=1)).order_by(
        "-is_active", "waits", "name", "pk"
    )
    page = Paginator(people, PEOPLE_ON_A_PAGE).get_page(number)
    return PeopleTable(
        query=query,
        lines=[person_line(user) for user in page],
        says=_says(page),
        newer_url=_page_url(query, page.number - 1) if page.has_previous() else "",
        older_url=_page_url(query, page.number + 1) if page.has_next() else "",
    )


def _says(page: "Page[Any]") -> str:
    total = page.paginator.count
    if not page.has_other_pages():
        return ngettext("%d person", "%d people", total) % total
    return _("%(first)d to %(last)d of %(total)d") % {
        "first": page.start_index(),
        "last": page.end_index(),
        "total": total,
    }


def _page_url(query: str, number: int) -> str:
    return "?" + urlencode({"q": query, "page": number})


def person_line(user: User) -> PersonLine:
    return PersonLine(
        pk=user.pk,
        name=user.name,
        email=user.email,
        title=user.title,
        department=user.department.name if user.department else "",
        waits_for_confirmation=bool(
            user.department and user.department_confirmed_at is None
        ),
        roles=", ".join(role_labels(user.roles)) or _("no role"),
        is_active=user.is_active,
    )


def open_invitations() -> list[InvitationLine]:
    """Invitations nobody has accepted or withdrawn, newest first."""
    waiting = Invitation.objects.filter(
        accepted_at__isnull=True, withdrawn_at__isnull=True
    ).select_related("contact", "department", "invited_by")
    return [
        InvitationLine(
            pk=invitation.pk,
            name=invitation.contact.name,
            email=invitation.contact.email,
            department=invitation.department.name,
            roles=", ".join(role_labels(frozenset(map(Role, invitation.roles)))),
            invited_by=invitation.invited_by.name,
            invited_at=invitation.invited_at,
        )
        for invitation in waiting
    ]


def history_of(user: User) -> list[HistoryLine]:
    """What was done to the account, newest first, as sentences."""
    return [
        HistoryLine(entry.at, audit.sentence(entry)) for entry in audit.history(user)
    ]
