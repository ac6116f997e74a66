"""Every page refuses strangers, but for a short public list."""

import pytest
from django.http import HttpResponse

from tests.factories.accounts import UserFactory
from tests.repo.urls import Address, addresses

# Names whose view a stranger may open, and why.
PUBLIC = {
    "healthz": "probe",
    "readyz": "probe",
    "account_login": "sign-in",
    "account_logout": "sends strangers to the sign-in",
    "account_signup": "closed but for listed domains",
    "account_inactive": "says so",
    "account_reset_password": "forgotten password",
    "account_reset_password_done": "forgotten password",
    "account_reset_password_from_key": "forgotten password",
    "account_reset_password_from_key_done": "forgotten password",
    "account_confirm_email": "link in mail",
    "account_email_verification_sent": "after signing up",
    "socialaccount_login_cancelled": "said after the identity provider's page",
    "socialaccount_login_error": "said after the identity provider's page",
    "accounts:accept_invitation": "link in mail",
    "accounts:demo": "404 unless the demo is on",
    "accounts:demo_sign_in": "404 unless the demo is on",
    "notifications:unsubscribe": "link in mail",
    "intake:asked": "link in mail",
    "admin:jsi18n": "texts only",
}

# What somebody without a role may still open: their own account, and the way out.
OWN = {
    "accounts:profile",
    "accounts:tokens",
    "notifications:preferences",
    "home",
    "admin:logout",
    "triage_api:schema",
    "triage_api:docs",
}
OWN_PREFIXES = ("account_", "mfa_", "socialaccount_", "openid_connect_", "accounts/")

SIGN_IN = ("/accounts/login/", "/admin/login/")


def _refused(response: HttpResponse) -> bool:
    if response.status_code in {401, 403, 404, 405}:
        return True
    return response.status_code == 302 and response["Location"].startswith(SIGN_IN)


ADDRESSES = addresses()
GUARDED = [address for address in ADDRESSES if address.name not in PUBLIC]
FOR_ROLES = [
    address
    for address in GUARDED
    if address.name not in OWN and not address.name.startswith(OWN_PREFIXES)
]


@pytest.mark.parametrize("address", GUARDED, ids=lambda a: a.name)
def test_address_refuses_a_stranger(client, db, address: Address):
    response = client.get(address.path)

    assert _refused(response), (address.path, response.status_code)


@pytest.mark.parametrize("address", FOR_ROLES, ids=lambda a: a.name)
def test_address_refuses_somebody_without_a_role(client, city, address: Address):
    client.force_login(UserFactory(roles=[]))

    response = client.get(address.path)

    assert _refused(response), (address.path, response.status_code)


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_public_address_exists(name):
    assert name in {address.name for address in ADDRESSES}


def test_walk_finds_every_application():
    spaces = {
        address.name.split(":")[0] for address in ADDRESSES if ":" in address.name
    }

    assert spaces >= {"accounts", "notifications", "intake", "projects", "triage"}
