"""The append-only record: who did what, when, to which thing."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class AuditEntry(models.Model):
    """One act. Written by `accounts.audit.record` alone; database triggers refuse
    changing or deleting it."""

    at = models.DateTimeField(_("when"))
    action = models.CharField(_("action"), max_length=80)
    by_user = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    by_contact = models.ForeignKey(
        "accounts.Contact",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Set with the user, or alone when a signed link was used."),
    )
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    subject_label = models.CharField(max_length=200)
    facts = models.JSONField(
        default=dict,
        help_text=_("Plain values the sentence needs, before and after among them."),
    )

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        indexes = [
            models.Index(
                fields=("subject_type", "subject_id", "-id"),
                name="accounts_audit_of_subject",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(by_user__isnull=True) | Q(by_contact__isnull=False),
                name="%(app_label)s_%(class)s_user_has_contact",
            )
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.subject_label}"
