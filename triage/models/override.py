"""A tier set by hand, beside the one the rubric computed."""

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from intake.models import ProjectRequest
from triage.scoring.rules import Tier


class TierOverrideQuerySet(models.QuerySet["TierOverride"]):
    def live(self) -> Self:
        return self.filter(lifted_at__isnull=True)

    def at(self, moment: datetime) -> Self:
        """Those that counted at a moment."""
        lifted_later = Q(lifted_at__isnull=True) | Q(lifted_at__gt=moment)
        return self.filter(lifted_later, set_at__lte=moment)

    def in_force(self, project_request: ProjectRequest) -> "TierOverride | None":
        """The one that counts for a request, with who set it (one query)."""
        live = self.live().filter(project_request=project_request)
        return live.select_related("set_by").first()


class TierOverride(models.Model):
    """One tier a manager set, why, and what had been computed. Live until lifted.

    Setting another tier lifts the one before.
    """

    class Because(models.TextChoices):
        POINTS_MISS_IT = "points_miss_it", _("the points miss what matters here")
        RULE_TOO_STRICT = "rule_too_strict", _("a rule is too strict here")
        RULE_MISSING = "rule_missing", _("a rule is missing")
        ANSWER_MISLEADS = "answer_misleads", _("an answer gives the wrong picture")
        SAFEGUARD = "safeguard", _("a safeguard is in place already")
        OTHER = "other", _("another reason")

    project_request = models.ForeignKey(
        "intake.ProjectRequest", models.PROTECT, related_name="tier_overrides"
    )
    assessment = models.ForeignKey(
        "triage.Assessment",
        models.PROTECT,
        related_name="+",
        help_text=_("What the manager saw; it holds the computed tier."),
    )
    tier = models.CharField(
        _("tier set"), max_length=10, choices=[(t, t) for t in Tier]
    )
    because = models.CharField(_("kind of reason"), max_length=20, choices=Because)
    reason = models.TextField(_("why that tier"))
    set_at = models.DateTimeField(_("set"))
    set_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True)
    lifted_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects: ClassVar = TierOverrideQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(
                fields=("project_request",),
                condition=Q(lifted_at__isnull=True),
                name="%(app_label)s_%(class)s_one_live",
            ),
            models.CheckConstraint(
                condition=Q(tier__in=list(Tier)),
                name="%(app_label)s_%(class)s_known_tier",
            ),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(because=""),
                name="%(app_label)s_%(class)s_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="%(app_label)s_%(class)s_lifted_at_with_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_request_id}: {self.tier}"
