"""allauth's questions to us: who may sign up, and what a new person is."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal.ratelimit import respond_429
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest
from django.utils import timezone

from accounts.actors import THE_CLOCK
from accounts.forms import is_listed
from accounts.models import User
from accounts.roles import Role
from accounts.services import join_as_requester
from accounts.services.identity_roles import grant_from_groups


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return bool(settings.SIGN_UP_DOMAINS)

    def save_user(
        self, request: HttpRequest, user: User, form: Form, commit: bool = True
    ) -> User:
        """Admit whoever signed up; allauth goes on with the person returned."""
        typed = form.cleaned_data
        return join_as_requester(
            email=typed["email"],
            name=typed["name"],
            department=typed["department"],
            password=typed.get("password1"),
            now=timezone.now(),
        )

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try before any password is hashed; too many answer 429.

        allauth would say it in the form, with status 200.
        """
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as error:
            raise ImmediateHttpResponse(respond_429(request)) from error


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(
        self, request: HttpRequest, sociallogin: SocialLogin
    ) -> bool:
        """Whoever the provider puts in a group we know, or has a listed address."""
        domain = (sociallogin.user.email or "").rpartition("@")[2].lower()
        return bool(roles_of(sociallogin)) or is_listed(domain)

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Bring the roles of a known person up to date at every sign-in."""
        if sociallogin.is_existing:
            self._grant(sociallogin, sociallogin.user)

    def save_user(
        self, request: HttpRequest, sociallogin: SocialLogin, form: Form | None = None
    ) -> User:
        typed = form.cleaned_data if form else {}
        user = join_as_requester(
            email=typed.get("email") or sociallogin.user.email,
            name=typed.get("name") or name_of(sociallogin),
            department=typed.get("department"),
            password=None,
            now=timezone.now(),
        )
        sociallogin.user = user
        sociallogin.save(request)
        self._grant(sociallogin, user)
        return user

    def _grant(self, sociallogin: SocialLogin, user: User) -> None:
        grant_from_groups(
            user=user,
            roles=roles_of(sociallogin),
            by=THE_CLOCK,
            now=timezone.now(),
        )


def roles_of(sociallogin: SocialLogin) -> frozenset[Role]:
    """The roles that the groups the identity provider names stand for."""
    groups = _claims(sociallogin).get("groups") or []
    return frozenset(
        Role(role)
        for group in groups
        for role in settings.OIDC_GROUP_ROLES.get(group, [])
    )


def name_of(sociallogin: SocialLogin) -> str:
    return str(_claims(sociallogin).get("name") or sociallogin.user.email)


def _claims(sociallogin: SocialLogin) -> dict[str, Any]:
    """What the provider says of the person; newer answers nest it by source."""
    data: dict[str, Any] = sociallogin.account.extra_data
    return {**data, **data.get("id_token", {}), **data.get("userinfo", {})}
