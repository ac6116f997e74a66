"""What a person wants by mail."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit
from accounts.actors import Actor
from accounts.models import Contact
from notifications.kinds import Kind
from notifications.models import Preference

audit.register(
    {
        "notifications.preferences_set": gettext_lazy(
            "%(by)s chose which mail %(subject)s gets"
        ),
        "notifications.unsubscribed": gettext_lazy(
            "%(subject)s unsubscribed from a kind of mail (%(kind)s)"
        ),
    }
)


@transaction.atomic
def set_preferences(
    *, contact: Contact, wanted: Mapping[Kind, bool], by: Actor, now: datetime
) -> None:
    """Switch kinds on or off. People set their own, and nobody else's.

    :param wanted: kinds left out stay as they are.
    """
    if by.contact != contact:
        raise PermissionDenied(_("You can only choose your own mail."))
    for kind, is_wanted in wanted.items():
        _switch(contact, kind, is_off=not is_wanted, now=now)
    audit.record(
        "notifications.preferences_set",
        subject=contact,
        by=by,
        now=now,
        wanted=sorted(kind for kind, is_wanted in wanted.items() if is_wanted),
    )


@transaction.atomic
def unsubscribe(*, contact: Contact, kind: Kind, now: datetime) -> None:
    """Stop one kind of mail, through the signed link in it; again changes nothing."""
    switched = _switch(contact, kind, is_off=True, now=now)
    if switched:
        audit.record(
            "notifications.unsubscribed",
            subject=contact,
            by=Actor(user=contact.user, contact=contact),
            now=now,
            kind=kind,
        )


def _switch(contact: Contact, kind: Kind, *, is_off: bool, now: datetime) -> bool:
    preference, made = Preference.objects.get_or_create(
        contact=contact, kind=kind, defaults={"is_off": is_off, "changed_at": now}
    )
    if made or preference.is_off == is_off:
        return made and is_off
    preference.is_off, preference.changed_at = is_off, now
    preference.save(update_fields=["is_off", "changed_at"])
    return True
