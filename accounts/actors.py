"""Who acts: a user, a contact through a signed link, or the clock."""

from dataclasses import dataclass
from typing import Self

from accounts.models import Contact, User


@dataclass(frozen=True)
class Actor:
    """The `by` of every service."""

    user: User | None = None
    contact: Contact | None = None

    @classmethod
    def of(cls, user: User) -> Self:
        return cls(user=user, contact=user.contact)

    @property
    def name(self) -> str:
        return self.contact.name if self.contact else ""


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


# Periodic work: nobody in particular; the audit shows it as "Groundwork".
THE_CLOCK = Actor()
