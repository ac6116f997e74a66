"""The questionnaire as versioned data, and what was answered by whom."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class AnswerKind(models.TextChoices):
    KNOWN = "known", _("known")
    UNKNOWN = "unknown", _("don't know yet")
    NOT_ASKED = "not_asked", _("not asked")
    NOT_APPLICABLE = "not_applicable", _("not applicable")


class Questionnaire(models.Model):
    """One published wording of the questions. Exactly one is live; triage sets it."""

    version = models.CharField(max_length=20, unique=True)
    language = models.CharField(max_length=10, default="en-us")
    data = models.JSONField(help_text=_("Schema questionnaire/1."))
    published_at = models.DateTimeField()
    is_live = models.BooleanField(default=False)

    class Meta:
        ordering = ("-published_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("is_live",),
                condition=Q(is_live=True),
                name="%(app_label)s_%(class)s_one_live",
            )
        ]

    def __str__(self) -> str:
        return self.version


class Answer(models.Model):
    """What is known about one question of one request; no row means not asked."""

    project_request = models.ForeignKey(
        "intake.ProjectRequest", models.CASCADE, related_name="answers"
    )
    question = models.CharField(max_length=20)
    kind = models.CharField(max_length=16, choices=AnswerKind)
    option = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(
        "accounts.Contact", models.PROTECT, related_name="answers"
    )

    # Words of a choice that is no longer offered; set by selectors, never stored.
    once_said: str = ""

    class Meta:
        ordering = ("question",)
        constraints = [
            models.UniqueConstraint(
                fields=("project_request", "question"),
                name="%(app_label)s_%(class)s_one_per_question",
            ),
            models.CheckConstraint(
                condition=Q(kind="known") & ~Q(option="")
                | ~Q(kind="known") & Q(option=""),
                name="%(app_label)s_%(class)s_option_when_known",
            ),
            models.CheckConstraint(
                condition=Q(kind="not_applicable") & ~Q(reason="")
                | ~Q(kind="not_applicable") & Q(reason=""),
                name="%(app_label)s_%(class)s_reason_when_na",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.option or self.kind}"


STILL_OPEN = Q(
    answered_at__isnull=True,
    withdrawn_at__isnull=True,
    expired_at__isnull=True,
    returned_at__isnull=True,
)


class AskQuerySet(models.QuerySet["Ask"]):
    def open(self) -> Self:
        return self.filter(STILL_OPEN)


class Ask(models.Model):
    """One question IT sent to one person.

    Open until it is answered, withdrawn, sent back or past its day.
    """

    project_request = models.ForeignKey(
        "intake.ProjectRequest", models.CASCADE, related_name="asks"
    )
    question = models.CharField(max_length=20)
    to = models.ForeignKey("accounts.Contact", models.PROTECT, related_name="asks")
    note = models.CharField(_("why you, in your words"), max_length=500, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        "accounts.User", models.PROTECT, related_name="asks_sent"
    )
    due_on = models.DateField(_("answer wanted by"))
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "accounts.Contact", models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    expired_at = models.DateTimeField(null=True, blank=True)
    returned_at = models.DateTimeField(
        null=True, blank=True, help_text=_("They said that somebody else knows.")
    )
    returned_note = models.CharField(_("who knows it"), max_length=300, blank=True)

    objects: ClassVar = AskQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("project_request", "question"),
                condition=STILL_OPEN,
                name="%(app_label)s_%(class)s_one_open_per_question",
            ),
            models.CheckConstraint(
                condition=Q(returned_at__isnull=True, returned_note="")
                | Q(returned_at__isnull=False) & ~Q(returned_note=""),
                name="%(app_label)s_%(class)s_returned_with_note",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="%(app_label)s_%(class)s_answered_at_with_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question} to {self.to}"

    @property
    def is_open(self) -> bool:
        ends = (
            self.answered_at,
            self.withdrawn_at,
            self.expired_at,
            self.returned_at,
        )
        return not any(ends)
