"""What the city runs, and which requests touch it."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from intake.models import ProjectRequest, System

# Classes of the city's data policy and places a system may run, as the catalogue codes them.
_IN_WORDS = {
    "cjis": gettext_lazy("criminal justice information"),
    "cloud": gettext_lazy("the city's cloud account"),
    "data_center": gettext_lazy("city data center"),
    "field": gettext_lazy("in the field"),
    "file_share": gettext_lazy("a file share"),
    "hipaa": gettext_lazy("health records"),
    "ot": gettext_lazy("control of equipment"),
    "ot_network": gettext_lazy("the control network"),
    "pci": gettext_lazy("payment cards"),
    "personal": gettext_lazy("personal data"),
    "saas": gettext_lazy("the vendor's cloud"),
    "ssi": gettext_lazy("sensitive security information"),
}


@dataclass(frozen=True)
class Fact:
    label: str
    value: str


@dataclass(frozen=True)
class SystemPage:
    system: System
    facts: tuple[Fact, ...]
    requests: tuple[ProjectRequest, ...]


def systems_list(*, words: str, department: str) -> QuerySet[System]:
    """Systems whose name, vendor or note holds the words, of a department's code."""
    systems = System.objects.select_related("owner_department", "it_team")
    for word in words.split():
        systems = systems.filter(
            Q(name__icontains=word)
            | Q(vendor__icontains=word)
            | Q(note__icontains=word)
            | Q(code__icontains=word)
        )
    if department:
        systems = systems.filter(owner_department__code=department)
    return systems


def system_page(system: System, *, reader: User) -> SystemPage:
    """A system with the requests that touch it, as far as the reader may see them."""
    touching = ProjectRequest.objects.visible_to(reader).real()
    return SystemPage(
        system=system,
        facts=_facts(system),
        requests=tuple(
            touching.filter(system_touches__system=system)
            .select_related("department")
            .order_by("-pk")
        ),
    )


def _facts(system: System) -> tuple[Fact, ...]:
    owner = system.owner or system.owner_department.liaison
    ends_on = system.end_of_support_on
    return (
        Fact(_("Owner"), system.owner_department.name),
        Fact(_("Who answers for it"), owner.name if owner else ""),
        Fact(_("IT team"), system.it_team.name if system.it_team else ""),
        Fact(_("Vendor"), system.vendor),
        Fact(_("Installed"), str(system.installed_year or "")),
        Fact(_("Support ends"), date_format(ends_on) if ends_on else ""),
        Fact(_("Connects by"), ", ".join(system.integration_methods)),
        Fact(_("How critical"), str(system.get_criticality_display())),
        Fact(_("Data it holds"), _in_words(system.data_class)),
        Fact(_("Where it runs"), _in_words(system.hosting)),
        Fact(_("IT means to"), str(system.get_disposition_display())),
    )


def _in_words(code: str) -> str:
    return str(_IN_WORDS.get(code, code.replace("_", " ")))
