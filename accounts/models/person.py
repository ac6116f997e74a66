"""Users sign in; contacts may be named, asked and mailed. Every user has a contact."""

from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.roles import Permission, Role, permissions_of

# RFC 5321, section 4.5.3.1.3, without the brackets; forms that take an address say so.
LONGEST_EMAIL = 254


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser):
    """Somebody who can sign in. People are made by `accounts.services`, not here."""

    email = models.EmailField(_("e-mail"), max_length=LONGEST_EMAIL, unique=True)
    name = models.CharField(_("name"), max_length=120)
    title = models.CharField(_("title"), max_length=120, blank=True)
    department = models.ForeignKey(
        "accounts.Department",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("department"),
    )
    department_confirmed_at = models.DateTimeField(
        _("department confirmed"),
        null=True,
        blank=True,
        help_text=_("Empty while an administrator has not confirmed the department."),
    )
    is_active = models.BooleanField(_("active"), default=True)
    joined_at = models.DateTimeField(_("joined"))

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        ordering = ("name", "pk")
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            # Stored in lower case, so that plain equality finds the person.
            models.CheckConstraint(
                condition=Q(email=Lower("email")),
                name="%(app_label)s_%(class)s_email_lower_case",
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @cached_property
    def roles(self) -> frozenset[Role]:
        return frozenset(Role(grant.role) for grant in self.role_grants.all())

    @cached_property
    def permissions(self) -> frozenset[Permission]:
        return permissions_of(self.roles) if self.is_active else frozenset()

    # --- what Django's admin asks of a user -----------------------------------------
    @property
    def is_staff(self) -> bool:
        return Permission.CITY_ADMINISTER in self.permissions

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        return self.is_staff

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_staff


class RoleGrant(models.Model):
    user = models.ForeignKey(User, models.CASCADE, related_name="role_grants")
    role = models.CharField(_("role"), max_length=20, choices=[(r, r) for r in Role])
    granted_at = models.DateTimeField(_("granted"))
    granted_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("role", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("user", "role"), name="%(app_label)s_%(class)s_once"
            ),
            models.CheckConstraint(
                condition=Q(role__in=list(Role)),
                name="%(app_label)s_%(class)s_known_role",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.role}"


class Contact(models.Model):
    """Whoever may be named, asked or mailed, with or without an account."""

    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(
        _("e-mail"),
        max_length=LONGEST_EMAIL,
        blank=True,
        help_text=_("Empty: named, but cannot be mailed."),
    )
    user = models.OneToOneField(
        User, models.CASCADE, null=True, blank=True, related_name="contact"
    )
    department = models.ForeignKey(
        "accounts.Department",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="contacts",
    )
    suppressed_at = models.DateTimeField(
        _("mail stopped"),
        null=True,
        blank=True,
        help_text=_("The address refused mail; nothing more is sent to it."),
    )

    class Meta:
        ordering = ("name", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("email",),
                condition=~Q(email=""),
                name="%(app_label)s_%(class)s_one_per_email",
            ),
            models.CheckConstraint(
                condition=Q(email=Lower("email")),
                name="%(app_label)s_%(class)s_email_lower_case",
            ),
        ]

    def __str__(self) -> str:
        return self.name
