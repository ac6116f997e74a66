"""Keep a proposal under a name, with all it was made from."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit
from accounts.actors import Actor, acting_user
from accounts.errors import Conflict, Refused
from accounts.permissions import check_permission
from accounts.roles import Permission
from triage.models import PortfolioScenario
from triage.plain import to_plain
from triage.plans import Plan

audit.register(
    {"triage.plan_saved": gettext_lazy("%(by)s saved the plan “%(subject)s”")}
)


class PlanMoved(Conflict):
    """The requests have changed since the proposal was looked at."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Requests, points or links have changed since you looked. This is what "
                "is proposed now; save it again if you still want it."
            )
        )


@transaction.atomic
def save_plan(
    *, name: str, plan: Plan, seen: str, by: Actor, now: datetime
) -> PortfolioScenario:
    """Keep limits, candidates as they stand and the proposal. It decides nothing.

    :param plan: made just now.
    :param seen: fingerprint of the plan the person looked at.
    :raises Refused: no name, or nothing was proposed.
    :raises PlanMoved: it is not the plan that was looked at.
    """
    check_permission(by, Permission.PORTFOLIO_PLAN)
    if not name.strip():
        raise Refused({"name": _("Give the plan a name.")})
    if plan.proposal.clashes:
        raise Refused({"": _("Nothing is proposed, so there is nothing to save.")})
    if seen != plan.fingerprint:
        raise PlanMoved
    scenario = PortfolioScenario.objects.create(
        name=name.strip(),
        first_year=plan.terms.first_year,
        limits=to_plain(plan.terms),
        candidates=to_plain(plan.weighing),
        proposal=to_plain(plan.proposal),
        made_at=now,
        made_by=acting_user(by),
    )
    audit.record("triage.plan_saved", subject=scenario, by=by, now=now)
    return scenario
