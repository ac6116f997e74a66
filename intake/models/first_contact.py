"""What stood when IT was first asked: written down once, never rewritten."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class FirstContact(models.Model):
    """The stage and the dates at the first contact with IT.

    The row without a reason is what was said then; each correction is a row beside it,
    whole, with its reason, and the newest row counts. Database triggers refuse changing
    or deleting one.
    """

    project_request = models.ForeignKey(
        "intake.ProjectRequest", models.PROTECT, related_name="first_contacts"
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "accounts.Contact", models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.TextField(_("why it is corrected"), blank=True)
    invited_on = models.DateField(_("IT first asked"))
    happenings = models.JSONField(
        default=list,
        help_text=_("What had happened: kind, on (ISO day or null) and precision."),
    )
    commit_on = models.DateField(_("money becomes binding on"), null=True, blank=True)
    needed_on = models.DateField(_("needed by"), null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=("project_request",),
                condition=Q(reason=""),
                name="%(app_label)s_%(class)s_one_original",
            )
        ]

    def __str__(self) -> str:
        return f"{self.project_request_id}: {self.invited_on}"
