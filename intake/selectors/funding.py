"""Sources of money of one request, and what a grant program asks for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts import city
from intake.models import FundingLine, GrantProgram, Payer, ProjectRequest, Timing
from intake.services.funding_details import (
    classes_in_words,
    share_in_words,
)
from intake.services.money_details import dollars

# A budget call is known this far ahead, and asked about for a year after.
_BUDGETS_AHEAD = 6
_MEMORY = "memory"


@dataclass(frozen=True)
class Afterwards:
    """Who pays when the money ends. `is_named` needs a source and an owner, or a plan."""

    text: str
    is_named: bool


@dataclass(frozen=True)
class MatchState:
    """What a grant asks for and how much of that is named, or whose match this is."""

    text: str
    is_short: bool = False


@dataclass(frozen=True)
class FundingRow:
    pk: int
    version: int
    source: str
    kind: str
    certainty: str
    counts: str
    pays: str
    amount: str
    span: str
    budget: str
    match: MatchState | None
    afterwards: Afterwards
    is_partner: bool


@dataclass(frozen=True)
class FundingTable:
    rows: tuple[FundingRow, ...]
    total: str


@dataclass(frozen=True)
class ProgramFacts:
    """What a grant program asks for, in words. `proposes` the match for one click."""

    name: str
    match: str
    wins: str
    award: str
    source: str
    proposes: str


def funding_table(project_request: ProjectRequest) -> FundingTable:
    """Every source of money with its match and what follows it (one query)."""
    lines = list(project_request.funding_lines.select_related("program", "matches"))
    return FundingTable(
        rows=tuple(_row(line, lines) for line in lines),
        total=dollars(sum(line.cents for line in lines)),
    )


def grants_to_match(
    project_request: ProjectRequest, line: FundingLine | None = None
) -> list[FundingLine]:
    """The request's grants that `line` (None: a new one) can be the match of."""
    grants = project_request.funding_lines.filter(
        source_type=FundingLine.SourceType.GRANT
    )
    return list(grants.exclude(pk=line.pk) if line else grants)


def budget_years(today: date, line: FundingLine | None = None) -> list[int]:
    """Fiscal years a budget can be asked for in, and the one the line holds."""
    current = city.fiscal_year_of(today)
    years = set(range(current, current + _BUDGETS_AHEAD))
    return sorted(years | ({line.budget_call_year or current} if line else set()))


def program_facts(pk: object, *, match_given: str = "") -> ProgramFacts | None:
    """What the program asks for; None where none is chosen.

    :param match_given: what stands in the field of the match; it is not proposed again.
    """
    key = str(pk or "")
    is_pk = key.isdecimal() and len(key) < 10
    program = GrantProgram.objects.filter(pk=key).first() if is_pk else None
    if program is None:
        return None
    asks = ""
    if program.match_share:
        asks = f"{share_in_words(program.match_share)} {program.get_match_of_display()}"
    return ProgramFacts(
        name=program.name,
        match=asks,
        wins=share_in_words(program.win_share),
        award=program.award_note,
        source=""
        if program.source.strip().lower() in ("", _MEMORY)
        else program.source,
        proposes="" if match_given.strip() else asks,
    )


def _row(line: FundingLine, lines: Sequence[FundingLine]) -> FundingRow:
    return FundingRow(
        pk=line.pk,
        version=line.version,
        source=line.source,
        kind=line.program.name if line.program else line.get_source_type_display(),
        certainty=line.get_certainty_display(),
        counts=_counts(line),
        pays=_pays(line),
        amount=dollars(line.cents),
        span=_("%(start)s to %(end)s")
        % {"start": date_format(line.start_on), "end": date_format(line.end_on)},
        budget=f"FY{line.budget_call_year}" if line.budget_call_year else "",
        match=_match(line, lines),
        afterwards=_afterwards(line),
        is_partner=line.source_type == FundingLine.SourceType.PARTNER,
    )


def _counts(line: FundingLine) -> str:
    if line.certainty == FundingLine.Certainty.REQUESTED:
        return _("half of it counts")
    if line.certainty == FundingLine.Certainty.APPLIED:
        share = line.program.win_share if line.program else Decimal("0.15")
        return _("%s of it counts") % share_in_words(share)
    if line.certainty == FundingLine.Certainty.PLANNED:
        return _("nothing of it counts yet")
    return _("all of it counts")


def _pays(line: FundingLine) -> str:
    whose = _("costs of IT") if line.payer == Payer.IT else _("costs of the department")
    if line.transfer_memo:
        whose = _("costs of either side (memo: %s)") % line.transfer_memo
    how = _("as a lump sum") if line.lump_sum else _("month by month")
    return _("Pays %(what)s; %(whose)s; %(how)s") % {
        "what": classes_in_words(line.allows),
        "whose": whose,
        "how": how,
    }


def _match(line: FundingLine, lines: Sequence[FundingLine]) -> MatchState | None:
    if line.matches:
        return MatchState(_("Is the match of “%s”") % line.matches.source)
    if line.match_share is None:
        return None
    wanted = match_wanted(line.cents, line.match_share, line.match_of)
    named = sum(other.cents for other in lines if other.matches_id == line.pk)
    words = {"wanted": dollars(wanted), "named": dollars(named)}
    if not named:
        return MatchState(_("Asks for %(wanted)s; nobody named") % words, is_short=True)
    return MatchState(
        _("Asks for %(wanted)s; %(named)s named") % words, is_short=named < wanted
    )


def match_wanted(cents: int, share: Decimal, match_of: str) -> int:
    """The local match of a grant: of the award m·grant, of the project m/(1-m)·grant."""
    if match_of == GrantProgram.MatchOf.AWARD:
        return round(cents * share)
    return round(cents * share / (1 - share))


def _afterwards(line: FundingLine) -> Afterwards:
    if not any(code.startswith(f"{Timing.RECURRING}:") for code in line.allows):
        return Afterwards(_("Pays nothing that goes on"), is_named=True)
    if line.successor_source and line.successor_owner:
        text = _("%(source)s; %(owner)s answers for it") % {
            "source": line.successor_source,
            "owner": line.successor_owner,
        }
        return Afterwards(text, is_named=True)
    if line.switch_off_plan:
        return Afterwards(_("Switched off: %s") % line.switch_off_plan, is_named=True)
    if line.successor_source:
        text = _("%s, but nobody answers for it") % line.successor_source
        return Afterwards(text, is_named=False)
    if line.successor_owner:
        text = _("%s answers for it, but no source is named") % line.successor_owner
        return Afterwards(text, is_named=False)
    return Afterwards(_("Nobody named"), is_named=False)
