"""Where managers and the rubric disagree: every tier set by hand."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from intake.models import ProjectRequest
from triage.figures import TierMark, set_by_hand, tier_mark
from triage.models import TierOverride
from triage.scoring.explain import explain
from triage.scoring.rules import Tier

ROWS_SHOWN = 50


@dataclass(frozen=True)
class Count:
    """How many tiers were set lower and higher than computed, for one reason or rule."""

    label: str
    lower: int
    higher: int

    @property
    def total(self) -> int:
        return self.lower + self.higher


@dataclass(frozen=True)
class OverrideRow:
    number: str
    url: str
    title: str
    department: str
    mark: TierMark
    because: str
    reason: str
    set_by: str
    set_on: date
    rubric: str


@dataclass(frozen=True)
class Overrides:
    """`judged` counts every request that has a tier; documented cases never count."""

    verdict: str
    judged: int
    total: int
    by_reason: tuple[Count, ...]
    by_origin: tuple[Count, ...]
    rows: tuple[OverrideRow, ...]

    @property
    def more(self) -> int:
        return self.total - len(self.rows)


def overrides(*, reader: User) -> Overrides:
    """The tiers set by hand that are in force, newest first (two queries at any size)."""
    found = list(in_force(reader))
    requests = ProjectRequest.objects.visible_to(reader).real()
    judged = requests.exclude(tier="").filter(submitted_at__isnull=False).count()
    by_reason = _counted((str(o.get_because_display()), o) for o in found)
    by_origin = _counted(
        (origin, override) for override in found for origin in origins(override)
    )
    return Overrides(
        verdict=_verdict(found, judged),
        judged=judged,
        total=len(found),
        by_reason=by_reason,
        by_origin=by_origin,
        rows=tuple(map(_row, found[:ROWS_SHOWN])),
    )


def in_force(reader: User) -> QuerySet[TierOverride]:
    """Newest first, with all that is said of them."""
    requests = ProjectRequest.objects.visible_to(reader).real()
    rows = TierOverride.objects.live().filter(project_request__in=requests)
    return rows.select_related(
        "project_request__department", "assessment__rubric__questionnaire", "set_by"
    ).order_by("-set_at", "-pk")


def origins(override: TierOverride) -> list[str]:
    """What had made the computed tier: the rules that raised it, else the points."""
    assessment = override.assessment
    rules = assessment.rubric.rules()
    facts = explain(assessment.judged.answers, rules, assessment.judgement.score)
    names = [rules.escalators_by_id[item].name for item in facts.reason.raised_by]
    return names or [_("The points alone")]


def _counted(labelled: Iterable[tuple[str, TierOverride]]) -> tuple[Count, ...]:
    lower: Counter[str] = Counter()
    higher: Counter[str] = Counter()
    for label, override in labelled:
        is_lower = Tier(override.tier).rank < Tier(override.assessment.tier).rank
        (lower if is_lower else higher)[label] += 1
    counts = [
        Count(label, lower[label], higher[label]) for label in lower.keys() | higher
    ]
    return tuple(sorted(counts, key=lambda item: (-item.total, item.label)))


def _verdict(found: list[TierOverride], judged: int) -> str:
    if not found:
        return _("No tier is set by hand: managers and the rubric agree everywhere.")
    lower = sum(
        Tier(item.tier).rank < Tier(item.assessment.tier).rank for item in found
    )
    says = ngettext(
        "%(count)d of %(judged)d tiers is set by hand",
        "%(count)d of %(judged)d tiers are set by hand",
        len(found),
    )
    return _("%(says)s: %(lower)d lower and %(higher)d higher than computed.") % {
        "says": says % {"count": len(found), "judged": judged},
        "lower": lower,
        "higher": len(found) - lower,
    }


def _row(override: TierOverride) -> OverrideRow:
    request, assessment = override.project_request, override.assessment
    return OverrideRow(
        number=request.number,
        url=reverse("triage:workbench", args=[request.number]) + "#tier",
        title=request.title,
        department=request.department.name,
        mark=set_by_hand(
            override.tier, override.set_by.name, tier_mark(assessment.tier)
        ),
        because=str(override.get_because_display()),
        reason=override.reason,
        set_by=override.set_by.name,
        set_on=timezone.localdate(override.set_at),
        rubric=assessment.rubric.version,
    )
