"""Signed links: what a mail may let somebody do without signing in.

The token in the address is signed for one purpose and names a row that binds it to a
contact and a subject. The row is what expires, is used up or is revoked; the token is
never stored: whoever promises a mail says as an `ActingLink` what to mint, and it is
minted while the mail is rendered. Pages only read a link on GET (mail scanners open
every link) and act on POST.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.errors import DomainError
from accounts.models import Contact, SignedLink


class Purpose(StrEnum):
    UNSUBSCRIBE = "unsubscribe"
    INVITATION = "invitation"
    ASK = "ask"


class LinkDead(DomainError):
    """The link leads nowhere (any more); the text says why."""


@dataclass(frozen=True)
class ActingLink:
    """What the main link of a mail does, before there is a token.

    :param subject: what it is about, in the words of whoever reads it back.
    :param url_name: the page that acts; its address takes the token and nothing else.
    """

    purpose: Purpose
    subject: str
    url_name: str
    expires_at: datetime

    def as_plain(self) -> dict[str, str]:
        return {
            "purpose": self.purpose,
            "subject": self.subject,
            "url_name": self.url_name,
            "expires_at": self.expires_at.isoformat(),
        }

    @classmethod
    def from_plain(cls, plain: Mapping[str, str]) -> Self:
        return cls(
            Purpose(plain["purpose"]),
            plain["subject"],
            plain["url_name"],
            datetime.fromisoformat(plain["expires_at"]),
        )

    def path_for(self, contact: Contact, *, now: datetime) -> str:
        """The site path to mail to this contact; the same one each time it is asked for.

        What was used up or revoked stays so: a mail sent once more brings nothing back.
        """
        same = {
            "purpose": self.purpose,
            "contact": contact,
            "subject": self.subject,
            "expires_at": self.expires_at,
        }
        link = SignedLink.objects.filter(**same).order_by("pk").first()
        if link is None:
            link = SignedLink.objects.create(**same, made_at=now)
        return reverse(self.url_name, args=[_token(link)])


def mint(
    purpose: Purpose,
    *,
    contact: Contact,
    subject: str = "",
    now: datetime,
    expires_in: timedelta | None,
) -> str:
    """Make a link and return its token, safe to stand in a path.

    :param subject: what it is about, in the words of whoever reads it back.
    :param expires_in: None for a link that lasts until revoked; asking again for the
        same one returns the same token.
    """
    if expires_in is not None:
        link = SignedLink.objects.create(
            purpose=purpose,
            contact=contact,
            subject=subject,
            made_at=now,
            expires_at=now + expires_in,
        )
    else:
        link, _made = SignedLink.objects.get_or_create(
            purpose=purpose,
            contact=contact,
            subject=subject,
            expires_at=None,
            revoked_at=None,
            defaults={"made_at": now},
        )
    return _token(link)


def read(token: str, purpose: Purpose, *, now: datetime) -> SignedLink:
    """The live link behind a token, with its contact and their user; changes nothing.

    :raises LinkDead: tampered with, made for another purpose, expired, revoked or used.
    """
    link = find(token, purpose)
    check_alive(link, now=now)
    return link


def find(token: str, purpose: Purpose) -> SignedLink:
    """The link behind a token, dead or alive: for pages that say how it ended.

    A token that was tampered with costs no query.

    :raises LinkDead: tampered with, or made for another purpose.
    """
    try:
        claims = _signer(purpose).unsign_object(token)
    except BadSignature as error:
        raise LinkDead(_incomplete()) from error
    link = (
        SignedLink.objects.filter(pk=claims[0])
        .select_related("contact__user", "contact__department")
        .first()
    )
    if link is None or _claims(link) != claims:
        raise LinkDead(_incomplete())
    return link


def check_alive(link: SignedLink, *, now: datetime) -> None:
    """:raises LinkDead: it has been used or revoked, or has expired."""
    if link.used_at:
        raise LinkDead(_("This link has been used; it works once."))
    if link.revoked_at:
        raise LinkDead(_("This link has been withdrawn."))
    if link.expires_at and link.expires_at <= now:
        raise LinkDead(_("This link has expired. Ask for a new one."))


@transaction.atomic
def use(link: SignedLink, *, now: datetime) -> None:
    """Use a link up, so that it works once.

    :raises LinkDead: somebody used or revoked it in between.
    """
    used = SignedLink.objects.filter(
        pk=link.pk, used_at__isnull=True, revoked_at__isnull=True
    ).update(used_at=now)
    link.refresh_from_db()
    if not used:
        raise LinkDead(_("This link has been used or withdrawn."))


def revoke(
    purpose: Purpose, *, contact: Contact, subject: str = "", now: datetime
) -> int:
    """Kill every live link of that purpose and subject; returns how many there were."""
    return SignedLink.objects.filter(
        purpose=purpose,
        contact=contact,
        subject=subject,
        used_at__isnull=True,
        revoked_at__isnull=True,
    ).update(revoked_at=now)


def _signer(purpose: Purpose) -> Signer:
    return Signer(salt=f"accounts.links.{purpose}")


def _token(link: SignedLink) -> str:
    return _signer(Purpose(link.purpose)).sign_object(_claims(link))


def _claims(link: SignedLink) -> list[object]:
    """What the signature covers: a row that changed hands no longer matches."""
    return [link.pk, link.contact_id, link.subject]


def _incomplete() -> str:
    return _("This link is not complete. Copy the whole address from the mail.")
