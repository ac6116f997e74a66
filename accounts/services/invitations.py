"""Invitations: an administrator asks somebody in; they choose a password themselves."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit, links, secret_mail
from accounts.actors import Actor
from accounts.errors import Conflict, Refused
from accounts.models import Department, Invitation, SignedLink, User
from accounts.permissions import check_permission
from accounts.roles import Permission, Role
from accounts.services.people import admit, name_contact, roles_in_words

INVITATION_LASTS = timedelta(days=14)

audit.register(
    {
        "accounts.person_invited": gettext_lazy(
            "%(by)s invited %(subject)s as %(roles)s"
        ),
        "accounts.invitation_sent_again": gettext_lazy(
            "%(by)s sent the invitation of %(subject)s again"
        ),
        "accounts.invitation_withdrawn": gettext_lazy(
            "%(by)s withdrew the invitation of %(subject)s"
        ),
        "accounts.invitation_accepted": gettext_lazy(
            "%(subject)s accepted the invitation as %(roles)s"
        ),
    }
)


class InvitationOver(Conflict):
    """The invitation was accepted or withdrawn in between."""

    def __init__(self) -> None:
        super().__init__(_("This invitation has been accepted or withdrawn."))


@transaction.atomic
def invite_person(
    *,
    email: str,
    name: str,
    department: Department,
    roles: Iterable[Role],
    by: Actor,
    now: datetime,
) -> Invitation:
    """Ask somebody to join; the mail with the link leaves once this is committed.

    :raises Refused: the address has an account, or an open invitation.
    """
    check_permission(by, Permission.PEOPLE_MANAGE)
    if by.user is None:
        raise AssertionError("only users hold the right to invite")
    contact = name_contact(name=name, email=email, department=department)
    if contact.user is not None:
        raise Refused({"email": _("This address has an account already.")})
    if _open(contact=contact).exists():
        raise Refused(
            {"email": _("This address is invited already. Send it again from People.")}
        )
    roles = frozenset(roles)
    invitation = Invitation.objects.create(
        contact=contact,
        department=department,
        roles=sorted(roles),
        invited_at=now,
        invited_by=by.user,
    )
    audit.record(
        "accounts.person_invited",
        subject=invitation,
        by=by,
        now=now,
        roles=roles_in_words(roles),
    )
    _send(invitation, now)
    return invitation


@transaction.atomic
def send_invitation_again(
    *, invitation: Invitation, by: Actor, now: datetime
) -> Invitation:
    """Mail a fresh link; the earlier one stops working.

    :raises InvitationOver: it was accepted or withdrawn.
    """
    check_permission(by, Permission.PEOPLE_MANAGE)
    if not _open(pk=invitation.pk).exists():
        raise InvitationOver
    _revoke(invitation, now)
    audit.record("accounts.invitation_sent_again", subject=invitation, by=by, now=now)
    _send(invitation, now)
    return invitation


@transaction.atomic
def withdraw_invitation(
    *, invitation: Invitation, by: Actor, now: datetime
) -> Invitation:
    """:raises InvitationOver: it was accepted or withdrawn."""
    check_permission(by, Permission.PEOPLE_MANAGE)
    _end(invitation, withdrawn_at=now)
    _revoke(invitation, now)
    audit.record("accounts.invitation_withdrawn", subject=invitation, by=by, now=now)
    return invitation


@transaction.atomic
def accept_invitation(
    *, link: SignedLink, name: str, password: str, now: datetime
) -> User:
    """Join through the link of an invitation, with the roles it promised.

    :raises LinkDead: the link was used or revoked in between.
    :raises InvitationOver: the invitation was accepted or withdrawn in between.
    :raises Refused: the password is too weak.
    """
    invitation = invitation_of(link)
    links.use(link, now=now)
    _end(invitation, accepted_at=now)
    roles = frozenset(Role(role) for role in invitation.roles)
    user = admit(
        email=invitation.contact.email,
        name=name,
        title="",
        roles=roles,
        department=invitation.department,
        department_confirmed=True,
        password=password,
        by=Actor.of(invitation.invited_by),
        now=now,
    )
    audit.record(
        "accounts.invitation_accepted",
        subject=user,
        by=Actor.of(user),
        now=now,
        roles=roles_in_words(roles),
    )
    return user


def invitation_of(link: SignedLink) -> Invitation:
    """The open invitation a link stands for.

    :raises InvitationOver: it was accepted or withdrawn.
    """
    invitation = (
        _open(pk=int(link.subject))
        .select_related("contact", "department", "invited_by__contact")
        .first()
    )
    if invitation is None:
        raise InvitationOver
    return invitation


def _open(**which: object) -> QuerySet[Invitation]:
    return Invitation.objects.filter(
        accepted_at__isnull=True, withdrawn_at__isnull=True, **which
    )


def _end(invitation: Invitation, **ended_at: datetime) -> None:
    """Close an open invitation; of two who try, one conflicts."""
    if not _open(pk=invitation.pk).update(**ended_at):
        raise InvitationOver
    invitation.refresh_from_db()


def _revoke(invitation: Invitation, now: datetime) -> None:
    links.revoke(
        links.Purpose.INVITATION,
        contact=invitation.contact,
        subject=str(invitation.pk),
        now=now,
    )


def _send(invitation: Invitation, now: datetime) -> None:
    token = links.mint(
        links.Purpose.INVITATION,
        contact=invitation.contact,
        subject=str(invitation.pk),
        now=now,
        expires_in=INVITATION_LASTS,
    )
    secret_mail.send_after_commit(
        "invitation",
        to=invitation.contact.email,
        context={
            "name": invitation.contact.name,
            "invited_by": invitation.invited_by.name,
            "department": invitation.department.name,
            "days": INVITATION_LASTS.days,
        },
        path=secret_mail.path_of("accounts:accept_invitation", token),
    )
