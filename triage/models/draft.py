"""A rubric that is being changed, together with the questionnaire it would judge."""

from typing import ClassVar, Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from triage.scoring import parsing
from triage.scoring import rules as scoring_rules


class RubricDraftQuerySet(models.QuerySet["RubricDraft"]):
    def open(self) -> Self:
        return self.filter(published_as__isnull=True, discarded_at__isnull=True)


class RubricDraft(models.Model):
    """Both texts are whole and valid at any time: every change is checked as one.

    They keep the version of what they were made from; publishing gives them their own.
    The questionnaire is published only when it differs from that of `based_on`.
    `version` is raised by every change and guards against two people at once.
    """

    title = models.CharField(_("what it is for"), max_length=120)
    based_on = models.ForeignKey("triage.Rubric", models.PROTECT, related_name="drafts")
    # The encoder keeps decimals as the text that was written.
    rubric = models.JSONField(encoder=DjangoJSONEncoder)
    questionnaire = models.JSONField(encoder=DjangoJSONEncoder)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    published_as = models.OneToOneField(
        "triage.Rubric",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="published_from",
    )
    discarded_at = models.DateTimeField(null=True, blank=True)
    discarded_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects: ClassVar = RubricDraftQuerySet.as_manager()

    class Meta:
        ordering = ("-updated_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(discarded_at__isnull=True, discarded_by__isnull=True)
                | Q(discarded_at__isnull=False, discarded_by__isnull=False),
                name="%(app_label)s_%(class)s_discarded_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(discarded_at__isnull=True) | Q(published_as__isnull=True),
                name="%(app_label)s_%(class)s_one_end",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """It still changes: neither published nor discarded."""
        return self.published_as_id is None and self.discarded_at is None

    def rules(self) -> scoring_rules.Rubric:
        """The draft as the pure rules take it."""
        questionnaire = parsing.parse_questionnaire(self.questionnaire)
        return parsing.parse_rubric(self.rubric, questionnaire)
