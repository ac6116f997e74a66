"""Every page refuses strangers, but for a short public list."""

import pytest

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
    "accounts:accept_invitation": "link in mail",
    "accounts:demo": "404 unless the demo is on",
    "accounts:demo_sign_in": "404 unless the demo is on",
    "notifications:unsubscribe": "link in mail",
    "admin:jsi18n": "texts only",
}

# What somebody without a role may still do: leave, and mind their own account.
OWN = {
    "accounts:profile",
    "notifications:preferences",
}


def _refused(response) -> bool:
    if response.status_code in {401, 403, 404, 405}:
        return True
    return response.status_code == 302 and "/accounts/login/" in response["Location"]


ADDRESSES = addresses()


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda a: a.name)
def test_address_refuses_a_stranger(client, db, address: Address):
    if address.name in PUBLIC:
        pytest.skip(PUBLIC[address.name])

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
