"""Naming who pays when money ends, or how what it paid for is switched off."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit, city
from accounts.actors import Actor
from accounts.errors import Conflict, Refused
from accounts.models import User
from accounts.permissions import may
from accounts.roles import Permission
from intake.lifecycle import EDITABLE_STEPS, Outcome, Step
from intake.models import FundingLine, Partner, ProjectRequest
from intake.services import LineChanged, request_changed
from projects.lifecycle import Phase
from projects.models import Project

audit.register(
    {
        "triage.successor_named": gettext_lazy(
            "%(by)s said who pays when “%(money)s” ends: %(after)s"
        ),
        "triage.successor_withdrawn": gettext_lazy(
            "%(by)s said that nobody is named any more to pay when “%(money)s” ends"
        ),
    }
)


class NothingEnds(Conflict):
    """The request is over, so nothing has to be paid after its money."""

    def __init__(self, number: str) -> None:
        super().__init__(
            _("%(number)s is over: nothing of it has to be paid any more.")
            % {"number": number}
        )


@dataclass(frozen=True)
class Successor:
    """Who pays afterwards and answers for it, or how it is switched off; or nobody."""

    source: str = ""
    owner: str = ""
    switch_off_plan: str = ""

    @classmethod
    def of(cls, line: FundingLine) -> "Successor":
        return cls(line.successor_source, line.successor_owner, line.switch_off_plan)

    @property
    def is_named(self) -> bool:
        return bool((self.source and self.owner) or self.switch_off_plan)

    def __str__(self) -> str:
        if self.source and self.owner:
            return _("%(source)s, for which %(owner)s answers") % {
                "source": self.source,
                "owner": self.owner,
            }
        if self.switch_off_plan:
            return _("it is switched off: %(plan)s") % {"plan": self.switch_off_plan}
        return _("nobody named")

    def check(self) -> None:
        """:raises Refused: by field; half a successor is none."""
        if self.source and not self.owner:
            raise Refused({"owner": _("Say who answers for that money.")})
        if self.owner and not self.source:
            raise Refused({"source": _("Say which money pays.")})


@transaction.atomic
def name_successor(
    *,
    line: FundingLine,
    successor: Successor,
    seen_version: int,
    by: Actor,
    now: datetime,
) -> FundingLine:
    """Answer what is asked of money that ends, before the decision or after it.

    Only an undecided request is judged again; what was decided keeps its figures.

    :raises PermissionDenied: not one of those who may answer.
    :raises Refused: by field of the successor.
    :raises NothingEnds: the request or its project is over.
    :raises LineChanged: it is not the version seen.
    """
    project_request = line.project_request
    if not may_name_successor(by.user, project_request):
        raise PermissionDenied(
            _("Only its department, its owner or funder and IT can say who pays.")
        )
    successor.check()
    is_undecided = _hold(project_request, now)
    before = FundingLine.objects.filter(pk=line.pk).first()
    if before is None or before.version != seen_version:
        raise LineChanged(removed=before is None)
    if not successor.is_named and not Successor.of(before).is_named:
        raise Refused(
            {"source": _("Name who pays afterwards, or say how it is switched off.")}
        )
    FundingLine.objects.filter(pk=line.pk).update(
        successor_source=successor.source,
        successor_owner=successor.owner,
        switch_off_plan=successor.switch_off_plan,
        version=F("version") + 1,
    )
    cause = audit.record(
        f"triage.successor_{'named' if successor.is_named else 'withdrawn'}",
        subject=project_request,
        by=by,
        now=now,
        money=line.source,
        before=str(Successor.of(before)),
        after=str(successor),
    )
    if is_undecided:
        request_changed(project_request, cause=cause, now=now)
    line.refresh_from_db()
    return line


def may_name_successor(user: User | None, project_request: ProjectRequest) -> bool:
    """Its department and IT, and those who are told: owner, funder, IT finance."""
    if user is None or not user.is_active:
        return False
    if may(user, Permission.REQUEST_ANSWER, project_request):
        return True
    return may_be_told_of_ends(user, project_request)


def may_be_told_of_ends(user: User, project_request: ProjectRequest) -> bool:
    """Named as owner or funder of the request, or looking after IT's finances."""
    if user.contact.pk == city.current().it_finance_id:
        return True
    parts = (Partner.Part.OWNER, Partner.Part.FUNDER)
    return project_request.partners.filter(
        contact=user.contact, part__in=parts
    ).exists()


def _hold(project_request: ProjectRequest, now: datetime) -> bool:
    """Keep the request as it is until the transaction ends; whether it is undecided.

    :raises NothingEnds: it is withdrawn, declined, merged or retired.
    """
    held = ProjectRequest.objects.filter(pk=project_request.pk)
    if held.filter(step__in=EDITABLE_STEPS).update(updated_at=now):
        project_request.refresh_from_db()
        return True
    accepted = held.filter(step=Step.DECIDED, outcome=Outcome.ACCEPTED)
    is_retired = Project.objects.filter(
        project_request=project_request, phase=Phase.RETIRED
    ).exists()
    if is_retired or not accepted.update(updated_at=now):
        raise NothingEnds(project_request.number)
    return False
