"""The requests behind the money page, by how much is missing."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from accounts.models import User
from intake.models import ProjectRequest
from triage.figures import GapFigure, flag_names, money
from triage.selectors import keyset
from triage.selectors.current import gap_of
from triage.selectors.keyset import SortKey
from triage.selectors.portfolio_money.live import live_requests
from triage.selectors.status import it_status

PAGE_ROWS = 50
_ORDER = (
    SortKey("missing_key", keyset.whole, descending=True),
    SortKey("pk", keyset.whole),
)


@dataclass(frozen=True)
class MoneyFilter:
    """What the list is narrowed to; an empty value does not narrow."""

    department: int | None = None
    gap: str = ""
    flag: str = ""


@dataclass(frozen=True)
class MoneyListRow:
    number: str
    url: str
    title: str
    department: str
    status: str
    gap: GapFigure | None
    missing: str
    cost: str
    its_missing: str
    """Empty where IT pays nothing for it, or nothing is costed."""
    first_year: str
    """The first fiscal year with recurring cost nobody pays."""
    flags: tuple[str, ...]


@dataclass(frozen=True)
class MoneyList:
    rows: tuple[MoneyListRow, ...]
    earlier: str
    later: str


def money_list(
    *, reader: User, chosen: MoneyFilter, after: str = "", before: str = ""
) -> MoneyList:
    """One page, the most missing first, what is not costed last (one query).

    :raises BadCursor: `after` or `before` is not of this order.
    """
    page = keyset.page_of(
        _rows(reader, chosen), _ORDER, size=PAGE_ROWS, after=after, before=before
    )
    return MoneyList(tuple(map(_row, page.rows)), page.earlier, page.later)


def money_export(*, reader: User, chosen: MoneyFilter) -> Iterator[ProjectRequest]:
    """Every request of the list in its order, read in slices."""
    rows = keyset.ordered(_rows(reader, chosen), _ORDER)
    return rows.iterator(chunk_size=500)


def flags_of(request: ProjectRequest) -> tuple[str, ...]:
    """Short names of the flags copied onto the request."""
    return flag_names(filter(None, request.gap_flags.split(",")))


def _rows(reader: User, chosen: MoneyFilter) -> QuerySet[ProjectRequest]:
    rows = live_requests(reader)
    narrowing = {
        "department": chosen.department,
        "gap_tier": chosen.gap,
        "gap_flags__contains": f",{chosen.flag}," if chosen.flag else "",
    }
    rows = rows.filter(**{field: value for field, value in narrowing.items() if value})
    # As the index intake_request_by_gap has it.
    return rows.annotate(
        missing_key=Coalesce(F("gap_cents"), Value(-1))
    ).select_related("department")


def _row(request: ProjectRequest) -> MoneyListRow:
    year = request.unfunded_from_year
    return MoneyListRow(
        number=request.number,
        url=reverse("triage:money_figures", args=[request.number]),
        title=request.title,
        department=request.department.name,
        status=it_status(request),
        gap=gap_of(request),
        missing=_money(request.gap_cents),
        cost=_money(request.cost_cents),
        its_missing=_money(request.it_gap_cents),
        first_year=f"FY{year}" if year else "",
        flags=flags_of(request),
    )


def _money(cents: int | None) -> str:
    return "" if cents is None else money(cents)
