"""What has changed since a plan was saved. The plan itself never changes."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from triage.figures.numbers import money_short
from triage.plans import Plan, Weighed, Weighing
from triage.portfolio import Amount
from triage.selectors.plan.words import PlanWords


def moved_since(plan: Plan, now: Weighing) -> tuple[str, ...]:
    """One sentence for each figure that is not what the plan was made from."""
    return tuple(_moves(plan, now))


def _moves(plan: Plan, now: Weighing) -> Iterator[str]:
    then = {item.number: item for item in plan.weighing.weighed}
    today = {item.number: item for item in now.weighed}
    words = PlanWords.of(plan)
    for number, item in then.items():
        if number not in today:
            yield _("%(number)s can no longer be chosen.") % {"number": number}
        else:
            yield from _of_one(item, today[number], words)
    if added := len(today.keys() - then.keys()):
        says = ngettext(
            "%(count)d more request can be weighed now.",
            "%(count)d more requests can be weighed now.",
            added,
        )
        yield says % {"count": added}
    if set(plan.weighing.links) != set(now.links):
        yield _("Links between requests are others now.")


def _of_one(then: Weighed, now: Weighed, words: PlanWords) -> Iterator[str]:
    before, after = then.candidate, now.candidate
    told = {"number": then.number}
    if before.points != after.points:
        says = _("%(number)s now has %(now)d points, not %(then)d.")
        yield says % {**told, "now": after.points, "then": before.points}
    if before.is_mandated != after.is_mandated:
        mandated = _("%(number)s is mandated now.")
        yield (
            mandated if after.is_mandated else _("%(number)s is mandated no more.")
        ) % told
    if before.cents != after.cents:
        more = _("%(number)s now needs %(money)s more.")
        less = _("%(number)s now needs %(money)s less.")
        change = after.cents - before.cents
        yield (more if change > 0 else less) % {
            **told,
            "money": money_short(abs(change)),
        }
    elif _amounts(before.needs, is_money=True) != _amounts(after.needs, is_money=True):
        yield _("%(number)s now needs its money in other years.") % told
    if _amounts(before.needs, is_money=False) != _amounts(after.needs, is_money=False):
        yield _("%(number)s now needs other hours of IT’s teams.") % told


def _amounts(needs: tuple[Amount, ...], *, is_money: bool) -> set[Amount]:
    return {need for need in needs if need.of.is_money == is_money}
