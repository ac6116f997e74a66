"""The queue of record: one row per message and recipient, one row per try."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from notifications.querysets import OutboxMessageQuerySet


class Channel(models.TextChoices):
    MAIL = "mail", _("mail")


class State(models.TextChoices):
    PENDING = "pending", _("waiting")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    DEAD = "dead", _("given up")
    SUPPRESSED = "suppressed", _("not to be sent")
    MERGED = "merged", _("part of another")
    EXPIRED = "expired", _("too late")
    HELD = "held", _("held back")


# These ended without being sent, and the row must say why.
_UNSENT_ENDS = (State.DEAD, State.SUPPRESSED, State.MERGED, State.EXPIRED, State.HELD)


class OutboxMessage(models.Model):
    """One message to one recipient, written in the transaction of what caused it.

    The constraints tie the state to its columns, so that no reader has to guess: only a
    row being sent has a lease, only a sent one a moment of sending, and one that will
    not be sent says why.
    """

    event = models.CharField(max_length=40)
    recipient = models.ForeignKey(
        "accounts.Contact", models.PROTECT, related_name="outbox_messages"
    )
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.MAIL)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    cause = models.ForeignKey(
        "accounts.AuditEntry", models.PROTECT, related_name="outbox_messages"
    )
    digest_edition = models.ForeignKey(
        "notifications.DigestEdition",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="outbox_messages",
    )
    context = models.JSONField(
        default=dict, help_text=_("Plain values; the templates need nothing else.")
    )
    dedupe_key = models.CharField(max_length=200, unique=True)
    message_id = models.CharField(
        max_length=200,
        unique=True,
        help_text=_("Message-ID of every try, so that duplicates can be recognised."),
    )
    state = models.CharField(max_length=12, choices=State, default=State.PENDING)
    priority = models.PositiveSmallIntegerField(default=10)
    not_before = models.DateTimeField(_("not before"))
    expires_at = models.DateTimeField(_("of no use after"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(
        default=0, help_text=_("Also the fence: only the newest try may finish it.")
    )
    failures = models.PositiveSmallIntegerField(
        default=0, help_text=_("Tries that failed since it was written or replayed.")
    )
    crashes = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(_("reason"), max_length=500, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    created_at = models.DateTimeField(_("written"))

    objects: ClassVar = OutboxMessageQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("message")
        indexes = [
            models.Index(
                fields=("priority", "not_before", "id"),
                name="notifications_outbox_due",
                condition=Q(state="pending"),
            ),
            models.Index(
                fields=("lease_until",),
                name="notifications_outbox_lease",
                condition=Q(state="sending"),
            ),
            models.Index(
                F("state"), F("id").desc(), name="notifications_outbox_of_state"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=list(State)),
                name="%(app_label)s_%(class)s_known_state",
            ),
            models.CheckConstraint(
                condition=Q(state=State.SENDING, lease_until__isnull=False)
                | ~Q(state=State.SENDING) & Q(lease_until__isnull=True),
                name="%(app_label)s_%(class)s_lease_while_sending",
            ),
            models.CheckConstraint(
                condition=Q(state=State.SENT, sent_at__isnull=False)
                | ~Q(state=State.SENT) & Q(sent_at__isnull=True),
                name="%(app_label)s_%(class)s_sent_at_when_sent",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_UNSENT_ENDS) | ~Q(last_error=""),
                name="%(app_label)s_%(class)s_unsent_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(State.SENDING, State.SENT))
                | Q(attempts__gte=1),
                name="%(app_label)s_%(class)s_sent_by_an_attempt",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} #{self.pk}"


class DeliveryAttempt(models.Model):
    """How one try went."""

    class Outcome(models.TextChoices):
        SENT = "sent", _("accepted by the mail server")
        RETRY = "retry", _("failed, will be tried again")
        REFUSED = "refused", _("failed for good")
        NOT_SENT = "not_sent", _("not sent, on purpose")
        LOST = "lost", _("the process sending it died")

    message = models.ForeignKey(
        OutboxMessage, models.CASCADE, related_name="delivery_attempts"
    )
    number = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome)
    detail = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("number", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("message", "number"),
                name="%(app_label)s_%(class)s_one_per_number",
            )
        ]

    def __str__(self) -> str:
        return f"{self.message_id} try {self.number}: {self.outcome}"
