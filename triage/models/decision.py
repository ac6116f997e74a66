"""What IT decided about a request, why, and who confirmed it."""

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from intake.lifecycle import Outcome
from triage.scoring.rules import Tier

OUTCOME_LABELS = {
    Outcome.ACCEPTED: _("Accepted"),
    Outcome.DEFERRED: _("Deferred"),
    Outcome.DECLINED: _("Declined"),
    Outcome.MERGED: _("Merged into another request"),
    Outcome.NOT_IT: _("Not IT's to decide"),
}


class DecisionQuerySet(models.QuerySet["Decision"]):
    def live(self) -> Self:
        """The one that counts: neither sent back nor superseded."""
        return self.filter(sent_back_at__isnull=True, superseded_at__isnull=True)

    def awaiting_confirmation(self) -> Self:
        return self.live().filter(needs_confirmation=True, confirmed_at__isnull=True)


class Decision(models.Model):
    """One decision. Live until a leader sends it back or a later one supersedes it."""

    project_request = models.ForeignKey(
        "intake.ProjectRequest", models.PROTECT, related_name="decisions"
    )
    assessment = models.ForeignKey(
        "triage.Assessment",
        models.PROTECT,
        related_name="decisions",
        help_text=_("What the decider saw."),
    )
    outcome = models.CharField(_("outcome"), max_length=12, choices=OUTCOME_LABELS)
    reason = models.TextField(_("reason"))
    would_change = models.TextField(_("what would change it"), blank=True)
    defer_until_on = models.DateField(_("deferred until"), null=True, blank=True)
    defer_event = models.CharField(_("or until"), max_length=200, blank=True)
    merged_into = models.ForeignKey(
        "intake.ProjectRequest",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged_from",
    )
    tier_set = models.CharField(
        _("tier set by hand"),
        max_length=10,
        blank=True,
        choices=[(t, t) for t in Tier],
        help_text=_("The computed tier stays beside it."),
    )
    tier_reason = models.TextField(_("why that tier"), blank=True)
    unknown_accepted = models.TextField(
        _("acceptance of what is not known yet"), blank=True
    )
    decided_at = models.DateTimeField(_("decided"))
    decided_by = models.ForeignKey(
        "accounts.User", models.PROTECT, related_name="decisions"
    )
    needs_confirmation = models.BooleanField(_("needs a leader"), default=False)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        "accounts.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions_confirmed",
    )
    sent_back_at = models.DateTimeField(_("sent back"), null=True, blank=True)
    sent_back_by = models.ForeignKey(
        "accounts.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions_sent_back",
    )
    sent_back_reason = models.TextField(_("why it was sent back"), blank=True)
    superseded_at = models.DateTimeField(_("superseded"), null=True, blank=True)

    objects: ClassVar = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(
                fields=("project_request",),
                condition=Q(sent_back_at__isnull=True, superseded_at__isnull=True),
                name="%(app_label)s_%(class)s_one_live",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=list(Outcome)),
                name="%(app_label)s_%(class)s_known_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""), name="%(app_label)s_%(class)s_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(outcome="deferred", defer_until_on__isnull=False)
                | Q(outcome="deferred") & ~Q(defer_event="")
                | ~Q(outcome="deferred")
                & Q(defer_until_on__isnull=True, defer_event=""),
                name="%(app_label)s_%(class)s_deferred_until",
            ),
            models.CheckConstraint(
                condition=Q(outcome="merged", merged_into__isnull=False)
                & ~Q(merged_into=F("project_request"))
                | ~Q(outcome="merged") & Q(merged_into__isnull=True),
                name="%(app_label)s_%(class)s_merged_into_another",
            ),
            models.CheckConstraint(
                condition=Q(tier_set="", tier_reason="")
                | Q(tier_set__in=list(Tier)) & ~Q(tier_reason=""),
                name="%(app_label)s_%(class)s_tier_set_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(needs_confirmation=False) | Q(outcome="accepted"),
                name="%(app_label)s_%(class)s_only_accepting_waits",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(
                    confirmed_at__isnull=False,
                    confirmed_by__isnull=False,
                    needs_confirmation=True,
                ),
                name="%(app_label)s_%(class)s_confirmed_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True)
                | ~Q(confirmed_by=F("decided_by")),
                name="%(app_label)s_%(class)s_confirmed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(
                    sent_back_at__isnull=True,
                    sent_back_by__isnull=True,
                    sent_back_reason="",
                )
                | Q(
                    sent_back_at__isnull=False,
                    sent_back_by__isnull=False,
                    needs_confirmation=True,
                    confirmed_at__isnull=True,
                )
                & ~Q(sent_back_reason=""),
                name="%(app_label)s_%(class)s_sent_back_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_request_id}: {self.outcome}"

    @property
    def in_effect_at(self) -> datetime | None:
        """When it took effect; None while a leader has to confirm, or sent it back."""
        return self.confirmed_at if self.needs_confirmation else self.decided_at
