"""Who a checked act is stored as."""

from accounts.actors import Actor
from accounts.models import Contact, User


def acting_user(by: Actor) -> User:
    """The user behind an actor whose permission was checked, which only users pass."""
    if by.user is None:
        raise AssertionError("permission was not checked first")
    return by.user


def acting_contact(by: Actor) -> Contact:
    """Whom an answer is stored under: a user's contact, or one who was asked."""
    if by.contact is None:
        raise AssertionError("permission was not checked first")
    return by.contact
