"""The `budget` contract: the money of one request as JSON in, its figures as JSON out."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from triage.scoring.budget.catalogue import RESERVE, Catalogue, Driver
from triage.scoring.budget.costing import BASE_YEAR
from triage.scoring.budget.forecast import Money
from triage.scoring.budget.funding import (
    Certainty,
    FundingError,
    FundingLine,
    MatchOf,
)
from triage.scoring.budget.gaps import Scope
from triage.scoring.budget.keys import ContractError, Keys
from triage.scoring.budget.lines import CostLine, CostType, Payer, Priced, Timing
from triage.scoring.budget.years import FiscalYears
from triage.scoring.rounding import half_up_whole
from triage.scoring.rules import Stage

_SCOPES = {"all": Scope.ALL, "IT": Scope.IT}
_PAYERS = {"department": Payer.DEPARTMENT, "IT": Payer.IT}
# The short codes of the catalogue's funding types, and the application's own.
_TYPES = {
    "GF": "general_fund",
    "ENT": "enterprise",
    "BOND": "bond",
    "GRANT": "grant",
    "XFER": "transfer",
    "P3": "partner",
}
_SOURCE_TYPES = {**_TYPES, **{code: code for code in _TYPES.values()}}
_CERTAINTIES = {item.value: item for item in Certainty}
_STAGES = {item.value: item for item in Stage}
_TIMINGS = {item.value: item for item in Timing}
_COST_TYPES = {item.value: item for item in CostType}
_MATCH_OF = {item.value: item for item in MatchOf}

_REQUEST_KEYS = {"id", "stage", "start", "scope", "lines", "funding", "free_hours"} | {
    "fiscal_year_start_month"
}
_LINE_KEYS = {"driver", "quantity", "price", "payer", "team", "fiscal_years"} | {
    "description",
    "timing",
    "cost_type",
    "start",
    "end",
    "repeat_years",
    "life_years",
    "reserve",
}
_FUNDING_KEYS = {"type", "amount", "start", "end", "status", "for", "allows"} | {
    "lump_sum",
    "successor",
    "key",
    "match",
    "matches",
    "transfer_memo",
    "win_rate",
}


def read_money(data: Any, catalogue: Catalogue) -> tuple[Money, Scope]:
    """Read one request; line keys are their places in the list.

    The five fiscal years begin with the one of `start`.

    :raises ContractError: the input breaks the contract, and which key does.
    """
    keys = Keys.of(data, "", _REQUEST_KEYS)
    if type(keys.data.get("id", "")) not in (str, int):
        raise keys.wrong("id", "give text or a whole number")
    start = keys.day("start")
    month = keys.data.get("fiscal_year_start_month", 7)
    if type(month) is not int or not 1 <= month <= 12:
        raise keys.wrong("fiscal_year_start_month", "give a month from 1 to 12")
    scope = keys.choice("scope", _SCOPES) if keys.has("scope") else Scope.ALL
    years = FiscalYears(
        FiscalYears(start.year, start_month=month).year_of(start), start_month=month
    )
    lines = [
        _cost_line(item, start, catalogue) for item in keys.objects("lines", _LINE_KEYS)
    ]
    money = Money(
        lines=lines,
        funding=_funding(keys.objects("funding", _FUNDING_KEYS)),
        free_hours=_free_hours(keys, years.years),
        fiscal_years=years,
        stage=keys.choice("stage", _STAGES),
    )
    return money, scope


def _cost_line(keys: Keys, start: date, catalogue: Catalogue) -> CostLine:
    driver = _driver(keys, catalogue)
    if driver is None and not keys.has("price"):
        raise keys.wrong("price", "a line without driver needs one")
    timing = driver.timing if driver and not keys.has("timing") else None
    kind = driver.cost_type if driver and not keys.has("cost_type") else None
    return CostLine(
        description=keys.text("description") or (driver.name if driver else ""),
        payer=keys.choice("payer", _PAYERS),
        timing=timing or keys.choice("timing", _TIMINGS),
        cost_type=kind or keys.choice("cost_type", _COST_TYPES),
        team=keys.text("team") or None,
        priced=_priced(keys, start, driver),
        key=keys.where,
        driver=driver.code if driver else "",
        is_reserve=keys.yes("reserve") or bool(driver and driver.group == RESERVE),
    )


def _driver(keys: Keys, catalogue: Catalogue) -> Driver | None:
    code = keys.text("driver")
    if code and code not in catalogue:
        raise keys.wrong("driver", f"no driver {code}; take one of the catalogue")
    return catalogue[code] if code else None


def _priced(keys: Keys, start: date, driver: Driver | None) -> Priced:
    """A price that is given as one number is a quote; else the driver's counts."""
    is_given = keys.has("price")
    given = keys.estimate("price") if is_given or driver is None else driver.price
    starts_on = keys.day("start") if keys.has("start") else start
    ends_on = keys.day("end") if keys.has("end") else None
    if ends_on is not None and ends_on < starts_on:
        raise keys.wrong("end", "give a date that is not before the start")
    return Priced(
        quantity=keys.estimate("quantity"),
        price=given,
        starts_on=starts_on,
        is_quoted=given.is_point if is_given else bool(driver and driver.is_quoted),
        per=driver.per if driver else 1,
        base_year=driver.base_year if driver else BASE_YEAR,
        ends_on=ends_on,
        fiscal_years=keys.years("fiscal_years"),
        repeat_years=_own_or(
            keys, "repeat_years", driver.repeat_years if driver else None
        ),
        life_years=_own_or(keys, "life_years", driver.life_years if driver else None),
    )


