"""What the queue can be narrowed to, and the orders it comes in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from intake.lifecycle import OPEN_STEPS, Step
from intake.models import ProjectRequest
from intake.querysets import ProjectRequestQuerySet
from triage.scoring.rules import Tier
from triage.selectors import keyset
from triage.selectors.keyset import Order, SortKey

_PK = SortKey("pk", keyset.whole)
WORST_FIRST = "worst"
VIEW_KEYS = ("all", "past", "critical", "late", "nobody", "mine", "confirm")
ORDERS: Mapping[str, tuple[str | Promise, Order]] = {
    # As `ProjectRequestQuerySet.worst_first`, which an index serves.
    WORST_FIRST: (
        _("Worst case first"),
        (
            SortKey("held_rank", keyset.whole, descending=True),
            SortKey("impact_high", keyset.exact, descending=True),
            SortKey("answer_by_on", keyset.day),
            _PK,
        ),
    ),
    "gap": (
        _("Largest gap first"),
        (
            SortKey("gap_tier", keyset.plain_text, descending=True),
            SortKey("gap_key", keyset.exact, descending=True),
            _PK,
        ),
    ),
    "told": (
        _("Latest told first"),
        (SortKey("late_key", keyset.exact, descending=True), _PK),
    ),
    "promise": (
        _("Promise first"),
        (
            SortKey("answered_key", keyset.whole),
            SortKey("answer_by_on", keyset.day),
            _PK,
        ),
    ),
    "assigned": (
        _("By person, nobody first"),
        (SortKey("assignee_key", keyset.plain_text), SortKey("pk", keyset.whole)),
    ),
    "newest": (
        _("Newest first"),
        (
            SortKey("submitted_at", keyset.moment, descending=True),
            SortKey("pk", keyset.whole, descending=True),
        ),
    ),
}

OPEN, DECIDED, WITHDRAWN, ANY, EXAMPLES = (
    "open",
    "decided",
    "withdrawn",
    "any",
    "examples",
)
SHOWN: Mapping[str, str | Promise] = {
    OPEN: _("Open"),
    DECIDED: _("Decided"),
    WITHDRAWN: _("Withdrawn"),
    ANY: _("All that were sent"),
    EXAMPLES: _("Documented cases"),
}
_LATE_BANDS = ("Late", "After the fact")
NOBODY = "nobody"


@dataclass(frozen=True)
class QueueFilter:
    """What the list is narrowed to; an empty value does not narrow."""

    view: str = "all"
    words: str = ""
    show: str = OPEN
    department: int | None = None
    tier: str = ""
    gap: str = ""
    told: str = ""
    assignee: str = ""
    order: str = WORST_FIRST


def view_conditions(reader: User, today: date) -> dict[str, tuple[str | Promise, Q]]:
    """The saved views by key: what each is called and what it asks of open requests."""
    unanswered = Q(answered_at__isnull=True)
    return {
        "all": (_("All open"), Q()),
        "past": (
            _("Past the promise"),
            unanswered & Q(answer_by_on__lt=today),
        ),
        "critical": (_("Could be Critical"), Q(tier_high=Tier.CRITICAL)),
        "late": (_("Came in late"), Q(lateness_band_low__in=_LATE_BANDS)),
        "nobody": (_("Nobody yet"), Q(assignee__isnull=True)),
        "mine": (_("Mine"), Q(assignee=reader)),
        "confirm": (
            _("Waiting for confirmation"),
            Q(step=Step.AWAITING_CONFIRMATION),
        ),
    }


def chosen_rows(
    reader: User, chosen: QueueFilter, today: date
) -> QuerySet[ProjectRequest]:
    """The requests of the list, unordered, with every key an order may sort by."""
    rows = ProjectRequest.objects.visible_to(reader).filter(submitted_at__isnull=False)
    rows = _shown(rows, chosen.show)
    _label, condition = view_conditions(reader, today)[chosen.view]
    rows = rows.filter(condition)
    if chosen.words:
        rows = rows.matching(chosen.words)
    narrowing = {
        "department": chosen.department,
        "tier_high": chosen.tier,
        "gap_tier": chosen.gap,
        "lateness_band_low": chosen.told,
    }
    rows = rows.filter(**{field: value for field, value in narrowing.items() if value})
    if chosen.assignee:
        rows = rows.filter(_assigned_to(chosen.assignee))
    return _with_sort_keys(rows).select_related("department", "assignee", "tier_set_by")


def _shown(rows: ProjectRequestQuerySet, show: str) -> ProjectRequestQuerySet:
    if show == EXAMPLES:
        return rows.filter(is_example=True)
    steps: Iterable[Step] = {
        OPEN: OPEN_STEPS,
        DECIDED: {Step.DECIDED},
        WITHDRAWN: {Step.WITHDRAWN},
    }.get(show, frozenset(Step))
    rows = rows.filter(is_example=False)
    return rows if show == ANY else rows.filter(step__in=sorted(steps))


def _assigned_to(assignee: str) -> Q:
    if assignee == NOBODY:
        return Q(assignee__isnull=True)
    return Q(assignee=int(assignee))


def _with_sort_keys(rows: QuerySet[ProjectRequest]) -> QuerySet[ProjectRequest]:
    """Sort keys that may be NULL as ones that never are, so that pages compare alike."""
    unknown = Value(Decimal(-1))
    return rows.annotate(
        gap_key=Coalesce(F("gap_share"), unknown),
        late_key=Coalesce(F("lateness_low"), unknown),
        answered_key=Case(When(answered_at__isnull=True, then=0), default=1),
        assignee_key=Coalesce(F("assignee__name"), Value("")),
    )
