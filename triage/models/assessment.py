"""One judgement of one request: kept for ever, never changed."""

from functools import cached_property
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from intake.models import ProjectRequest
from triage.judgement import Inputs, Judgement
from triage.plain import from_plain


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def current_for(self, project_request: ProjectRequest) -> "Assessment | None":
        """The newest assessment, with its rubric; None before the first.

        It is out of date while `answers_revision` is not the request's own.
        """
        return (
            self.filter(project_request=project_request)
            .select_related("rubric__questionnaire")
            .order_by("-pk")
            .first()
        )

    def newest_first(self) -> Self:
        return self.order_by("-pk")


class Assessment(models.Model):
    """What the rubric made of a request's answers, dates and money at one revision.

    `inputs` and `result` are plain JSON of `Inputs` and `Judgement`; with the frozen
    rubric they let anybody recompute it. Exact scores are text, numerator/denominator.
    Database triggers refuse changing or deleting a row.
    """

    project_request = models.ForeignKey(
        "intake.ProjectRequest", models.PROTECT, related_name="assessments"
    )
    rubric = models.ForeignKey("triage.Rubric", models.PROTECT, related_name="+")
    answers_revision = models.PositiveIntegerField()
    made_at = models.DateTimeField(_("made"))
    cause = models.ForeignKey("accounts.AuditEntry", models.PROTECT, related_name="+")
    inputs = models.JSONField()
    result = models.JSONField()
    low = models.CharField(max_length=60)
    planning = models.CharField(max_length=60)
    high = models.CharField(max_length=60)
    tier_low = models.CharField(max_length=10)
    tier = models.CharField(max_length=10)
    tier_high = models.CharField(max_length=10)
    base_tier = models.CharField(max_length=10)
    held_tier = models.CharField(max_length=10)
    # Beside the result because headline figures of any past day add them up in SQL.
    first_stage = models.CharField(max_length=20)
    unfunded_recurring_cents = models.BigIntegerField(null=True, blank=True)
    unfunded_from_year = models.PositiveSmallIntegerField(null=True, blank=True)

    objects: ClassVar = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        indexes = [
            models.Index(
                fields=("project_request", "-made_at", "-id"),
                name="triage_assessment_as_of",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    unfunded_recurring_cents__isnull=True,
                    unfunded_from_year__isnull=True,
                )
                | models.Q(
                    # NULL > 0 is unknown, and a CHECK lets unknown pass.
                    unfunded_recurring_cents__isnull=False,
                    unfunded_recurring_cents__gt=0,
                    unfunded_from_year__isnull=False,
                ),
                name="%(app_label)s_%(class)s_unfunded_with_year",
            )
        ]

    def __str__(self) -> str:
        return f"{self.project_request_id} at revision {self.answers_revision}"

    @cached_property
    def judgement(self) -> Judgement:
        return from_plain(Judgement, self.result)

    @cached_property
    def judged(self) -> Inputs:
        """What it was judged on."""
        return from_plain(Inputs, self.inputs)
