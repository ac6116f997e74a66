"""The systems the city runs, as IT keeps the list."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy

from accounts import audit
from accounts.actors import Actor
from accounts.models import Contact, Department, ITTeam
from accounts.permissions import check_permission
from accounts.roles import Permission
from intake.models import System

audit.register(
    {
        "intake.system_recorded": gettext_lazy(
            "%(by)s recorded %(subject)s in the systems catalogue"
        )
    }
)


@dataclass(frozen=True)
class SystemDetails:
    name: str
    owner_department: Department
    owner: Contact | None = None
    it_team: ITTeam | None = None
    vendor: str = ""
    installed_year: int | None = None
    end_of_support_on: date | None = None
    integration_methods: list[str] = field(default_factory=list)
    criticality: str = ""
    data_class: str = ""
    hosting: str = ""
    disposition: str = ""
    note: str = ""


@transaction.atomic
def record_system(
    *, code: str, details: SystemDetails, by: Actor, now: datetime
) -> System:
    """Write what is known of a system, new or known by its code."""
    check_permission(by, Permission.SYSTEMS_EDIT)
    values = {name: getattr(details, name) for name in SystemDetails.__annotations__}
    system, _created = System.objects.update_or_create(code=code, defaults=values)
    audit.record("intake.system_recorded", subject=system, by=by, now=now)
    return system
