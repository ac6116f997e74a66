"""Links in mail that act without signing in, and invitations."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SignedLink(models.Model):
    """The revocable half of a signed link; the token itself is never stored."""

    purpose = models.CharField(max_length=30)
    contact = models.ForeignKey(
        "accounts.Contact", models.CASCADE, related_name="signed_links"
    )
    subject = models.CharField(
        max_length=120,
        blank=True,
        help_text=_("What it is bound to, such as a kind of mail or an invitation."),
    )
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            # A link that never expires is minted again and again while rendering mail:
            # one row serves them all.
            models.UniqueConstraint(
                fields=("purpose", "contact", "subject"),
                condition=Q(expires_at__isnull=True, revoked_at__isnull=True),
                name="%(app_label)s_%(class)s_one_lasting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} for {self.contact}"


class Invitation(models.Model):
    """Somebody is asked to join with given roles; accepted through a signed link."""

    contact = models.ForeignKey(
        "accounts.Contact", models.CASCADE, related_name="invitations"
    )
    department = models.ForeignKey("accounts.Department", models.PROTECT)
    roles = models.JSONField(default=list)
    invited_at = models.DateTimeField()
    invited_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-invited_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("contact",),
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="%(app_label)s_%(class)s_one_open",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="%(app_label)s_%(class)s_one_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contact}"
