"""What another rubric would do, every row of it, as rows of a spreadsheet."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from triage.exports import cells
from triage.models import Rubric
from triage.scoring.bulk import ManyScores
from triage.scoring.rules import Rubric as Rules
from triage.scoring.rules import Tier
from triage.selectors.coded import CodedRequests
from triage.selectors.comparison import cause_says
from triage.selectors.past_decisions import DecisionsCompared
from triage.selectors.what_if import open_requests

_TIERS = tuple(Tier)
Told = tuple[str, str, str]


def open_headers() -> list[str]:
    return [
        *_told_headers(),
        _("Tier now"),
        _("Tier then"),
        _("Why the tier differs"),
        _("Place in the queue now"),
        _("Place in the queue then"),
        *_score_headers(_("now")),
        *_score_headers(_("then")),
    ]


def open_rows(*, reader: User, live: Rubric, then: Rules) -> Iterator[list[str]]:
    """Every open request in the order the queue would have (five queries at any size)."""
    comparison = open_requests(reader, live, then)
    moves, told = comparison.moves, _told(comparison.coded)
    flips = {*moves.heavier.tolist(), *moves.lighter.tolist()}
    for place in moves.order_then.tolist():
        why = cause_says(comparison.why(place)) if place in flips else ()
        yield [
            *told[int(comparison.coded.ids[place])],
            _tier(moves.now.tier[place]),
            _tier(moves.then.tier[place]),
            "; ".join(why),
            str(moves.place_now[place]),
            str(moves.place_then[place]),
            *_scores(moves.now, place),
            *_scores(moves.then, place),
        ]


def decision_headers() -> list[str]:
    return [
        *_told_headers(),
        _("Decided on"),
        _("Outcome"),
        _("Scored by rubric"),
        _("Tier as scored"),
        _("Tier then"),
        _("Held at, as scored"),
        _("Held at then"),
        _("A leader confirmed"),
        _("A leader would confirm"),
        _("Why it differs"),
    ]


def decision_rows(*, reader: User, then: Rules) -> Iterator[list[str]]:
    """Every past decision that would have differed (five queries at any size)."""
    compared = DecisionsCompared.of(reader, then)
    told = _told(compared.coded)
    rules = {v: rubric.rules() for v, rubric in compared.coded.rubrics.items()}
    for each in compared.differences():
        version = str(compared.coded.versions[each.place])
        decided = each.decided
        yield [
            *told[decided.request_id],
            decided.decided_on.isoformat(),
            decided.outcome_label,
            version,
            cells.tier_name(decided.tier),
            cells.tier_name(each.tier),
            cells.tier_name(decided.held_tier),
            cells.tier_name(each.held_tier),
            cells.yes_or_no(decided.needed_leader),
            cells.yes_or_no(each.needs_leader),
            "; ".join(compared.why(each, rules[version])),
        ]


def _told_headers() -> list[str]:
    return [_("Number"), _("Title"), _("Department")]


def _told(coded: CodedRequests) -> dict[int, Told]:
    """What every request is called, by id (one query)."""
    rows = coded.rows.values_list("pk", "number", "title", "department__name")
    return {pk: (number, title, department) for pk, number, title, department in rows}


def _score_headers(when: str) -> list[str]:
    return [
        _("Impact low %(when)s") % {"when": when},
        _("Impact planning %(when)s") % {"when": when},
        _("Impact high %(when)s") % {"when": when},
        _("Held at %(when)s") % {"when": when},
        _("Tier certain %(when)s") % {"when": when},
    ]


def _scores(many: ManyScores, place: int) -> list[str]:
    values = (many.low_of(place), many.planning_of(place), many.high_of(place))
    return [
        *map(cells.rounded, values),
        _tier(many.held_tier[place]),
        cells.yes_or_no(bool(many.is_certain[place])),
    ]


def _tier(rank: Any) -> str:
    return cells.tier_name(_TIERS[rank])
