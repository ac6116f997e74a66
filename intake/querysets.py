"""Reads of one request table, in the domain's words."""

import re
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import connection, models
from django.db.models import F, Q

from accounts.models import User
from accounts.roles import Permission
from intake.lifecycle import OPEN_STEPS, Step

if TYPE_CHECKING:
    from intake.models import ProjectRequest  # noqa: F401


class ProjectRequestQuerySet(models.QuerySet["ProjectRequest"]):
    def visible_to(self, user: User) -> Self:
        """Own department's requests, and those one is named in; all for IT's readers.

        Documented cases are for IT's readers; drafts of other departments are not for
        anybody but their department and triagers who may log work for others.
        """
        if not user.is_active:
            return self.none()
        if Permission.REQUEST_SEE_ALL in user.permissions:
            return self
        return self.concerning(user)

    def concerning(self, user: User) -> Self:
        """Of the user's own confirmed department, or naming them, whatever their roles.

        Narrows `visible_to` for lists called "mine"; it is no substitute for it.
        """
        named = (
            Q(created_by=user)
            | Q(pk__in=user.contact.partner_in.values("project_request"))
            | Q(pk__in=user.contact.asks.values("project_request"))
        )
        if user.department_confirmed_at is None:
            return self.filter(named)
        return self.filter(named | Q(department_id=user.department_id))

    def real(self) -> Self:
        """Without documented cases, which never count."""
        return self.filter(is_example=False)

    def open(self) -> Self:
        return self.filter(step__in=OPEN_STEPS)

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

    def waiting(self) -> Self:
        """Submitted and not yet answered by IT."""
        return self.real().open().filter(answered_at__isnull=True)

    def awaiting_confirmation(self) -> Self:
        return self.real().filter(step=Step.AWAITING_CONFIRMATION)

    def waiting_at(self, moment: datetime) -> Self:
        """As `waiting`, as it stood at a moment in the past."""
        ended = Q(answered_at__lte=moment) | Q(decided_at__lte=moment)
        return (
            self.real()
            .filter(submitted_at__lte=moment)
            .exclude(ended)
            .exclude(step_changes__to_step=Step.WITHDRAWN, step_changes__at__lte=moment)
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
