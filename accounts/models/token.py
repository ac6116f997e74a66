"""API tokens: shown once, stored hashed, scoped, expiring, dead with the account."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ApiToken(models.Model):
    user = models.ForeignKey("accounts.User", models.CASCADE, related_name="api_tokens")
    name = models.CharField(_("what it is for"), max_length=80)
    prefix = models.CharField(max_length=12, help_text=_("To recognise it by."))
    digest = models.CharField(
        max_length=64, unique=True, help_text=_("SHA-256 of the token, hex.")
    )
    scopes = models.JSONField(default=list)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at", "-pk")
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("made_at")),
                name="%(app_label)s_%(class)s_expires_later",
            )
        ]

    def __str__(self) -> str:
        return f"{self.prefix}… ({self.name})"
