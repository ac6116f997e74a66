"""People leave, and some come back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit
from accounts.actors import Actor
from accounts.errors import Refused
from accounts.models import User
from accounts.permissions import check_permission
from accounts.roles import Permission, Role
from accounts.services.people import check_not_last_admin

audit.register(
    {
        "accounts.person_deactivated": gettext_lazy("%(by)s deactivated %(subject)s"),
        "accounts.person_reactivated": gettext_lazy(
            "%(by)s let %(subject)s sign in again"
        ),
    }
)


@transaction.atomic
def deactivate_person(*, user: User, by: Actor, now: datetime) -> User:
    """End somebody's access: sign-in, open sessions and tokens.

    Their name stays on everything they did, and their roles come back with them.

    :raises Refused: it is oneself, the last administrator, or done already.
    """
    check_permission(by, Permission.PEOPLE_MANAGE)
    if user == by.user:
        raise Refused({"": _("Ask another administrator to deactivate you.")})
    if not user.is_active:
        raise Refused({"": _("This person is deactivated already.")})
    if Role.ADMIN in user.roles:
        check_not_last_admin(user, "")
    user.is_active = False
    # Sessions are sealed with the password: without it they are dead for good, and do
    # not come back to life when the person does.
    user.set_unusable_password()
    user.save(update_fields=["is_active", "password"])
    user.__dict__.pop("permissions", None)
    user.api_tokens.filter(revoked_at__isnull=True).update(revoked_at=now)
    audit.record("accounts.person_deactivated", subject=user, by=by, now=now)
    return user


@transaction.atomic
def reactivate_person(*, user: User, by: Actor, now: datetime) -> User:
    """Let somebody in again with the roles they had; they set a new password.

    :raises Refused: the person is active.
    """
    check_permission(by, Permission.PEOPLE_MANAGE)
    if user.is_active:
        raise Refused({"": _("This person can sign in already.")})
    user.is_active = True
    user.save(update_fields=["is_active"])
    user.__dict__.pop("permissions", None)
    audit.record("accounts.person_reactivated", subject=user, by=by, now=now)
    return user
