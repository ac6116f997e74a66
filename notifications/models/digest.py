"""Digests as they were told: one run per schedule and period, frozen for ever."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from notifications.querysets import DigestRunQuerySet


class DigestRun(models.Model):
    """One edition time of a schedule. Its outbox rows are written with it, in one
    transaction, so a run that exists has been handed over to be sent."""

    schedule = models.CharField(max_length=30)
    period_key = models.CharField(
        max_length=20, help_text=_("ISO week such as 2026-W48, or the day asked for.")
    )
    window_start = models.DateTimeField()
    window_end = models.DateTimeField()
    made_at = models.DateTimeField()

    objects: ClassVar = DigestRunQuerySet.as_manager()

    class Meta:
        ordering = ("-window_end", "-pk")
        verbose_name = _("digest")
        constraints = [
            # Two beats, or a beat and a command, make one digest.
            models.UniqueConstraint(
                fields=("schedule", "period_key"),
                name="%(app_label)s_%(class)s_one_per_period",
            ),
            models.CheckConstraint(
                condition=Q(window_start__lt=F("window_end")),
                name="%(app_label)s_%(class)s_window_forward",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.schedule} {self.period_key}"

    def get_absolute_url(self) -> str:
        return reverse("notifications:digest", args=[self.pk])


class DigestEdition(models.Model):
    """A run as everybody with the same rights reads it; the snapshot never changes."""

    run = models.ForeignKey(DigestRun, models.PROTECT, related_name="editions")
    rights = models.JSONField(
        help_text=_("Permissions of the readers it was built for, sorted.")
    )
    rights_key = models.CharField(max_length=64)
    subject = models.CharField(max_length=200)
    snapshot = models.JSONField()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=("run", "rights_key"),
                name="%(app_label)s_%(class)s_one_per_rights",
            )
        ]

    def __str__(self) -> str:
        return f"{self.run}: {self.subject}"
