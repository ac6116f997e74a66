"""Who an identity provider sends: groups become roles, strangers stay out."""

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.contrib.sessions.backends.db import SessionStore

from accounts.adapters import SocialAccountAdapter, roles_of
from accounts.models import AuditEntry, User
from accounts.roles import Role


@pytest.fixture(autouse=True)
def _groups(settings):
    settings.OIDC_GROUP_ROLES = {
        "it-triage": ["requester", "triager"],
        "it-lead": ["manager"],
    }


@pytest.fixture
def request_of_provider(rf):
    request = rf.get("/accounts/oidc/city/login/callback/")
    request.session = SessionStore()
    return request


def arriving(email="new@city.example", *groups: str, nested=True) -> SocialLogin:
    claims = {"name": "New Person", "groups": list(groups)}
    return SocialLogin(
        user=User(email=email),
        account=SocialAccount(
            provider="city",
            uid=email,
            extra_data={"userinfo": claims, "id_token": {}} if nested else claims,
        ),
        email_addresses=[EmailAddress(email=email, verified=True, primary=True)],
    )


@pytest.mark.parametrize("nested", [True, False])
def test_groups_stand_for_roles(nested):
    login = arriving("a@b.example", "it-triage", "unknown", nested=nested)

    assert roles_of(login) == {Role.REQUESTER, Role.TRIAGER}


@pytest.mark.parametrize(
    ("groups", "domains", "is_open"),
    [
        ((), [], False),
        (("unknown",), [], False),
        (("it-triage",), [], True),
        ((), ["city.example"], True),
    ],
)
def test_only_known_groups_and_listed_domains_come_in(
    rf, settings, groups, domains, is_open
):
    settings.SIGN_UP_DOMAINS = domains
    adapter = SocialAccountAdapter()

    assert (
        adapter.is_open_for_signup(rf.get("/"), arriving("new@city.example", *groups))
        == is_open
    )


def test_new_person_joins_with_contact_and_roles(db, request_of_provider):
    login = arriving("New@city.example", "it-triage")

    SocialAccountAdapter().save_user(request_of_provider, login)

    user = User.objects.get()
    assert (user.email, user.name) == ("new@city.example", "New Person")
    assert user.contact.email == "new@city.example"
    assert user.roles == {Role.REQUESTER, Role.TRIAGER}
    assert not user.has_usable_password()
    assert SocialAccount.objects.get().user == user


def test_known_person_follows_the_groups_and_keeps_other_roles(
    triager, admin, request_of_provider
):
    triager.role_grants.create(role=Role.RECORDS, granted_at=triager.joined_at)
    login = arriving(triager.email, "it-lead")
    login.user = User.objects.get(pk=triager.pk)

    SocialAccountAdapter().pre_social_login(request_of_provider, login)

    assert User.objects.get(pk=triager.pk).roles == {Role.MANAGER, Role.RECORDS}
    assert AuditEntry.objects.get().action == "accounts.roles_from_groups"


def test_known_person_in_the_same_groups_records_nothing(triager, request_of_provider):
    login = arriving(triager.email, "it-triage")
    login.user = triager

    SocialAccountAdapter().pre_social_login(request_of_provider, login)

    assert not AuditEntry.objects.exists()


def test_without_the_setting_roles_are_left_alone(
    triager, request_of_provider, settings
):
    settings.OIDC_GROUP_ROLES = {}
    login = arriving(triager.email, "it-triage")
    login.user = triager

    SocialAccountAdapter().pre_social_login(request_of_provider, login)

    assert User.objects.get(pk=triager.pk).roles == {Role.REQUESTER, Role.TRIAGER}
