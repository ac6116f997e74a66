"""Two saved plans beside each other."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from triage.plans import Plan, Weighed
from triage.portfolio import Resource
from triage.selectors.plan.page import (
    PlanRow,
    plan_row,
    terms_says,
    totals_of,
)
from triage.selectors.plan.words import PlanWords


@dataclass(frozen=True)
class Beside:
    """One figure in both plans."""

    label: str
    a: str
    b: str

    @property
    def differs(self) -> bool:
        return self.a != self.b


@dataclass(frozen=True)
class PlanComparison:
    in_both: tuple[PlanRow, ...]
    only_a: tuple[PlanRow, ...]
    only_b: tuple[PlanRow, ...]
    totals: tuple[Beside, ...]
    limits: tuple[Beside, ...]
    """Only those that differ."""
    same_limits: int


def compare_plans(a: Plan, b: Plan) -> PlanComparison:
    """Requests in both are shown as plan b knew them."""
    of_a, of_b = _chosen(a), _chosen(b)
    limits = _limits(a, b)
    return PlanComparison(
        in_both=tuple(plan_row(of_b[n]) for n in sorted(of_a.keys() & of_b.keys())),
        only_a=tuple(plan_row(of_a[n]) for n in sorted(of_a.keys() - of_b.keys())),
        only_b=tuple(plan_row(of_b[n]) for n in sorted(of_b.keys() - of_a.keys())),
        totals=_totals(a, b),
        limits=tuple(limit for limit in limits if limit.differs),
        same_limits=sum(not limit.differs for limit in limits),
    )


def _chosen(plan: Plan) -> dict[str, Weighed]:
    by_number = {item.number: item for item in plan.weighing.weighed}
    return {number: by_number[number] for number in plan.proposal.chosen}


def _totals(a: Plan, b: Plan) -> tuple[Beside, ...]:
    one, other = (totals_of(_chosen(plan).values()) for plan in (a, b))
    return (
        Beside(_("Requests proposed"), _count(a), _count(b)),
        Beside(_("Points"), f"{one.points:,}", f"{other.points:,}"),
        Beside(_("Money over five years"), one.money, other.money),
        Beside(_("IT hours over five years"), one.hours, other.hours),
        Beside(_("What was weighed"), terms_says(a), terms_says(b)),
    )


def _count(plan: Plan) -> str:
    words = {"count": len(plan.proposal.chosen), "all": len(plan.weighing.weighed)}
    return _("%(count)d of %(all)d") % words


def _limits(a: Plan, b: Plan) -> list[Beside]:
    words = PlanWords({**PlanWords.of(a).teams, **PlanWords.of(b).teams})
    of_a, of_b = (
        {limit.of: limit.units for limit in plan.terms.limits} for plan in (a, b)
    )

    def says(resource: Resource, units: int | None) -> str:
        return _("no limit") if units is None else words.amount(resource, units)

    return [
        Beside(
            words.resource(resource),
            says(resource, of_a.get(resource)),
            says(resource, of_b.get(resource)),
        )
        for resource in sorted(of_a.keys() | of_b.keys())
    ]
