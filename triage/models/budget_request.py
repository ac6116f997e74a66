"""The paper a budget office gets, as it was written at one moment."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class BudgetRequest(models.Model):
    """One version of a request's budget request, or of IT's for a fiscal year.

    `document` is the plain JSON of `triage.budget_request.Document`. Database triggers
    refuse changing it or deleting the row; only the signature is added later.
    """

    project_request = models.ForeignKey(
        "intake.ProjectRequest",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="budget_requests",
        help_text=_("Empty: IT as a whole."),
    )
    fiscal_year = models.PositiveSmallIntegerField(_("fiscal year"))
    version = models.PositiveIntegerField(_("version"))
    document = models.JSONField()
    made_at = models.DateTimeField(_("written"))
    made_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    cause = models.ForeignKey("accounts.AuditEntry", models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(_("signed off"), null=True, blank=True)
    signed_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("fiscal_year", "-version", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("project_request", "fiscal_year", "version"),
                name="%(app_label)s_%(class)s_one_version",
            ),
            models.UniqueConstraint(
                fields=("fiscal_year", "version"),
                condition=Q(project_request__isnull=True),
                name="%(app_label)s_%(class)s_one_version_of_it",
            ),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True, signed_by__isnull=True)
                | Q(signed_at__isnull=False, signed_by__isnull=False),
                name="%(app_label)s_%(class)s_signed_at_with_by",
            ),
        ]

    def __str__(self) -> str:
        return f"FY{self.fiscal_year} v{self.version}"
