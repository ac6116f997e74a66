"""Roles that groups at an identity provider stand for (setting OIDC_GROUP_ROLES)."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy

from accounts import audit
from accounts.actors import Actor
from accounts.models import User
from accounts.roles import Role
from accounts.services.people import roles_in_words, set_roles

audit.register(
    {
        "accounts.roles_from_groups": gettext_lazy(
            "%(subject)s became %(after)s by the groups of the identity provider; "
            "before %(before)s"
        ),
    }
)


@transaction.atomic
def grant_from_groups(
    *, user: User, roles: Iterable[Role], by: Actor, now: datetime
) -> User:
    """Make the roles of a person those the provider vouches for.

    Only roles that some group stands for come and go; what administrators granted beside
    them stays. Nothing changed, nothing recorded.
    """
    governed = {
        Role(role) for group in settings.OIDC_GROUP_ROLES.values() for role in group
    }
    held = user.roles
    wanted = frozenset(held - governed) | frozenset(roles)
    if wanted != held:
        set_roles(user, wanted, by=by, now=now)
        audit.record(
            "accounts.roles_from_groups",
            subject=user,
            by=by,
            now=now,
            before=roles_in_words(held),
            after=roles_in_words(wanted),
        )
    return user
