import pytest

from accounts.actors import THE_CLOCK, Actor, acting_contact, acting_user
from tests.factories.accounts import ContactFactory


def test_acting_user_is_who_acts(requester):
    assert acting_user(Actor.of(requester)) == requester


def test_acting_user_of_a_contact_was_never_checked(city):
    with pytest.raises(AssertionError, match="not checked"):
        acting_user(Actor(contact=ContactFactory()))


def test_acting_contact_of_nobody_was_never_checked():
    with pytest.raises(AssertionError, match="not checked"):
        acting_contact(THE_CLOCK)
