"""Choosing under limits: what managers think each request is worth, and saved choices."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class CandidateValue(models.Model):
    """What a manager thinks a request is worth, beside every computed figure."""

    project_request = models.OneToOneField(
        "intake.ProjectRequest", models.CASCADE, related_name="candidate_value"
    )
    points = models.PositiveSmallIntegerField(_("value points"), default=0)
    is_mandated = models.BooleanField(
        _("mandated"), default=False, help_text=_("Law or council asks for it.")
    )
    because = models.CharField(_("why"), max_length=200, blank=True)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                condition=Q(points__lte=100),
                name="%(app_label)s_%(class)s_at_most_100",
            )
        ]

    def __str__(self) -> str:
        return f"{self.project_request_id}: {self.points}"


class CandidateLink(models.Model):
    """`first` needs `second`, or only one of the two may be chosen."""

    class Kind(models.TextChoices):
        NEEDS = "needs", _("needs")
        EXCLUDES = "excludes", _("excludes")

    first = models.ForeignKey(
        "intake.ProjectRequest", models.CASCADE, related_name="links_from"
    )
    second = models.ForeignKey(
        "intake.ProjectRequest", models.CASCADE, related_name="links_to"
    )
    kind = models.CharField(max_length=8, choices=Kind)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=("first", "second", "kind"), name="%(app_label)s_%(class)s_once"
            ),
            models.CheckConstraint(
                condition=~Q(first=F("second")),
                name="%(app_label)s_%(class)s_of_two",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} {self.kind} {self.second_id}"


class PortfolioScenario(models.Model):
    """Limits, candidates as they stood, and what was proposed; plain JSON, kept as made."""

    name = models.CharField(_("name"), max_length=120)
    first_year = models.PositiveSmallIntegerField(_("first fiscal year"))
    limits = models.JSONField()
    candidates = models.JSONField()
    proposal = models.JSONField()
    made_at = models.DateTimeField(_("saved"))
    made_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.name
