"""Limits, reasons and prices in the words of the page."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from triage.figures.numbers import money, round_half_up, tenths
from triage.plans import Plan
from triage.portfolio import (
    Clash,
    ClashKind,
    LeftOut,
    Price,
    Reason,
    ReasonKind,
    Resource,
)

_REASONS_SHOWN = 3


@dataclass(frozen=True)
class PlanWords:
    """Speaks of one plan's limits and requests."""

    teams: Mapping[str, str]

    @classmethod
    def of(cls, plan: Plan) -> "PlanWords":
        return cls(dict(plan.weighing.team_names))

    def resource(self, resource: Resource) -> str:
        words = {"year": f"FY{resource.year}", "team": self.team(resource.team)}
        if resource.is_money:
            return _("Money in %(year)s") % words
        return _("%(team)s hours in %(year)s") % words

    def team(self, code: str) -> str:
        return self.teams.get(code, code)

    def amount(self, resource: Resource, units: int) -> str:
        """``$96,258`` or ``1,250 hours``."""
        if resource.is_money:
            return money(units)
        hours = round_half_up(Fraction(units, 100))
        return ngettext("%(count)s hour", "%(count)s hours", hours) % {
            "count": f"{hours:,}"
        }

    def why_not(self, left: LeftOut) -> str:
        """Why one request is left out, worst first, in one sentence."""
        shown = [self._reason(reason) for reason in left.reasons[:_REASONS_SHOWN]]
        more = len(left.reasons) - len(shown)
        says = "; ".join(shown)
        if more:
            rest = ngettext("and %(count)d more", "and %(count)d more", more)
            says = f"{says}; {rest % {'count': more}}"
        if left.brings_along:
            brought = _("With %(numbers)s, which it needs: %(says)s.")
            return brought % {"numbers": ", ".join(left.brings_along), "says": says}
        return f"{says[:1].upper()}{says[1:]}."

    def clash(self, clash: Clash) -> str:
        words = {"first": clash.first, "second": clash.second}
        if clash.kind is ClashKind.OVER and clash.resource:
            return _(
                "%(resource)s: what is mandated, with all it needs, is %(units)s over "
                "the limit. Raise the limit, or take the mark from a request."
            ) % {
                "resource": self.resource(clash.resource),
                "units": self.amount(clash.resource, clash.units),
            }
        if clash.kind is ClashKind.EXCLUDE:
            return (
                _(
                    "%(first)s and %(second)s are both mandated or needed by what is, and "
                    "only one of them may be done."
                )
                % words
            )
        if clash.kind is ClashKind.SETTLED:
            return (
                _(
                    "%(first)s is mandated or needed, and cannot be done beside "
                    "%(second)s, which is accepted already."
                )
                % words
            )
        return (
            _(
                "%(first)s is mandated or needed, and needs %(second)s, which cannot be "
                "weighed: it is decided, withdrawn or not costed yet."
            )
            % words
        )

    def estimate(self, price: Price) -> str:
        """``Taken in parts, each further $10,000 would bring about 1.2 points.``."""
        if not price.per_step:
            return ""
        points = tenths(price.per_step)
        words = {"step": self.amount(price.resource, price.step), "points": points}
        if points == "0.0":
            return (
                _(
                    "Taken in parts, each further %(step)s would bring less than 0.1 points."
                )
                % words
            )
        return (
            _(
                "Taken in parts, each further %(step)s would bring about %(points)s points."
            )
            % words
        )

    def tried(self, price: Price) -> str:
        """What really changes with a tenth more."""
        if price.gained is None:
            return ""
        words = {"raise": self.amount(price.resource, price.raised_by)}
        if not price.gained:
            return _("%(raise)s more alone would change nothing.") % words
        says = ngettext(
            "%(raise)s more would bring %(count)d point: %(moves)s.",
            "%(raise)s more would bring %(count)d points: %(moves)s.",
            price.gained,
        )
        return says % {**words, "count": price.gained, "moves": _moves(price)}

    def _reason(self, reason: Reason) -> str:
        words = {"other": reason.other}
        if reason.kind is ReasonKind.BREAKS and reason.resource:
            return _("%(resource)s would be %(units)s over its limit") % {
                "resource": self.resource(reason.resource),
                "units": self.amount(reason.resource, reason.units),
            }
        if reason.kind is ReasonKind.EXCLUDED:
            return _("it cannot be done beside %(other)s, which is proposed") % words
        if reason.kind is ReasonKind.SETTLED:
            return _("it cannot be done beside %(other)s, which is accepted") % words
        if reason.kind is ReasonKind.ABSENT:
            return _("it needs %(other)s, which cannot be weighed now") % words
        return _("it would fit, but nobody gave it points")


def _moves(price: Price) -> str:
    comes = _("%(numbers)s in") % {"numbers": ", ".join(price.comes_in)}
    if not price.goes_out:
        return comes
    goes = _("%(numbers)s out") % {"numbers": ", ".join(price.goes_out)}
    return f"{comes}, {goes}"
