"""What was told of money that ends and of budget days, so that each is told once."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class CliffAlarm(models.Model):
    """One alarm about recurring money that ends, on the day it was due.

    `months_before` is 18, 12 or 6, and empty for a repetition.
    """

    funding_line = models.ForeignKey(
        "intake.FundingLine", models.CASCADE, related_name="cliff_alarms"
    )
    due_on = models.DateField(_("due"))
    months_before = models.PositiveSmallIntegerField(null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"))

    class Meta:
        ordering = ("due_on", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("funding_line", "due_on"), name="%(app_label)s_%(class)s_once"
            ),
            models.CheckConstraint(
                condition=Q(months_before__isnull=True)
                | Q(months_before__in=(18, 12, 6)),
                name="%(app_label)s_%(class)s_known_alarm",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.funding_line_id}: {self.due_on}"


class BudgetReminder(models.Model):
    """One reminder of a day of the budget calendar, on the day it was due."""

    event = models.ForeignKey(
        "accounts.BudgetEvent", models.CASCADE, related_name="reminders"
    )
    due_on = models.DateField(_("due"))
    sent_at = models.DateTimeField(_("sent"))

    class Meta:
        ordering = ("due_on", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("event", "due_on"), name="%(app_label)s_%(class)s_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.event_id}: {self.due_on}"


class DailyRound(models.Model):
    """What the clock looks at once a day, and the last day it was through with it.

    Keeps a tick each minute to one row, however many lines there are to look at.
    """

    name = models.CharField(max_length=40, unique=True)
    done_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.name}: {self.done_on}"
