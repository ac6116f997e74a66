"""Who the bearer of an API token is, and what the token lets them do."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from accounts.models import ApiToken, User
from accounts.roles import Scope
from accounts.services.tokens import MARK, digest_of

if TYPE_CHECKING:
    # The framework's views import this module by way of the settings.
    from rest_framework.views import APIView

# Not every call needs a write to say that the token is in use.
_LAST_USED_EVERY = timedelta(minutes=10)


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer gw_…`. Sessions do not open the API: no CSRF to guard."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        kind, _space, secret = request.headers.get("Authorization", "").partition(" ")
        if kind.lower() != "bearer":
            return None
        token = _live_token(secret.strip())
        if token is None:
            # One text for unknown, expired, revoked and deactivated: nothing to probe.
            raise AuthenticationFailed(_("This token is not valid (any more)."))
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="api"'


def _live_token(secret: str) -> ApiToken | None:
    if not secret.startswith(MARK):
        return None
    now = timezone.now()
    token = (
        ApiToken.objects.filter(
            digest=digest_of(secret),
            revoked_at__isnull=True,
            expires_at__gt=now,
            user__is_active=True,
        )
        .select_related("user__contact", "user__department")
        .first()
    )
    if token and (
        token.last_used_at is None or token.last_used_at <= now - _LAST_USED_EVERY
    ):
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
    return token


class HasScope(BasePermission):
    """The token must have been given the scope the view names in `scope`.

    A view that reads and writes names one each: `scope` and `write_scope`.
    """

    message = gettext_lazy("This token was not given the right to do this.")

    def has_permission(self, request: Request, view: "APIView") -> bool:
        token = request.auth
        if not isinstance(token, ApiToken):
            return False
        return self._needed(request, view) in token.scopes

    def _needed(self, request: Request, view: "APIView") -> Scope:
        scope: Scope = view.scope  # type: ignore[attr-defined]
        if request.method in {"GET", "HEAD", "OPTIONS"}:
            return scope
        write_scope: Scope = getattr(view, "write_scope", scope)
        return write_scope
