"""Work too long for one page: where it stands, so that it survives whoever does it."""

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Permission


class LongWorkQuerySet(models.QuerySet["LongWork"]):
    def visible_to(self, user: User) -> Self:
        """One's own, and all for those who triage."""
        if Permission.TRIAGE_SEE in user.permissions:
            return self
        return self.filter(started_by=user)

    def unfinished(self) -> Self:
        return self.filter(finished_at__isnull=True)

    def idle(self, now: datetime) -> Self:
        """Unfinished with nobody at it: never begun, rested, or its worker died."""
        free = Q(lease_until__isnull=True) | Q(lease_until__lt=now)
        return self.unfinished().filter(free)


class LongWork(models.Model):
    """One piece of long work. Workers do it in slices and keep their place in the row.

    `kind` names the function that does a slice (settings.LONG_WORK); `key` is unique, so
    that starting the same work twice finds the first. `done` counts what is finished for
    good, never what was only tried.
    """

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120, unique=True)
    title = models.CharField(max_length=200)
    subject_type = models.CharField(max_length=60)
    subject_id = models.PositiveBigIntegerField()
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    place = models.JSONField(default=dict, blank=True)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    lease_until = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(_("what went wrong last"), blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = LongWorkQuerySet.as_manager()

    class Meta:
        ordering = ("-started_at", "-pk")
        indexes = [
            models.Index(
                fields=("started_at", "id"),
                name="notifications_work_unfinished",
                condition=Q(finished_at__isnull=True),
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(done__lte=F("total")),
                name="%(app_label)s_%(class)s_done_within_total",
            )
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.done} of {self.total}"
