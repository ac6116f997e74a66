"""What the page frame shows on every page: where one is, who one is, where to go."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import city
from accounts.models import User
from accounts.roles import Permission

_EXAMPLE_STAYS_FRESH = timedelta(days=14)


@dataclass(frozen=True)
class NavItem:
    url: str
    label: str | Promise
    current: bool = False


# Right that opens the door, address, label; in the order of the masthead.
_REQUESTER_DOORS = [
    ("triage:mine", gettext_lazy("My requests")),
    ("intake:new_idea", gettext_lazy("New idea")),
    ("intake:systems", gettext_lazy("What the city owns")),
    ("triage:early_involvement", gettext_lazy("Early involvement")),
]
_TRIAGE_DOORS = [
    ("triage:queue", gettext_lazy("Queue")),
    ("triage:money", gettext_lazy("Money")),
    ("projects:projects", gettext_lazy("Projects")),
    ("intake:systems", gettext_lazy("Systems")),
    ("triage:rubrics", gettext_lazy("Rubrics")),
    ("triage:early_involvement", gettext_lazy("Early involvement")),
    ("notifications:digests", gettext_lazy("Digests")),
]
_ADMIN_DOORS = [
    (Permission.PEOPLE_MANAGE, "accounts:people", gettext_lazy("People")),
    (Permission.OUTBOX_SEE, "notifications:outbox", gettext_lazy("Outbox")),
    (Permission.CITY_ADMINISTER, "admin:index", gettext_lazy("Administration")),
]


class Frame:
    """Worked out piece by piece as the template asks, so fragments pay nothing."""

    unread = 0

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def _user(self) -> User | None:
        user = getattr(self._request, "user", None)
        return user if isinstance(user, User) else None

    @property
    def city_name(self) -> str:
        return city.current().name

    @property
    def is_demo(self) -> bool:
        return bool(settings.DEMO)

    @property
    def person_name(self) -> str:
        return str(self._user) if self._user else ""

    @property
    def sign_in_url(self) -> str:
        return reverse("account_login")

    @property
    def may_sign_up(self) -> bool:
        return bool(settings.SIGN_UP_DOMAINS)

    @property
    def sign_out_url(self) -> str:
        return reverse("account_logout")

    @cached_property
    def nav(self) -> tuple[NavItem, ...]:
        if self._user is None:
            return ()
        rights = self._user.permissions
        doors = []
        if Permission.TRIAGE_SEE in rights:
            doors += _TRIAGE_DOORS
        elif Permission.REQUEST_CREATE in rights:
            doors += _REQUESTER_DOORS
        doors += [
            (name, label) for right, name, label in _ADMIN_DOORS if right in rights
        ]
        urls = [reverse(name) for name, _label in doors]
        # "New idea" lies below "My requests": the longest address that fits is meant.
        fitting = filter(self._request.path.startswith, urls)
        here = max(fitting, key=len, default="")
        return tuple(
            NavItem(url, label, current=url == here)
            for url, (_name, label) in zip(urls, doors, strict=True)
        )

    @property
    def search_url(self) -> str:
        if self._user and Permission.TRIAGE_SEE in self._user.permissions:
            return reverse("triage:queue")
        return ""

    @cached_property
    def person_links(self) -> tuple[NavItem, ...]:
        if self._user is None:
            return ()
        doors = [
            ("accounts:profile", _("Your profile")),
            ("notifications:preferences", _("What mail you get")),
            ("account_change_password", _("Password")),
            ("mfa_index", _("Second factor")),
            ("accounts:tokens", _("API tokens")),
        ]
        return tuple(NavItem(reverse(name), label) for name, label in doors)

    @property
    def notice(self) -> str:
        """Says so when the example city was drawn for a day well before or after today."""
        drawn_on = city.current().drawn_on if settings.DEMO else None
        if drawn_on is None:
            return ""
        if abs(city.day_of(timezone.now()) - drawn_on) <= _EXAMPLE_STAYS_FRESH:
            return ""
        return _(
            "The example city was drawn for %(day)s, so its dates lie in the past or "
            "ahead of today."
        ) % {"day": date_format(drawn_on)}


def frame(request: HttpRequest) -> dict[str, Any]:
    return {"frame": Frame(request)}
