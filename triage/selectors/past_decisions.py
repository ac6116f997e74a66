"""Past decisions that another rubric would have made different."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from intake.lifecycle import Outcome, Step
from intake.models import ProjectRequest
from triage.figures import TIER_NAMES, TierMark, tier_mark
from triage.models import Decision
from triage.models.decision import OUTCOME_LABELS
from triage.scoring.bulk import ManyScores
from triage.scoring.causes import why_tier_differs
from triage.scoring.rules import Rubric, Tier
from triage.selectors.coded import CodedRequests, read_coded
from triage.selectors.comparison import cause_says, same_scores, sample_of
from triage.services.decision_rules import waits_for_leader

SHOWN = 10


class Decided(NamedTuple):
    """A decision in force, with the tiers the decider saw."""

    request_id: int
    outcome: str
    decided_at: datetime
    tier_set: str
    needed_leader: bool
    tier: str
    held_tier: str

    @property
    def decided_on(self) -> date:
        return timezone.localdate(self.decided_at)

    @property
    def outcome_label(self) -> str:
        return str(OUTCOME_LABELS[Outcome(self.outcome)])


@dataclass(frozen=True)
class Difference:
    """A past decision, and what it would have stood on. `place` is in the columns."""

    place: int
    decided: Decided
    tier: Tier
    held_tier: Tier
    needs_leader: bool

    @property
    def leader_differs(self) -> bool:
        return self.needs_leader != self.decided.needed_leader

    @property
    def tier_differs(self) -> bool:
        return self.tier != self.decided.tier

    @property
    def held_differs(self) -> bool:
        return self.held_tier != self.decided.held_tier

    @property
    def differs(self) -> bool:
        return self.tier_differs or self.held_differs or self.leader_differs

    @property
    def says(self) -> tuple[str, ...]:
        """What would have been other, the gravest first."""
        says = []
        if self.leader_differs and self.needs_leader:
            says.append(_("a leader would have had to confirm"))
        elif self.leader_differs:
            says.append(_("no leader would have had to confirm"))
        if self.held_differs and self.held_tier != self.tier:
            says.append(
                _("held at %(then)s, not at %(now)s, while questions were open")
                % {
                    "then": TIER_NAMES[self.held_tier],
                    "now": TIER_NAMES[self.decided.held_tier],
                }
            )
        return tuple(says)


@dataclass(frozen=True)
class DecisionRow:
    number: str
    url: str
    title: str
    department: str
    outcome: str
    decided_on: date
    judged: TierMark
    then: TierMark
    says: tuple[str, ...]
    why: tuple[str, ...]


@dataclass(frozen=True)
class PastDecisions:
    """`total` counts all that were looked at, `differing` those that would differ."""

    total: int
    differing: int
    other_tier: int
    leader_more: int
    leader_less: int
    rows: tuple[DecisionRow, ...]
    checked: int
    wrong: tuple[str, ...]

    @property
    def more(self) -> int:
        return self.differing - len(self.rows)

    @property
    def verdict(self) -> str:
        """Empty where nothing was decided yet."""
        if not self.total:
            return ""
        if not self.differing:
            return _("No past decision would have stood on anything else.")
        return ngettext(
            "%(count)d of %(total)d past decisions would have stood on other tiers.",
            "%(count)d of %(total)d past decisions would have stood on other tiers.",
            self.differing,
        ) % {"count": self.differing, "total": self.total}


@dataclass(frozen=True, eq=False)
class DecisionsCompared:
    """Decided requests under another rubric, and what was decided about them."""

    then: Rubric
    coded: CodedRequests
    scores: ManyScores
    decided: Mapping[int, Decided]

    @classmethod
    def of(cls, reader: User, then: Rubric) -> "DecisionsCompared":
        """Every decision in force on a decided request (three queries)."""
        requests = ProjectRequest.objects.visible_to(reader).real()
        requests = requests.filter(step=Step.DECIDED)
        coded = read_coded(requests)
        decisions = Decision.objects.live().filter(project_request__in=requests)
        rows = decisions.values_list(
            "project_request_id",
            "outcome",
            "decided_at",
            "tier_set",
            "needs_confirmation",
            "assessment__tier",
            "assessment__held_tier",
        )
        decided = {row[0]: Decided(*row) for row in rows.order_by("pk")}
        return cls(then, coded, coded.scores(then), decided)

    def differences(self) -> list[Difference]:
        """Decisions that would have differed; a leader's part first, then the newest."""
        return sorted(
            self._differences(),
            key=lambda each: (
                not each.leader_differs,
                not each.tier_differs,
                -each.decided.decided_at.timestamp(),
            ),
        )

    def why(self, difference: Difference, judged_by: Rubric) -> tuple[str, ...]:
        """What makes the tier differ, else the held tier.

        :param judged_by: the rubric the decision was made under.
        """
        judged = self.coded.judged(difference.place, judged_by)
        then = self.coded.judged(difference.place, self.then)
        held = not difference.tier_differs
        return cause_says(why_tier_differs(judged, then, held=held))

    def wrong(self, places: Iterable[int]) -> list[int]:
        """Those of the places where quick and exact scores are not the same."""
        return [
            place
            for place in places
            if not same_scores(self.scores, place, self.coded.judged(place, self.then))
        ]

    def _differences(self) -> Iterator[Difference]:
        tiers = tuple(Tier)
        columns = (self.coded.ids, self.scores.tier, self.scores.held_tier)
        rows = zip(*(column.tolist() for column in columns), strict=True)
        for place, (pk, tier, held) in enumerate(rows):
            if (decided := self.decided.get(pk)) is None:
                continue
            needs_leader = waits_for_leader(
                decided.outcome, tiers[held], decided.tier_set
            )
            found = Difference(place, decided, tiers[tier], tiers[held], needs_leader)
            if found.differs:
                yield found


def past_decisions(*, reader: User, then: Rubric) -> PastDecisions:
    """What `then` would have changed about decisions in force (four queries)."""
    compared = DecisionsCompared.of(reader, then)
    differences = compared.differences()
    shown = differences[:SHOWN]
    checked = sorted({each.place for each in shown} | sample_of(len(compared.coded)))
    wrong = compared.wrong(checked)
    requests = compared.coded.requests({*(each.place for each in shown), *wrong})
    rules = compared.coded.rules
    return PastDecisions(
        total=len(compared.decided),
        differing=len(differences),
        other_tier=sum(each.tier_differs for each in differences),
        leader_more=sum(
            each.leader_differs and each.needs_leader for each in differences
        ),
        leader_less=sum(
            each.leader_differs and not each.needs_leader for each in differences
        ),
        rows=tuple(
            _row(each, requests[each.place], compared.why(each, rules(each.place)))
            for each in shown
        ),
        checked=len(checked),
        wrong=tuple(requests[place].number for place in wrong),
    )


def _row(
    difference: Difference, request: ProjectRequest, why: tuple[str, ...]
) -> DecisionRow:
    decided = difference.decided
    return DecisionRow(
        number=request.number,
        url=reverse("triage:workbench", args=[request.number]),
        title=request.title,
        department=request.department.name,
        outcome=decided.outcome_label,
        decided_on=decided.decided_on,
        judged=tier_mark(decided.tier),
        then=tier_mark(difference.tier),
        says=difference.says,
        why=why,
    )
