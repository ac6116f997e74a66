"""Whom to ask for what is not known yet: the person where one is, else the role."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Who(StrEnum):
    OWNER = "owner"
    FUNDER = "funder"
    PROMOTER = "promoter"
    IT_CONTACT = "it_contact"
    LIAISON = "liaison"
    IT_FINANCE = "it_finance"
    TRIAGE_LEAD = "triage_lead"


_NAMED: Mapping[Who, str | Promise] = {
    Who.OWNER: gettext_lazy("the owner, %(name)s"),
    Who.FUNDER: gettext_lazy("the funder, %(name)s"),
    Who.PROMOTER: gettext_lazy("the promoter, %(name)s"),
    Who.IT_CONTACT: gettext_lazy("IT’s contact, %(name)s"),
    Who.LIAISON: gettext_lazy("the department’s liaison, %(name)s"),
    Who.IT_FINANCE: gettext_lazy("IT finance, %(name)s"),
    Who.TRIAGE_LEAD: gettext_lazy("the head of intake, %(name)s"),
}
_ROLES: Mapping[Who, str | Promise] = {
    Who.OWNER: gettext_lazy("the owner"),
    Who.FUNDER: gettext_lazy("the funder"),
    Who.PROMOTER: gettext_lazy("the promoter"),
    Who.IT_CONTACT: gettext_lazy("IT’s contact"),
    Who.LIAISON: gettext_lazy("the department’s liaison"),
    Who.IT_FINANCE: gettext_lazy("IT finance"),
    Who.TRIAGE_LEAD: gettext_lazy("the head of intake"),
}
# Who knows it next best where nobody is named for a part.
_INSTEAD: Mapping[Who, Who] = {
    Who.OWNER: Who.LIAISON,
    Who.FUNDER: Who.OWNER,
    Who.PROMOTER: Who.LIAISON,
    Who.IT_CONTACT: Who.TRIAGE_LEAD,
    Who.IT_FINANCE: Who.TRIAGE_LEAD,
}


@dataclass(frozen=True)
class People:
    """Names by part; who is not named is not in it."""

    names: Mapping[Who, str]

    def name(self, who: Who) -> str:
        return self.names.get(who, "")

    def ask(self, who: Who) -> str:
        """“the owner, R. Vega”; where nobody is named, who is likely to know."""
        one: Who | None = who
        while one is not None:
            if name := self.name(one):
                return str(_NAMED[one]) % {"name": name}
            one = _INSTEAD.get(one)
        return str(_ROLES[who])

    def ask_who(self, who: Who) -> str:
        """Whom to ask who has this part, for when it is the part itself that is open."""
        instead = _INSTEAD.get(who, Who.TRIAGE_LEAD)
        return self.ask(instead)

    def ask_answer(self, answered_by: str) -> str:
        """Whom to ask a question of the questionnaire, by who usually knows."""
        if answered_by == "vendor":
            return _("the vendor, through %(person)s") % {
                "person": self.ask(Who.IT_CONTACT)
            }
        if answered_by == "legal":
            return _("the City Attorney")
        who = Who.IT_CONTACT if answered_by == "IT" else Who.OWNER
        return self.ask(who)
