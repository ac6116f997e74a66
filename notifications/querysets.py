"""Reads of the outbox and the digests, in the domain's words."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models

from accounts.models import User
from accounts.roles import Permission

if TYPE_CHECKING:
    from notifications.models import DigestRun, OutboxMessage  # noqa: F401


class OutboxMessageQuerySet(models.QuerySet["OutboxMessage"]):
    def visible_to(self, user: User) -> Self:
        if Permission.OUTBOX_SEE in user.permissions:
            return self
        return self.none()

    def due(self, now: datetime) -> Self:
        return self.filter(state="pending", not_before__lte=now)

    def abandoned(self, now: datetime) -> Self:
        """Being sent by a process that has outlived its lease, so surely died."""
        return self.filter(state="sending", lease_until__lt=now)


class DigestRunQuerySet(models.QuerySet["DigestRun"]):
    def visible_to(self, user: User) -> Self:
        """Runs with an edition this person may read today.

        Everybody who may read triage's figures may read digests; which edition they
        see is decided by `notifications.digests.edition_for`.
        """
        readable = {Permission.TRIAGE_SEE, Permission.DIGEST_RECEIVE}
        return self if readable & user.permissions else self.none()

    def sent_before(self, moment: datetime, *, schedule: str) -> Self:
        return self.filter(schedule=schedule, window_end__lte=moment).order_by(
            "-window_end", "-pk"
        )
