"""Hold mail back and let it go again."""

import logging
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit
from accounts.actors import THE_CLOCK, Actor
from accounts.errors import Conflict
from accounts.models import Contact
from accounts.permissions import check_permission
from accounts.roles import Permission
from notifications.models import MailSwitch

logger = logging.getLogger(__name__)

audit.register(
    {
        "notifications.mail_held": gettext_lazy("%(by)s held mail back: %(reason)s"),
        "notifications.mail_released": gettext_lazy("%(by)s let mail go again"),
        "notifications.address_suppressed": gettext_lazy(
            "%(by)s stopped mail to %(subject)s: the address refused it"
        ),
    }
)


@transaction.atomic
def hold_mail(
    *, channel: str, reason: str, now: datetime, event: str = "", by: Actor = THE_CLOCK
) -> MailSwitch:
    """Hold a whole channel, or one event of it, until somebody releases it.

    Held already, it stays as it is: the first reason is the one that counts.
    """
    if by.user is not None:
        check_permission(by, Permission.OUTBOX_SEE)
    switch, made = MailSwitch.objects.get_or_create(
        channel=channel,
        event=event,
        released_at=None,
        defaults={"reason": reason[:500], "held_at": now, "held_by": by.user},
    )
    if made:
        audit.record(
            "notifications.mail_held",
            subject=switch,
            by=by,
            now=now,
            reason=switch.reason,
        )
        logger.error("mail is held", extra={"channel": channel, "reason": reason})
    return switch


@transaction.atomic
def release_mail(*, switch: MailSwitch, by: Actor, now: datetime) -> MailSwitch:
    """Let held mail go; the next delivery takes it up.

    :raises Conflict: somebody released it first.
    """
    check_permission(by, Permission.OUTBOX_SEE)
    released = MailSwitch.objects.filter(pk=switch.pk, released_at__isnull=True).update(
        released_at=now, released_by=by.user
    )
    if not released:
        raise Conflict(_("Somebody else has let this mail go already."))
    audit.record("notifications.mail_released", subject=switch, by=by, now=now)
    switch.refresh_from_db()
    return switch


@transaction.atomic
def suppress_address(*, contact: Contact, now: datetime) -> None:
    """Send nothing more to an address the mail server says does not exist."""
    stopped = Contact.objects.filter(pk=contact.pk, suppressed_at__isnull=True).update(
        suppressed_at=now
    )
    if stopped:
        audit.record(
            "notifications.address_suppressed", subject=contact, by=THE_CLOCK, now=now
        )
