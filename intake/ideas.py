"""What an idea says, as one value: given to services, read back for forms and history."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from intake.models import (
    Category,
    FundingLine,
    Happening,
    Partner,
    ProjectRequest,
    QuickTick,
    System,
    SystemTouch,
)
from intake.rough_dates import Precision, in_words


@dataclass(frozen=True, order=True)
class ToldHappening:
    """Something that has happened; `on` is the first day of a month or quarter."""

    kind: str
    on: date | None = None
    precision: str = Happening.Precision.DAY

    def __str__(self) -> str:
        return str(Happening.Kind(self.kind).label)

    @property
    def when(self) -> str:
        if self.on is None:
            return _("date not known")
        return in_words(self.on, Precision(self.precision))


@dataclass(frozen=True)
class NamedPartner:
    part: str
    name: str
    email: str = ""

    def __str__(self) -> str:
        return f"{Partner.Part(self.part).label}: {self.name}"


@dataclass(frozen=True)
class TouchedSystem:
    system: System
    fit: str = SystemTouch.Fit.NOT_SURE
    because: str = ""

    def __str__(self) -> str:
        said = f"{self.system.name}: {SystemTouch.Fit(self.fit).label}"
        return f"{said}, {self.because}" if self.because else said


@dataclass(frozen=True)
class Idea:
    """Everything the idea form holds. Only problem and working name must be there.

    The order of happenings, partners and systems says nothing: they are sorted, so that
    two ideas that say the same are equal.
    """

    title: str
    problem: str
    category: Category | None = None
    quick_ticks: tuple[str, ...] = ()
    happenings: tuple[ToldHappening, ...] = ()
    told_whom: str = ""
    told_on: date | None = None
    commit_on: date | None = None
    fixed_on: date | None = None
    fixed_because: str = ""
    wanted_on: date | None = None
    money_source: str = ""
    money_type: str = ""
    money_cents: int | None = None
    money_until_on: date | None = None
    rough_size: str = ""
    systems: tuple[TouchedSystem, ...] = field(default=())
    partners: tuple[NamedPartner, ...] = field(default=())
    vendors_met: str = ""
    if_nothing: str = ""

    def __post_init__(self) -> None:
        for name, ordered in (
            ("quick_ticks", sorted(set(self.quick_ticks))),
            ("happenings", sorted(self.happenings, key=lambda told: told.kind)),
            ("systems", sorted(self.systems, key=lambda touch: touch.system.pk)),
            ("partners", sorted(self.partners, key=lambda partner: partner.part)),
        ):
            object.__setattr__(self, name, tuple(ordered))


# What stands in a column of the request; the rest stands in rows of its own.
ROWS = ("happenings", "systems", "partners")
COLUMNS = tuple(item.name for item in fields(Idea) if item.name not in ROWS)


def idea_of(project_request: ProjectRequest) -> Idea:
    """The idea as it is stored (three queries)."""
    columns = {name: getattr(project_request, name) for name in COLUMNS}
    columns["quick_ticks"] = tuple(project_request.quick_ticks)
    return Idea(
        **columns,
        happenings=tuple(
            ToldHappening(row.kind, row.on, row.precision)
            for row in project_request.happenings.all()
        ),
        systems=tuple(
            TouchedSystem(row.system, row.fit, row.because)
            for row in project_request.system_touches.select_related(
                "system__owner_department"
            )
        ),
        partners=tuple(
            NamedPartner(row.part, row.name, row.contact.email if row.contact else "")
            for row in project_request.partners.select_related("contact")
        ),
    )


def proposed_commit_on(idea: Idea, *, rfp_issue_binds: bool) -> date | None:
    """The day money became binding, as the ticks suggest: proposed, never filled in.

    The earliest of grant acceptance, contract and, where the city says so, the RFP's
    issue (scoring.md §3). None when the idea says it itself, or nothing suggests one.
    """
    binding = {Happening.Kind.GRANT_ACCEPTED, Happening.Kind.CONTRACT}
    if rfp_issue_binds:
        binding.add(Happening.Kind.SOLICITATION)
    dates = [told.on for told in idea.happenings if told.on and told.kind in binding]
    return min(dates, default=None) if idea.commit_on is None else None


@dataclass(frozen=True)
class IdeaChange:
    """One thing two versions of an idea say differently, in words."""

    field: str
    label: str
    before: str
    after: str


def changes_between(before: Idea, after: Idea) -> tuple[IdeaChange, ...]:
    return tuple(
        IdeaChange(item.name, _label(item.name), _words(before, item.name), words)
        for item in fields(Idea)
        if getattr(before, item.name) != getattr(after, item.name)
        for words in [_words(after, item.name)]
    )


def _label(name: str) -> str:
    labels = {
        "happenings": _("what has already happened"),
        "systems": _("city systems it touches"),
        "partners": _("owner, funder and promoter"),
    }
    if name in labels:
        return labels[name]
    column: Any = ProjectRequest._meta.get_field(name)
    return str(column.verbose_name)


def _words(idea: Idea, name: str) -> str:
    value = getattr(idea, name)
    if name == "happenings":
        return happenings_in_words(value)
    if name == "quick_ticks":
        return _list(str(QuickTick(tick).label) for tick in value)
    if name == "money_type":
        return str(FundingLine.SourceType(value).label) if value else _nothing()
    if name == "money_cents" and value is not None:
        return f"${value / 100:,.0f}"
    if isinstance(value, tuple):
        return _list(map(str, value))
    if isinstance(value, date):
        return date_format(value)
    return str(value) if value not in (None, "") else _nothing()


def happenings_in_words(happenings: Iterable[ToldHappening]) -> str:
    return _list(f"{told} ({told.when})" for told in happenings)


def _list(parts: Iterable[str]) -> str:
    return "; ".join(parts) or _nothing()


def _nothing() -> str:
    return _("nothing")
