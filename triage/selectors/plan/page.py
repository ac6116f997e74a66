"""One plan, saved or only proposed, ready to print."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from triage.figures.numbers import money, percent, round_half_up, tenths
from triage.plans import Plan, Uncosted, Weighed
from triage.portfolio import LeftOut, Price, Use
from triage.scoring.budget import Scope
from triage.selectors.plan.words import PlanWords


@dataclass(frozen=True)
class PlanRow:
    """A request of a plan; `why` is empty for what is proposed."""

    number: str
    url: str
    title: str
    department: str
    status: str
    points: int
    money: str
    hours: str
    is_mandated: bool
    because: str
    why: str


@dataclass(frozen=True)
class UseBar:
    """How much of one limit is taken; `percent` is SVG geometry."""

    label: str
    says: str
    room: str
    percent: str
    is_full: bool


@dataclass(frozen=True)
class PriceRow:
    label: str
    estimate: str
    tried: str


@dataclass(frozen=True)
class Totals:
    points: int
    money: str
    hours: str


@dataclass(frozen=True)
class PlanPage:
    """`clashes` say why nothing is proposed; all else is empty then."""

    verdict: str
    proof: str
    clashes: tuple[str, ...]
    chosen: tuple[PlanRow, ...]
    left: tuple[PlanRow, ...]
    totals: Totals
    money_bars: tuple[UseBar, ...]
    hours_bars: tuple[UseBar, ...]
    prices: tuple[PriceRow, ...]
    untried_says: str
    uncosted: tuple[Uncosted, ...]
    terms_says: str
    years_says: str


def plan_page(plan: Plan) -> PlanPage:
    words, proposal = PlanWords.of(plan), plan.proposal
    by_number = {item.number: item for item in plan.weighing.weighed}
    chosen = [by_number[number] for number in proposal.chosen]
    return PlanPage(
        verdict=_verdict(plan),
        proof=_proof(plan),
        clashes=tuple(map(words.clash, proposal.clashes)),
        chosen=tuple(plan_row(item) for item in chosen),
        left=tuple(_left_row(by_number[i.number], i, words) for i in proposal.left_out),
        totals=totals_of(chosen),
        money_bars=_money_bars(proposal.uses, words),
        hours_bars=_hours_bars(proposal.uses, words),
        prices=tuple(_price_row(price, words) for price in _worth_saying(plan)),
        untried_says=_untried(plan),
        uncosted=plan.weighing.uncosted,
        terms_says=terms_says(plan),
        years_says=f"FY{plan.terms.years[0]}–FY{plan.terms.years[-1]}",
    )


def plan_row(item: Weighed, why: str = "") -> PlanRow:
    return PlanRow(
        number=item.number,
        url=reverse("triage:workbench", args=[item.number]),
        title=item.title,
        department=item.department,
        status=item.status,
        points=item.candidate.points,
        money=money(item.candidate.cents),
        hours=hours_says([item]),
        is_mandated=item.candidate.is_mandated,
        because=item.because,
        why=why,
    )


def totals_of(items: Iterable[Weighed]) -> Totals:
    found = list(items)
    return Totals(
        points=sum(item.candidate.points for item in found),
        money=money(sum(item.candidate.cents for item in found)),
        hours=hours_says(found),
    )


def hours_says(items: Iterable[Weighed]) -> str:
    """All hours of these over the years, of every team, in whole hours."""
    units = sum(
        need.units
        for item in items
        for need in item.candidate.needs
        if not need.of.is_money
    )
    return f"{round_half_up(Fraction(units, 100)):,}"


def terms_says(plan: Plan) -> str:
    scope = _("IT’s share of the missing money")
    if plan.terms.scope is Scope.ALL:
        scope = _("All the missing money")
    if plan.terms.with_accepted:
        return _("%(scope)s; accepted requests too") % {"scope": scope}
    return _("%(scope)s; open requests only") % {"scope": scope}


def _verdict(plan: Plan) -> str:
    proposal, weighed = plan.proposal, plan.weighing.weighed
    if proposal.clashes:
        return _("What is mandated cannot all be done within these limits.")
    if not weighed:
        return _("There is nothing to choose from yet.")
    says = ngettext(
        "%(count)d of %(all)d requests is proposed, worth %(points)s of %(most)s points.",
        "%(count)d of %(all)d requests are proposed, worth %(points)s of %(most)s "
        "points.",
        len(proposal.chosen),
    )
    return says % {
        "count": len(proposal.chosen),
        "all": len(weighed),
        "points": f"{proposal.points:,}",
        "most": f"{sum(item.candidate.points for item in weighed):,}",
    }


def _proof(plan: Plan) -> str:
    proposal = plan.proposal
    if proposal.clashes or not plan.weighing.weighed:
        return ""
    if proposal.is_proven:
        return _("Proven: no other choice within these limits brings more points.")
    return _(
        "Not proven best: another choice could bring at most %(points)s points more, "
        "%(share)s%%."
    ) % {
        "points": f"{proposal.at_most - proposal.points:,}",
        "share": tenths(proposal.short_of * 100),
    }


def _left_row(item: Weighed, left: LeftOut, words: PlanWords) -> PlanRow:
    return plan_row(item, words.why_not(left))


def _money_bars(uses: Iterable[Use], words: PlanWords) -> tuple[UseBar, ...]:
    return tuple(_bar(use, words) for use in uses if use.resource.is_money)


def _hours_bars(uses: Iterable[Use], words: PlanWords) -> tuple[UseBar, ...]:
    """Each team in the year that takes most of it; teams nothing is asked of, not."""
    fullest: dict[str, Use] = {}
    for use in uses:
        if use.resource.is_money or not use.used:
            continue
        team = use.resource.team
        if team not in fullest or _share(use) > _share(fullest[team]):
            fullest[team] = use
    return tuple(_bar(use, words) for use in fullest.values())


def _share(use: Use) -> Fraction:
    return Fraction(use.used, use.limit) if use.limit else Fraction(0)


def _bar(use: Use, words: PlanWords) -> UseBar:
    return UseBar(
        label=words.resource(use.resource),
        says=_("%(used)s of %(limit)s")
        % {
            "used": words.amount(use.resource, use.used),
            "limit": words.amount(use.resource, use.limit),
        },
        room=words.amount(use.resource, use.room),
        percent=percent(_share(use) * 100),
        is_full=not use.room,
    )


def _worth_saying(plan: Plan) -> list[Price]:
    """Prices of limits that cost something, most points gained first."""
    found = [p for p in plan.proposal.prices if p.per_step or p.gained]
    return sorted(found, key=lambda p: (-(p.gained or 0), -p.per_step, p.resource))


def _price_row(price: Price, words: PlanWords) -> PriceRow:
    return PriceRow(
        words.resource(price.resource), words.estimate(price), words.tried(price)
    )


def _untried(plan: Plan) -> str:
    if plan.proposal.is_proven or plan.proposal.clashes:
        return ""
    return _(
        "What a tenth more would change is not shown: a longer search might look like "
        "something the raise brought."
    )
