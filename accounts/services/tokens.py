"""API tokens: made by the person they act for, shown once, stored as a digest."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit
from accounts.actors import Actor
from accounts.errors import Refused
from accounts.models import ApiToken, User
from accounts.permissions import check_permission
from accounts.roles import Permission, Scope

MARK = "gw_"
_SHOWN_CHARACTERS = 10
LONGEST_LIFE = timedelta(days=366)

audit.register(
    {
        "accounts.token_made": gettext_lazy(
            "%(by)s made the API token %(subject)s for %(scopes)s, until %(until)s"
        ),
        "accounts.token_revoked": gettext_lazy(
            "%(by)s revoked the API token %(subject)s"
        ),
    }
)


def digest_of(secret: str) -> str:
    # 256 random bits need no slow hash: there is nothing to guess.
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def make_token(
    *,
    user: User,
    name: str,
    scopes: Iterable[Scope],
    expires_at: datetime,
    by: Actor,
    now: datetime,
) -> tuple[ApiToken, str]:
    """Make a token; the second value is the secret, to be shown once.

    :raises PermissionDenied: nobody makes tokens for another person.
    :raises Refused: no scope, or an end in the past or more than a year away.
    """
    if by.user != user or not user.is_active:
        raise PermissionDenied(_("You can make tokens for yourself only."))
    scopes = sorted(set(scopes))
    if not scopes:
        raise Refused({"scopes": _("Choose at least one thing the token may do.")})
    if not now < expires_at <= now + LONGEST_LIFE:
        raise Refused({"expires_on": _("Choose a day within the next year.")})
    secret = MARK + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        user=user,
        name=name.strip(),
        prefix=secret[:_SHOWN_CHARACTERS],
        digest=digest_of(secret),
        scopes=scopes,
        made_at=now,
        expires_at=expires_at,
    )
    audit.record(
        "accounts.token_made",
        subject=token,
        by=by,
        now=now,
        scopes=", ".join(scopes),
        until=expires_at.date().isoformat(),
    )
    return token, secret


@transaction.atomic
def revoke_token(*, token: ApiToken, by: Actor, now: datetime) -> ApiToken:
    """End a token, one's own or as one who manages people.

    :raises Refused: it is revoked already.
    """
    if by.user != token.user:
        check_permission(by, Permission.PEOPLE_MANAGE)
    revoked = ApiToken.objects.filter(pk=token.pk, revoked_at__isnull=True).update(
        revoked_at=now
    )
    if not revoked:
        raise Refused({"": _("This token is revoked already.")})
    token.refresh_from_db()
    audit.record("accounts.token_revoked", subject=token, by=by, now=now)
    return token
