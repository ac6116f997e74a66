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


# Periodic work: nobody in particular; the audit shows it as "Groundwork".
THE_CLOCK = Actor()
