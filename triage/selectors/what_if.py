"""What another rubric would do: to every open request, and to what was decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from intake.models import ProjectRequest
from triage.figures import ImpactFigure, TierMark, tier_mark
from triage.models import Rubric
from triage.scoring.rules import Questionnaire, Tier
from triage.scoring.rules import Rubric as Rules
from triage.selectors.comparison import Comparison, cause_says, sample_of
from triage.selectors.past_decisions import PastDecisions, past_decisions

# Rows of each list; the rest is counted and stands in the export.
SHOWN = 10
# The head of the queue while somebody tries weights.
TRIED = 15


@dataclass(frozen=True)
class Move:
    """A request's place in the queue, now and then, from 1; `says` is “up 3”."""

    now: int
    then: int

    @property
    def says(self) -> str:
        climbs = self.now - self.then
        if climbs > 0:
            return _("up %(count)d") % {"count": climbs}
        if climbs < 0:
            return _("down %(count)d") % {"count": -climbs}
        return _("stays")


@dataclass(frozen=True)
class ChangedRow:
    number: str
    url: str
    title: str
    department: str
    now: ImpactFigure
    then: ImpactFigure
    move: Move
    why: tuple[str, ...]


@dataclass(frozen=True)
class ChangedRows:
    """The first rows of a list and how many it has."""

    rows: tuple[ChangedRow, ...]
    total: int

    @property
    def more(self) -> int:
        return self.total - len(self.rows)


@dataclass(frozen=True)
class MatrixCell:
    count: int
    is_same: bool
    says: str


@dataclass(frozen=True)
class MatrixRow:
    """Requests of one tier now; a cell for each tier they would have."""

    mark: TierMark
    cells: tuple[MatrixCell, ...]
    total: int


@dataclass(frozen=True)
class Matrix:
    marks: tuple[TierMark, ...]
    rows: tuple[MatrixRow, ...]
    totals: tuple[int, ...]
    total: int


@dataclass(frozen=True)
class Part:
    """One part of the change, and how many tiers it would move all by itself."""

    label: str
    count: int


@dataclass(frozen=True)
class WhatIf:
    """`wrong` are numbers of requests where quick and exact scores differ: none, ever.

    `checked` is how many were scored by both.
    """

    verdict: str
    live_version: str
    open_count: int
    left_out: int
    matrix: Matrix
    parts: tuple[Part, ...]
    heavier: ChangedRows
    lighter: ChangedRows
    moved: ChangedRows
    newly_certain: ChangedRows
    newly_open: ChangedRows
    held_count: int
    decisions: PastDecisions
    checked: int
    wrong: tuple[str, ...]

    @property
    def flips(self) -> int:
        return self.heavier.total + self.lighter.total


def what_if(*, reader: User, live: Rubric, then: Rules) -> WhatIf:
    """Compare `then` with the live rubric over open requests and past decisions.

    Eight queries at any size: the live rubric's questionnaire, codes with their rubrics
    and the rows that are shown for both, and the decisions.
    """
    comparison = open_requests(reader, live, then)
    moves = comparison.moves
    lists = {
        "heavier": moves.heavier,
        "lighter": moves.lighter,
        "moved": moves.moved,
        "newly_certain": moves.newly_certain,
        "newly_open": moves.newly_open,
    }
    first = {name: [int(p) for p in places[:SHOWN]] for name, places in lists.items()}
    shown = sorted(set(chain.from_iterable(first.values())))
    checked = sorted({*shown, *sample_of(len(moves))})
    wrong = list(comparison.differing(checked))
    requests = comparison.coded.requests({*shown, *wrong})
    decisions = past_decisions(reader=reader, then=then)
    return WhatIf(
        verdict=" ".join(filter(None, [_verdict(comparison), decisions.verdict])),
        live_version=live.version,
        open_count=len(moves),
        left_out=comparison.coded.left_out,
        matrix=_matrix(moves.matrix),
        parts=tuple(_parts(comparison)),
        **{
            name: ChangedRows(
                rows=tuple(_row(comparison, place, requests) for place in first[name]),
                total=len(places),
            )
            for name, places in lists.items()
        },
        held_count=len(moves.held_differently),
        decisions=decisions,
        checked=len(checked) + decisions.checked,
        wrong=(*(requests[place].number for place in wrong), *decisions.wrong),
    )


@dataclass(frozen=True)
class Tried:
    """The head of the queue as it would be, for weights somebody is trying."""

    verdict: str
    first: ChangedRows


