"""Try a message again that was given up."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit
from accounts.actors import Actor
from accounts.errors import Conflict
from accounts.models import Contact
from accounts.permissions import check_permission
from accounts.roles import Permission
from notifications.models import OutboxMessage
from notifications.models.outbox import State
from notifications.outbox import deliver_after_commit

audit.register({"notifications.replayed": gettext_lazy("%(by)s sent it again")})


@transaction.atomic
def replay_message(
    *, message: OutboxMessage, by: Actor, now: datetime
) -> OutboxMessage:
    """Put a dead message back into the queue, with all its tries ahead of it.

    The address counts as good again; the Message-ID stays, so that a recipient who did
    get the mail sees one.

    :raises Conflict: it is not dead (any more).
    """
    check_permission(by, Permission.OUTBOX_SEE)
    revived = OutboxMessage.objects.filter(pk=message.pk, state=State.DEAD).update(
        state=State.PENDING, not_before=now, failures=0, crashes=0, last_error=""
    )
    if not revived:
        raise Conflict(_("This message is not given up, so it cannot be sent again."))
    Contact.objects.filter(pk=message.recipient_id).update(suppressed_at=None)
    audit.record("notifications.replayed", subject=message, by=by, now=now)
    deliver_after_commit()
    message.refresh_from_db()
    return message
