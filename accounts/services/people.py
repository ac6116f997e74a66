"""People come, are named, and hold roles."""

from collections.abc import Iterable
from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit
from accounts.actors import THE_CLOCK, Actor
from accounts.errors import Refused
from accounts.models import Contact, Department, RoleGrant, User
from accounts.permissions import check_permission
from accounts.roles import Permission, Role

audit.register(
    {
        "accounts.person_added": gettext_lazy("%(by)s added %(subject)s as %(roles)s"),
        "accounts.person_joined": gettext_lazy("%(subject)s signed up as %(roles)s"),
        "accounts.person_renamed": gettext_lazy(
            "%(by)s changed the name from %(before)s to %(after)s"
        ),
        "accounts.roles_changed": gettext_lazy(
            "%(by)s changed the roles of %(subject)s from %(before)s to %(after)s"
        ),
    }
)


def roles_in_words(roles: Iterable[Role]) -> str:
    return ", ".join(sorted(roles)) or _("nobody in particular")


@transaction.atomic
def create_person(
    *,
    email: str,
    name: str,
    roles: Iterable[Role],
    department: Department | None,
    by: Actor,
    now: datetime,
    title: str = "",
    password: str | None = None,
    department_confirmed: bool = True,
) -> User:
    """Add somebody who can sign in, with their contact and roles.

    A contact with that address becomes theirs. Without a password they set one through
    *Forgot your password?*. `THE_CLOCK` acts for the commands of whoever runs the
    installation; anybody else needs the right to manage people.

    :raises Refused: the address has an account, or the password is too weak.
    """
    if by != THE_CLOCK:
        check_permission(by, Permission.PEOPLE_MANAGE)
    roles = frozenset(roles)
    user = admit(
        email=email,
        name=name,
        title=title,
        roles=roles,
        department=department,
        department_confirmed=department_confirmed,
        password=password,
        by=by,
        now=now,
    )
    audit.record(
        "accounts.person_added",
        subject=user,
        by=by,
        now=now,
        roles=roles_in_words(roles),
    )
    return user


@transaction.atomic
def join_as_requester(
    *,
    email: str,
    name: str,
    department: Department | None,
    now: datetime,
    password: str | None,
    roles: Iterable[Role] = (Role.REQUESTER,),
) -> User:
    """Admit somebody who signed up; an administrator confirms the department.

    Whether the address may sign up, and which roles an identity provider vouches for,
    are the caller's questions (`accounts.adapters`); allauth records the address and
    whether it is verified.

    :raises Refused: the address has an account, or the password is too weak.
    """
    roles = frozenset(roles)
    user = admit(
        email=email,
        name=name,
        title="",
        roles=roles,
        department=department,
        department_confirmed=False,
        password=password,
        by=THE_CLOCK,
        now=now,
        with_address=False,
    )
    audit.record(
        "accounts.person_joined",
        subject=user,
        by=Actor.of(user),
        now=now,
        roles=roles_in_words(roles),
    )
    return user


def admit(
    *,
    email: str,
    name: str,
    title: str,
    roles: frozenset[Role],
    department: Department | None,
    department_confirmed: bool,
    password: str | None,
    by: Actor,
    now: datetime,
    with_address: bool = True,
) -> User:
    """Insert user, contact and grants, inside the caller's transaction.

    The caller has checked who may do this and writes the audit entry.

    :param with_address: record the address as verified, as sign-in demands; allauth's
        own sign-up does that itself.

    :raises Refused: the address has an account, or the password is too weak.
    """
    email = email.strip().lower()
    if User.objects.filter(email=email).exists():
        raise Refused(
            {"email": _("%(email)s has an account already.") % {"email": email}}
        )
    user = User(
        email=email,
        name=name.strip(),
        title=title.strip(),
        department=department,
        department_confirmed_at=now if department and department_confirmed else None,
        joined_at=now,
    )
    set_checked_password(user, password)
    user.save()
    contact = name_contact(name=user.name, email=email)
    contact.user, contact.name, contact.department = user, user.name, department
    contact.save()
    if with_address:
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    _grant(user, roles, by=by, now=now)
    return user


def set_checked_password(user: User, password: str | None) -> None:
    """:raises Refused: the password is too weak; says how."""
    if password is None:
        user.set_unusable_password()
        return
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Refused({"password": " ".join(error.messages)}) from error
    user.set_password(password)


@transaction.atomic
def grant_roles(*, user: User, roles: Iterable[Role], by: Actor, now: datetime) -> User:
    """Make these, and no others, the roles of a person.

    Setting what they hold already changes and records nothing.

    :raises Refused: nobody who can sign in would be left as administrator.
    """
    check_permission(by, Permission.PEOPLE_MANAGE)
    wanted, held = frozenset(roles), frozenset(user.roles)
    if wanted == held:
        return user
    if Role.ADMIN in held - wanted:
        check_not_last_admin(user, "roles")
    set_roles(user, wanted, by=by, now=now)
    audit.record(
        "accounts.roles_changed",
        subject=user,
        by=by,
        now=now,
        before=roles_in_words(held),
        after=roles_in_words(wanted),
    )
    return user


def set_roles(user: User, wanted: frozenset[Role], *, by: Actor, now: datetime) -> None:
    """Write the grants, inside the caller's transaction; the caller has checked."""
    user.role_grants.exclude(role__in=wanted).delete()
    _grant(user, wanted - user.roles, by=by, now=now)


def _grant(user: User, roles: Iterable[Role], *, by: Actor, now: datetime) -> None:
    RoleGrant.objects.bulk_create(
        RoleGrant(user=user, role=role, granted_at=now, granted_by=by.user)
        for role in sorted(roles)
    )
    # Both are kept on the instance once read.
    user.__dict__.pop("roles", None)
    user.__dict__.pop("permissions", None)


def check_not_last_admin(user: User, field: str) -> None:
    """:raises Refused: nobody else who can sign in is an administrator."""
    # The locks make two administrators who remove each other wait on PostgreSQL;
    # SQLite has one writer at a time anyway.
    admins = RoleGrant.objects.select_for_update().filter(
        role=Role.ADMIN, user__is_active=True
    )
    if {grant.user_id for grant in admins} <= {user.pk}:
        raise Refused(
            {field: _("Name another administrator first; this is the last one.")}
        )


@transaction.atomic
def rename_person(
    *, user: User, name: str, title: str, by: Actor, now: datetime
) -> User:
    """Change what a person is called, their own or as one who manages people."""
    if by.user != user:
        check_permission(by, Permission.PEOPLE_MANAGE)
    before, user.name, user.title = user.name, name.strip(), title.strip()
    user.save(update_fields=["name", "title"])
    Contact.objects.filter(user=user).update(name=user.name)
    audit.record(
        "accounts.person_renamed",
        subject=user,
        by=by,
        now=now,
        before=before,
        after=user.name,
    )
    return user


def name_contact(
    *, name: str, email: str = "", department: Department | None = None
) -> Contact:
    """Find the contact with that address, or make one.

    Without an address: the one of that name in that department, if there is one.
    What is known of a contact found by its address is left as it is.
    """
    email = email.strip().lower()
    if email:
        contact, _made = Contact.objects.get_or_create(
            email=email, defaults={"name": name.strip(), "department": department}
        )
        return contact
    same = Contact.objects.filter(
        name=name.strip(), email="", department=department
    ).first()
    return same or Contact.objects.create(name=name.strip(), department=department)
