"""A budget request on its page: as it is now, or as a version kept it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import city
from accounts.models import BudgetEvent, User
from accounts.permissions import may
from accounts.roles import Permission
from intake.lifecycle import EDITABLE_STEPS, Step
from intake.models import ProjectRequest
from triage.budget_request import Change, Document, differences, says
from triage.budget_request.printing import Address, Printed, printed
from triage.models import BudgetRequest
from triage.services.budget_requests import current_document, stored_document

# How far around today a paper may be asked for.
_YEARS_BACK, _YEARS_AHEAD = 2, 5

_FORMS: Mapping[str, str] = {
    "idea": "intake:edit_idea",
    "systems": "intake:edit_idea",
    "money": "intake:money",
    "case": "intake:business_case",
    "answers": "intake:assessment",
    "budget": "triage:budget_request",
}


@dataclass(frozen=True)
class Paper:
    """Which paper is meant. `request` is None for that of IT as a whole."""

    request: ProjectRequest | None
    fiscal_year: int

    def url(self, name: str, *args: object) -> str:
        """Address of one of its pages: "budget_request", "budget_docx" …"""
        if self.request is None:
            return reverse(f"triage:it_{name}", args=[self.fiscal_year, *args])
        parts = [self.request.number, self.fiscal_year, *args]
        return reverse(f"triage:{name}", args=parts)

    def of_year(self, year: int) -> "Paper":
        return Paper(self.request, year)

    @property
    def file_name(self) -> str:
        number = self.request.number if self.request else "IT"
        return f"budget-request-{number}-FY{self.fiscal_year}"


@dataclass(frozen=True)
class VersionLine:
    """One version in the list; `is_shown` for the one on the page."""

    number: int
    url: str
    made_at: datetime
    made_by: str
    signed_says: str
    is_shown: bool


@dataclass(frozen=True)
class YearLink:
    label: str
    url: str
    is_shown: bool


@dataclass(frozen=True)
class BudgetPage:
    """`version` is None for the paper as it is now.

    `changes` are what the newest version does not say yet; without a version there are
    none. The addresses of what the reader may not do, or not now, are empty.
    """

    paper: Paper
    printed: Printed
    version: BudgetRequest | None
    newest: BudgetRequest | None
    versions: tuple[VersionLine, ...]
    changes: tuple[Change, ...]
    years: tuple[YearLink, ...]
    back_url: str
    back_says: str
    docx_url: str
    csv_url: str
    now_url: str
    compare_url: str
    keep_url: str
    sign_url: str
    is_due: bool

    @property
    def is_draft(self) -> bool:
        return self.version is None or self.version.signed_at is None

    @property
    def status(self) -> str:
        return status_says(self.version)


def status_says(version: BudgetRequest | None) -> str:
    """“DRAFT, version 3 of 12 Nov 2026”: what pages and papers are marked with."""
    if version is None:
        return _("DRAFT, as it stands now")
    words = {"version": version.version, "on": says.on_moment(version.made_at)}
    if version.signed_by is None or version.signed_at is None:
        return _("DRAFT, version %(version)d of %(on)s, not signed off") % words
    return _(
        "Version %(version)d of %(on)s, signed off by %(person)s on %(signed)s"
    ) % {
        **words,
        "person": version.signed_by.name,
        "signed": says.on_moment(version.signed_at),
    }


def default_year(today: date) -> int:
    """The fiscal year whose call is next, else the next one (one query)."""
    call = BudgetEvent.objects.filter(
        kind=BudgetEvent.Kind.CALL, on__gte=today, fiscal_year__isnull=False
    )
    ahead = call.order_by("on", "pk").values_list("fiscal_year", flat=True).first()
    if ahead:
        return ahead
    # Between the call and the adoption the year that is being settled is still the one.
    settled = BudgetEvent.objects.filter(
        kind=BudgetEvent.Kind.ADOPTION, on__gte=today, fiscal_year__isnull=False
    )
    open_year = (
        settled.order_by("on", "pk").values_list("fiscal_year", flat=True).first()
    )
    return open_year or city.fiscal_year_of(today) + 1


def years_offered(today: date) -> range:
    year = city.fiscal_year_of(today)
    return range(year - _YEARS_BACK, year + _YEARS_AHEAD + 1)


def budget_page(
    *,
    paper: Paper,
    version: BudgetRequest | None,
    reader: User,
    now: datetime,
) -> BudgetPage:
    """The page, in the same number of queries for every request and any versions.

    :param version: the one to show, else the paper as it is now.
    """
    rows = list(_versions(paper))
    newest = rows[0] if rows else None
    live = current_document(paper.request, paper.fiscal_year, now=now)
    shown = stored_document(version) if version else live
    changes = differences(stored_document(newest), live) if newest else ()
    return BudgetPage(
        paper=paper,
        printed=printed(
            shown, _filling(paper, reader), lambda number: _paper_of(number, paper)
        ),
        version=version,
        newest=newest,
        versions=tuple(_line(row, paper, version) for row in rows),
        changes=changes,
        years=_years(paper, city.day_of(now)),
        **_addresses(paper, version, rows, changes, reader),
    )


def _versions(paper: Paper) -> QuerySet[BudgetRequest]:
    return (
        BudgetRequest.objects.filter(
            project_request=paper.request, fiscal_year=paper.fiscal_year
        )
        .select_related("made_by", "signed_by")
        .order_by("-version")
    )


def _line(row: BudgetRequest, paper: Paper, shown: BudgetRequest | None) -> VersionLine:
    signed = ""
    if row.signed_by is not None and row.signed_at is not None:
        signed = _("signed off by %(person)s on %(on)s") % {
            "person": row.signed_by.name,
            "on": says.on_moment(row.signed_at),
        }
    return VersionLine(
        number=row.version,
        url=paper.url("budget_version", row.version),
        made_at=row.made_at,
        made_by=row.made_by.name if row.made_by else "Groundwork",
        signed_says=signed,
        is_shown=shown is not None and shown.pk == row.pk,
    )


def _years(paper: Paper, today: date) -> tuple[YearLink, ...]:
    offered = sorted(
        {
            *range(city.fiscal_year_of(today), years_offered(today)[-1] + 1),
            paper.fiscal_year,
        }
    )
    return tuple(
        YearLink(
            label=f"FY{year}",
            url=paper.of_year(year).url("budget_request"),
            is_shown=year == paper.fiscal_year,
        )
        for year in offered
    )


def _addresses(
    paper: Paper,
    version: BudgetRequest | None,
    rows: Sequence[BudgetRequest],
    changes: Sequence[Change],
    reader: User,
) -> dict[str, Any]:
    newest = rows[0] if rows else None
    may_keep = may(reader, Permission.BUDGET_DRAFT)
    is_newest = version is not None and newest is not None and version.pk == newest.pk
    is_signable = bool(is_newest and version and not version.signed_at and not changes)
    may_sign = is_signable and may(reader, Permission.BUDGET_SIGN)
    of_version = (version.version,) if version else ()
    kind = "version_" if version else ""
    return {
        **_back(paper),
        "docx_url": paper.url(f"budget_{kind}docx", *of_version),
        "csv_url": paper.url(f"budget_{kind}csv", *of_version),
        "now_url": paper.url("budget_request"),
        "compare_url": paper.url("budget_compare") if rows else "",
        "keep_url": paper.url("budget_keep")
        if may_keep and (newest is None or changes)
        else "",
        "sign_url": paper.url("budget_sign", *of_version) if may_sign else "",
    }


def _back(paper: Paper) -> dict[str, Any]:
    request = paper.request
    if request is None:
        return {
            "back_url": reverse("triage:money"),
            "back_says": _("Money"),
            "is_due": False,
        }
    return {
        "back_url": reverse("triage:request", args=[request.number]),
        "back_says": request.number,
        "is_due": request.assessment_due_at is not None,
    }


def _filling(paper: Paper, reader: User) -> Address:
    """Where a gap in the paper is filled, for who may fill it."""

    def address(fill: str) -> str:
        request = paper.request
        if request is None:
            number, _colon, rest = fill.partition(":")
            return _form(rest, number)
        is_open = Step(request.step) in EDITABLE_STEPS
        if not is_open or not may(reader, Permission.REQUEST_ANSWER, request):
            return ""
        return _form(fill, request.number)

    return address


def _form(fill: str, number: str) -> str:
    place, _colon, key = fill.partition(":")
    if place == "answer":
        return reverse("intake:answer", args=[number, key])
    name = _FORMS.get(place)
    if name is None:
        return ""
    address = reverse(name, args=[number])
    return f"{address}#id_{key}" if key else address


def _paper_of(number: str, paper: Paper) -> str:
    return reverse("triage:budget_request", args=[number, paper.fiscal_year])


@dataclass(frozen=True)
class VersionOption:
    value: str
    label: str


@dataclass(frozen=True)
class ChangedPart:
    title: str
    changes: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """What a later version says differently, part by part."""

    paper: Paper
    title: str
    back_url: str
    before: str
    after: str
    before_value: str
    after_value: str
    parts: tuple[ChangedPart, ...]
    versions: tuple[VersionOption, ...]


def compared(
    *, paper: Paper, before: BudgetRequest, after: BudgetRequest | None, now: datetime
) -> Comparison:
    """:param after: a version, or None for the paper as it is now."""
    old = stored_document(before)
    new = (
        stored_document(after)
        if after
        else current_document(paper.request, paper.fiscal_year, now=now)
    )
    return Comparison(
        paper=paper,
        title=new.title,
        back_url=paper.url("budget_request"),
        before=status_says(before),
        after=status_says(after),
        before_value=str(before.version),
        after_value=str(after.version) if after else "now",
        parts=tuple(_by_part(new, differences(old, new))),
        versions=tuple(
            VersionOption(str(row.version), _version_label(row))
            for row in _versions(paper)
        ),
    )


def _version_label(row: BudgetRequest) -> str:
    return _("Version %(version)d of %(on)s") % {
        "version": row.version,
        "on": says.on_moment(row.made_at),
    }


def _by_part(document: Document, changes: Sequence[Change]) -> Iterator[ChangedPart]:
    titles = {0: _("The whole paper")} | {
        part.number: f"{part.number}. {part.title}" for part in document.parts
    }
    found: dict[int, list[str]] = {}
    for change in changes:
        found.setdefault(change.part, []).append(change.says)
    for number in sorted(found):
        yield ChangedPart(titles[number], tuple(found[number]))
