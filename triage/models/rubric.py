"""The published rubric: versioned data, frozen once published."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from triage.scoring import parsing
from triage.scoring import rules as scoring_rules


class Rubric(models.Model):
    """What each answer weighs. Database triggers refuse changing all but `is_live`."""

    version = models.CharField(_("version"), max_length=20, unique=True)
    # The encoder keeps decimals as the text that was written.
    data = models.JSONField(encoder=DjangoJSONEncoder, help_text=_("Schema rubric/1."))
    questionnaire = models.ForeignKey(
        "intake.Questionnaire", models.PROTECT, related_name="rubrics"
    )
    published_at = models.DateTimeField(_("published"))
    published_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    based_on = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(_("why it was published"), max_length=300)
    is_live = models.BooleanField(_("judges open requests"), default=False)

    class Meta:
        ordering = ("-published_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("is_live",),
                condition=Q(is_live=True),
                name="%(app_label)s_%(class)s_one_live",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""), name="%(app_label)s_%(class)s_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.version

    @property
    def questionnaire_version(self) -> str:
        return self.questionnaire.version

    def rules(self) -> scoring_rules.Rubric:
        """The rubric with its questionnaire, as the pure rules take it."""
        questionnaire = parsing.parse_questionnaire(self.questionnaire.data)
        return parsing.parse_rubric(self.data, questionnaire)
