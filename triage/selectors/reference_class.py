"""How estimates held up elsewhere and here, for the pages that show an early one."""

from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Max, Min
from django.utils.translation import gettext as _

from projects.lifecycle import Phase
from projects.models import Project
from triage.figures import round_half_up
from triage.judgement import Judgement
from triage.models import Assessment, ReferenceClass
from triage.scoring.budget import GapTier
from triage.scoring.reference_class import FEWEST, Growth, growth_of, growth_percent
from triage.scoring.rules import Stage

# From requirements on, the estimate has been looked at by somebody who will buy it.
EARLY = frozenset({Stage.IDEA, Stage.NEED, Stage.BUDGET_DRAFT, Stage.BUDGET_SUBMITTED})
CLOSED = (Phase.LIVE, Phase.CORE, Phase.RETIRED)


@dataclass(frozen=True)
class HeldUp:
    """One class in words; `bias` and `source` always stand with it."""

    name: str
    says: str
    slips_say: str
    bias: str
    source: str


@dataclass(frozen=True)
class ReferenceFigure:
    """`headline` first, with its `bias`; `here` is the city's own record or how far it is from one."""

    headline: str
    bias: str
    elsewhere: tuple[HeldUp, ...]
    here: str


def reference_of_early(judgement: Judgement) -> ReferenceFigure | None:
    """Beside an estimate nobody has looked at yet; None, unread, beside any other."""
    span = judgement.budget_range
    is_costed = judgement.budget.tier is not GapTier.NOT_COSTED
    if span is None or not is_costed or span.stage not in EARLY:
        return None
    return reference_figure()


def reference_figure() -> ReferenceFigure | None:
    """How such estimates held up (three queries at most); None where no class is loaded."""
    classes = list(ReferenceClass.objects.all())
    if not classes:
        return None
    first = _growth(classes[0])
    return ReferenceFigure(
        headline=_headline(first),
        bias=classes[0].bias,
        elsewhere=tuple(map(_held_up, classes)),
        here=_here(own_growths()),
    )


def own_growths() -> list[Fraction]:
    """Growth of each closed project's five-year cost, first costed estimate to last.

    Closed are projects that are live, core or retired and came in as a request that was
    costed; documented cases are left out.
    """
    ends = _first_and_last_costed()
    costs = _cost_of({pk for pair in ends for pk in pair})
    return [
        growth_percent(costs[first], costs[last])
        for first, last in ends
        if costs[first] > 0
    ]


def _first_and_last_costed() -> list[tuple[int, int]]:
    closed = Project.objects.filter(
        phase__in=CLOSED, project_request__isnull=False, is_example=False
    )
    rows = (
        Assessment.objects.filter(project_request__in=closed.values("project_request"))
        .exclude(result__budget__dollar_tier="not_costed")
        .values("project_request")
        .annotate(first=Min("pk"), last=Max("pk"))
        .order_by("project_request")
    )
    return [(row["first"], row["last"]) for row in rows]


def _cost_of(pks: set[int]) -> dict[int, int]:
    found = Assessment.objects.filter(pk__in=pks)
    return {one.pk: one.judgement.budget.cost for one in found}


def _growth(held: ReferenceClass) -> Growth:
    return Growth(
        held.count,
        Fraction(held.growth_percent["50"]),
        Fraction(held.growth_percent["80"]),
    )


def _headline(growth: Growth) -> str:
    if growth.one_in_five_doubled:
        return _("About one in five long-running IT projects more than doubled.")
    return _("One in five IT projects grew by %(percent)d%% or more.") % {
        "percent": round_half_up(growth.one_in_five)
    }


def _held_up(held: ReferenceClass) -> HeldUp:
    return HeldUp(
        name=held.name,
        says=_says(_growth(held)),
        slips_say=_(
            "They ended %(median)d months late at the median; one in five %(late)d months or more."
        )
        % {
            "median": round_half_up(Fraction(held.slip_months["50"])),
            "late": round_half_up(Fraction(held.slip_months["80"])),
        },
        bias=held.bias,
        source=held.source,
    )


def _says(growth: Growth) -> str:
    return _(
        "%(count)d projects: cost grew by %(median)d%% at the median, and by %(high)d%% "
        "or more in one of five."
    ) % {
        "count": growth.count,
        "median": round_half_up(growth.median),
        "high": round_half_up(growth.one_in_five),
    }


def _here(growths: list[Fraction]) -> str:
    own = growth_of(growths)
    if own is not None:
        return _says(own)
    return _(
        "%(count)d closed projects here had a costed request; from %(fewest)d on, this "
        "shows how estimates hold up in this city."
    ) % {"count": len(growths), "fewest": FEWEST}
