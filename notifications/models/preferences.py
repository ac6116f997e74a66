"""What people do not want, and what an administrator or a fault holds back."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from notifications.kinds import Kind


class Preference(models.Model):
    """A kind of mail somebody switched off; without a row it is on."""

    contact = models.ForeignKey(
        "accounts.Contact", models.CASCADE, related_name="mail_preferences"
    )
    kind = models.CharField(max_length=20)
    is_off = models.BooleanField(default=False)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("contact", "kind"), name="%(app_label)s_%(class)s_one_per_kind"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]),
                name="%(app_label)s_%(class)s_known_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contact}: {self.kind}"


class MailSwitch(models.Model):
    """Mail that is held: a whole channel, or one event of it, until released."""

    channel = models.CharField(max_length=10)
    event = models.CharField(max_length=40, blank=True, help_text=_("Empty: all."))
    reason = models.CharField(max_length=500)
    held_at = models.DateTimeField()
    held_by = models.ForeignKey(
        "accounts.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Empty: the delivery held it by itself."),
    )
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("-held_at", "-pk")
        verbose_name_plural = _("mail switches")
        constraints = [
            models.UniqueConstraint(
                fields=("channel", "event"),
                condition=Q(released_at__isnull=True),
                name="%(app_label)s_%(class)s_held_once",
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True, released_by__isnull=True)
                | Q(released_at__isnull=False, released_by__isnull=False),
                name="%(app_label)s_%(class)s_released_at_with_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.event}".strip()