def tried(*, reader: User, live: Rubric, then: Rules) -> Tried:
    """The queue under `then` (four queries at any size)."""
    comparison = open_requests(reader, live, then)
    return Tried(
        verdict=_verdict(comparison),
        first=changed_rows(comparison, comparison.moves.order_then.tolist(), TRIED),
    )


def changed_rows(
    comparison: Comparison, places: Sequence[int], limit: int = SHOWN
) -> ChangedRows:
    """The first of these places, ready to print (one query)."""
    shown = places[:limit]
    requests = comparison.coded.requests(shown)
    rows = tuple(_row(comparison, place, requests) for place in shown)
    return ChangedRows(rows, len(places))


def open_requests(reader: User, live: Rubric, then: Rules) -> Comparison:
    """Every open request `reader` may see, under both (two queries)."""
    requests = ProjectRequest.objects.visible_to(reader).real().open()
    return Comparison.of(requests, live.rules(), then)


def _row(
    comparison: Comparison, place: int, requests: Mapping[int, ProjectRequest]
) -> ChangedRow:
    request, moves = requests[place], comparison.moves
    now, then = comparison.figures(place)
    return ChangedRow(
        number=request.number,
        url=reverse("triage:workbench", args=[request.number]),
        title=request.title,
        department=request.department.name,
        now=now,
        then=then,
        move=Move(int(moves.place_now[place]), int(moves.place_then[place])),
        why=cause_says(comparison.why(place)),
    )


def _verdict(comparison: Comparison) -> str:
    moves = comparison.moves
    says = [_flips_say(len(moves.heavier), len(moves.lighter), len(moves))]
    if count := len(moves.moved):
        moved = ngettext(
            "%(count)d would stand elsewhere in the queue.",
            "%(count)d would stand elsewhere in the queue.",
            count,
        )
        says.append(moved % {"count": count})
    return " ".join(says)


def _flips_say(heavier: int, lighter: int, total: int) -> str:
    flips = heavier + lighter
    if not total:
        return _("No request is open, so no tier can change.")
    if not flips:
        return ngettext(
            "The one open request would keep its tier.",
            "All %(total)d open requests would keep their tier.",
            total,
        ) % {"total": total}
    ways = _("%(heavier)d heavier, %(lighter)d lighter")
    if not lighter:
        ways = _("all of them heavier") if heavier > 1 else _("heavier")
    elif not heavier:
        ways = _("all of them lighter") if lighter > 1 else _("lighter")
    return ngettext(
        "%(flips)d of %(total)d open requests would change its tier: %(ways)s.",
        "%(flips)d of %(total)d open requests would change their tier: %(ways)s.",
        flips,
    ) % {
        "flips": flips,
        "total": total,
        "ways": ways % {"heavier": heavier, "lighter": lighter},
    }


def _matrix(counts: tuple[tuple[int, ...], ...]) -> Matrix:
    marks = tuple(tier_mark(tier) for tier in Tier)
    rows = tuple(
        MatrixRow(
            mark=mark,
            cells=tuple(
                MatrixCell(count, column == place, _way(place, column) if count else "")
                for column, count in enumerate(row)
            ),
            total=sum(row),
        )
        for place, (mark, row) in enumerate(zip(marks, counts, strict=True))
    )
    totals = tuple(sum(column) for column in zip(*counts, strict=True))
    return Matrix(marks, rows, totals, sum(totals))


def _way(now: int, then: int) -> str:
    if now == then:
        return ""
    return _("heavier") if then > now else _("lighter")


def _parts(comparison: Comparison) -> list[Part]:
    """What each part of the change would do alone; empty if the change is not in parts.

    Rules and points can be taken over one without the other only where both rubrics
    judge the same choices.
    """
    now, then = comparison.now, comparison.then
    if _choices(now.questionnaire) != _choices(then.questionnaire):
        return []
    weighed = replace(
        now,
        dimensions=then.dimensions,
        depth_count=then.depth_count,
        depth_share=then.depth_share,
        planning_share=then.planning_share,
    )
    alone = {
        _("Weights, points and the formula"): weighed,
        _("Rules that raise the tier"): replace(now, escalators=then.escalators),
        _("Where the tiers begin"): replace(now, tiers=then.tiers),
    }
    tiers = comparison.moves.now.tier
    changed = {label: rules for label, rules in alone.items() if rules != now}
    if len(changed) < 2:
        return []
    return [
        Part(label, int((comparison.coded.scores(rules).tier != tiers).sum()))
        for label, rules in changed.items()
    ]


def _choices(questionnaire: Questionnaire) -> dict[str, frozenset[str]]:
    return {q.id: q.values for q in questionnaire.questions.values()}