def _own_or(keys: Keys, key: str, of_driver: int | None) -> int | None:
    """The line's own years; null means never, whatever the driver says."""
    return keys.count(key) if key in keys.data else of_driver


def _funding(rows: list[Keys]) -> list[FundingLine]:
    lines = [_funding_line(keys, position) for position, keys in enumerate(rows)]
    known = [line.key for line in lines]
    for keys, line in zip(rows, lines, strict=True):
        if known.count(line.key) > 1:
            raise keys.wrong("key", f"{line.key} is there twice, give another")
        if line.matches and line.matches not in known:
            raise keys.wrong("matches", "give the key of a funding line")
    return lines


def _funding_line(keys: Keys, position: int) -> FundingLine:
    start, lump_sum = keys.day("start"), keys.yes("lump_sum")
    end = start if lump_sum and not keys.has("end") else keys.day("end")
    share, of = _match(keys)
    source, owner = _successor(keys)
    name = keys.text("key") or keys.where
    try:
        return FundingLine(
            source_type=keys.choice("type", _SOURCE_TYPES),
            cents=half_up_whole(Fraction(keys.number("amount")) * 100),
            start_on=start,
            end_on=end,
            certainty=keys.choice("status", _CERTAINTIES),
            allows=keys.classes("allows"),
            payer=keys.choice("for", _PAYERS),
            lump_sum=lump_sum,
            position=position,
            key=name,
            source=name,
            match_share=share,
            match_of=of,
            matches=keys.text("matches"),
            win_share=Fraction(keys.share("win_rate"))
            if keys.has("win_rate")
            else None,
            has_transfer_memo=_has_memo(keys),
            successor_source=source,
            successor_owner=owner,
        )
    except FundingError:
        raise keys.wrong("end", "give a date that is not before the start") from None


def _has_memo(keys: Keys) -> bool:
    """True, or what names the memo."""
    if isinstance(keys.data.get("transfer_memo"), str):
        return bool(keys.text("transfer_memo"))
    return keys.yes("transfer_memo")


def _match(keys: Keys) -> tuple[Fraction | None, MatchOf]:
    """A share of the project's cost, or {"share", "of": "project" | "award"}."""
    if not keys.has("match"):
        return None, MatchOf.PROJECT
    if not isinstance(keys.data["match"], dict):
        return _below_one(keys, "match"), MatchOf.PROJECT
    match = Keys.of(keys.data["match"], f"{keys.where}.match", {"share", "of"})
    return _below_one(match, "share"), match.choice("of", _MATCH_OF)


def _below_one(keys: Keys, key: str) -> Fraction:
    share = Fraction(keys.share(key))
    if share == 1:
        raise keys.wrong(key, "give a share below 1")
    return share


def _successor(keys: Keys) -> tuple[str, str]:
    """Source and owner, from {"source", "owner"} or from text with a comma between."""
    if isinstance(keys.data.get("successor"), dict):
        successor = Keys.of(
            keys.data["successor"], f"{keys.where}.successor", {"source", "owner"}
        )
        return successor.text("source"), successor.text("owner")
    source, _comma, owner = keys.text("successor").partition(",")
    return source.strip(), owner.strip()


def _free_hours(
    keys: Keys, years: Iterable[int]
) -> Mapping[str, Mapping[int, Decimal]]:
    """Hours of each team and year; a year that is not named has the default, else none."""
    teams = keys.data["free_hours"] if keys.has("free_hours") else {}
    if not isinstance(teams, dict):
        raise keys.wrong("free_hours", "give an object of teams")
    window, found = tuple(years), {}
    for team, by_year in teams.items():
        where = f"free_hours.{team}"
        if not isinstance(by_year, dict):
            raise ContractError(f"{where}: give hours by fiscal year")
        hours = Keys(by_year, where)
        usual = hours.number("default") if hours.has("default") else Decimal(0)
        named = {hours.year(k, k): hours.number(k) for k in by_year if k != "default"}
        found[team] = dict.fromkeys(window, usual) | named
    return found
