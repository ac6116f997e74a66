"""Reads of one request table, in the domain's words."""

import re
from typing import TYPE_CHECKING, Self

from django.db import connection, models
from django.db.models import F, Q

from accounts.models import Contact, User
from accounts.roles import Permission
from intake.lifecycle import EDITABLE_STEPS, OPEN_STEPS, Step

if TYPE_CHECKING:
    from intake.models import CostDriver, ProjectRequest  # noqa: F401


class ProjectRequestQuerySet(models.QuerySet["ProjectRequest"]):
    def visible_to(self, user: User) -> Self:
        """Own department's requests, and those that name one; all for IT's readers.

        Without a role only what names one, or what one wrote down.
        """
        if not user.is_active:
            return self.none()
        if Permission.REQUEST_SEE_ALL in user.permissions:
            return self
        return self.concerning(user)

    def concerning(self, user: User) -> Self:
        """Of the user's own confirmed department, or naming them, however much they see.

        Narrows `visible_to` for lists called "mine"; it is no substitute for it.
        """
        mine = Q(created_by=user) | Q(submitted_by=user) | _naming(user.contact)
        may_see = Permission.REQUEST_SEE in user.permissions
        if may_see and user.department_confirmed_at is not None:
            mine |= Q(department_id=user.department_id)
        return self.filter(mine)

    def naming(self, contact: Contact) -> Self:
        """What this contact is named in, with or without an account (product.md).

        As partner, as the person a question was sent to, or as owner of a system the
        request touches; a system nobody owns in person is its department liaison's. A
        draft is still its department's own.
        """
        return self.filter(_naming(contact))

    def real(self) -> Self:
        """Without documented cases, which never count."""
        return self.filter(is_example=False)

    def open(self) -> Self:
        return self.filter(step__in=OPEN_STEPS)

    def undecided(self) -> Self:
        """Drafts and what is with IT: a change of price still reaches them."""
        return self.filter(step__in=EDITABLE_STEPS)

    def resting_on(self, driver: "CostDriver") -> Self:
        """Those with a line priced by the driver, not by a price of its own."""
        lines = driver.lines.filter(basis="priced", price_low__isnull=True)
        return self.filter(pk__in=lines.values("project_request"))

    def matching(self, words: str) -> Self:
        """Those with every word in number, title or problem, in any case."""
        rows = self
        for word in words.split():
            rows = rows.filter(_anywhere(word))
        return rows

    def worst_first(self) -> Self:
        """Held tier, then high end, then answer-by, then number given first."""
        return self.order_by(
            F("held_rank").desc(),
            F("impact_high").desc(),
            F("answer_by_on").asc(),
            F("pk").asc(),
        )


def _naming(contact: Contact) -> Q:
    answered_for = contact.liaison_for.filter(systems__owner__isnull=True)
    return ~Q(step=Step.DRAFT) & (
        Q(pk__in=contact.partner_in.values("project_request"))
        | Q(pk__in=contact.asks.values("project_request"))
        | Q(pk__in=contact.systems_owned.values("touches__project_request"))
        | Q(pk__in=answered_for.values("systems__touches__project_request"))
    )


def _anywhere(word: str) -> Q:
    # SQLite's LIKE and UPPER fold ASCII only; Django's REGEXP there is Python's, which
    # folds every letter. PostgreSQL folds with UPPER.
    if connection.vendor == "sqlite":
        lookup, value = "iregex", re.escape(word)
    else:
        lookup, value = "icontains", word
    found = Q()
    for field in ("number", "title", "problem"):
        found |= Q(**{f"{field}__{lookup}": value})
    return found
