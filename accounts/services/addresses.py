"""The one address of a person: they sign in with it and mail goes to it."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit
from accounts.actors import Actor
from accounts.errors import Refused
from accounts.models import Contact, User
from accounts.permissions import check_permission
from accounts.roles import Permission

audit.register(
    {
        "accounts.email_changed": gettext_lazy(
            "%(by)s changed the address of %(subject)s from %(before)s to %(after)s"
        ),
    }
)


@transaction.atomic
def change_email(*, user: User, email: str, by: Actor, now: datetime) -> User:
    """Give a person another address, confirmed by the administrator who knows them.

    :raises Refused: somebody else has it, with or without an account.
    """
    check_permission(by, Permission.PEOPLE_MANAGE)
    email = email.strip().lower()
    if Contact.objects.filter(email=email).exclude(user=user).exists():
        raise Refused({"email": _("Somebody else has this address.")})
    before, user.email = user.email, email
    user.save(update_fields=["email"])
    Contact.objects.filter(user=user).update(email=email)
    EmailAddress.objects.filter(user=user).delete()
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    audit.record(
        "accounts.email_changed",
        subject=user,
        by=by,
        now=now,
        before=before,
        after=email,
    )
    return user
