"""The numbers every figure rests on, each with driver, source class and day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from accounts import city
from accounts.models import ITTeam
from intake.models import CostLine, DriverPrice, FundingLine
from intake.selectors.drivers import current_price
from triage.budget_request.document import Assumption, SourceClass
from triage.budget_request.facts import Facts
from triage.figures import money, round_half_up
from triage.scoring import budget
from triage.scoring.budget.costing import ESCALATION, ESTIMATE_CLASSES, Scenario

ESCALATION_KEY, CONTINGENCY_KEY = "rule:escalation", "rule:contingency"

_CLASSES = {
    DriverPrice.Confidence.QUOTE: SourceClass.QUOTE,
    DriverPrice.Confidence.SOURCED: SourceClass.SOURCED,
    DriverPrice.Confidence.MIXED: SourceClass.MIXED,
    DriverPrice.Confidence.MEMORY: SourceClass.MEMORY,
}


@dataclass(frozen=True)
class Assumptions:
    """All of them in the order they are numbered."""

    items: tuple[Assumption, ...]

    def refs(self, keys: Iterable[str]) -> tuple[str, ...]:
        """How figures cite these, in the order of the list; each once."""
        wanted = set(keys)
        return tuple(item.ref for item in self.items if item.key in wanted)

    def of_lines(self, lines: Iterable[budget.CostLine], *more: str) -> tuple[str, ...]:
        return self.refs([*(line.key for line in lines), *more])


def assumptions_of(facts: Facts) -> Assumptions:
    unnumbered = [
        *_of_cost(facts),
        *_of_teams(facts),
        *_of_funding(facts),
        *_of_rules(facts),
    ]
    return numbered(unnumbered)


def numbered(items: Iterable[Assumption]) -> Assumptions:
    """Give each the ref that figures cite it by."""
    return Assumptions(
        tuple(
            replace(item, ref=f"A{place}") for place, item in enumerate(items, start=1)
        )
    )


def _of_cost(facts: Facts) -> Iterator[Assumption]:
    for line in facts.lines:
        row = facts.cost_rows.get(line.key)
        if row is None:
            # Removed since it was judged: pages say that it is being reckoned again.
            continue
        yield assumption_of_line(line, row, facts.entered_on(row.description))


def assumption_of_line(
    line: budget.CostLine, row: CostLine, entered_on: date, number: str = ""
) -> Assumption:
    """:param line: as the figures were reckoned from it; `row` says where it is from."""
    price = _driver_price(row)
    own_day = row.quoted_on or entered_on
    return Assumption(
        ref="",
        key=line.key,
        what=row.description,
        kind=_kind(row, price),
        driver=row.driver.code if row.driver else "",
        quantity=_quantity_says(line, row),
        price=_price_says(line, row),
        on=city.day_of(price.set_at) if price else own_day,
        source=_source_says(row, price),
        number=number,
    )


def _driver_price(row: CostLine) -> DriverPrice | None:
    """The catalogue's price; None where the line brings its own."""
    is_own = row.basis == CostLine.Basis.BY_YEAR or row.price_low is not None
    return None if is_own or row.driver is None else current_price(row.driver)


def _kind(row: CostLine, price: DriverPrice | None) -> SourceClass:
    if price is not None:
        return _CLASSES[DriverPrice.Confidence(price.confidence)]
    return SourceClass.QUOTE if row.quoted_on else SourceClass.DEPARTMENT


def _quantity_says(line: budget.CostLine, row: CostLine) -> str:
    if line.priced is None:
        return _("amounts entered by fiscal year")
    counted = row.driver.counted if row.driver else row.counted
    words = {"number": _span(line.priced.quantity), "counted": counted}
    if row.quantity_low is not None:
        return _("%(counted)s: %(number)s") % words
    return _("%(counted)s: %(number)s, usual for its kind") % words


def _price_says(line: budget.CostLine, row: CostLine) -> str:
    if line.priced is None:
        return ""
    price = line.priced.price
    words = {"unit": row.driver.unit if row.driver else row.counted}
    if line.cost_type is budget.CostType.STAFF_HOURS:
        return _("%(hours)s hours") % {"hours": _span(price)}
    if line.cost_type is budget.CostType.FTE:
        return _("%(fte)s full-time equivalents") % {"fte": _span(price)}
    return _("%(dollars)s per %(unit)s") % {"dollars": _dollars(price), **words}


def _source_says(row: CostLine, price: DriverPrice | None) -> str:
    if price is None:
        return row.source_note
    texts = [str(item.get("text", "")) for item in price.sources]
    return "; ".join(filter(None, [*texts, price.note]))


def _of_teams(facts: Facts) -> Iterator[Assumption]:
    named = dict.fromkeys(line.team for line in facts.lines if line.team)
    for code in named:
        team = facts.teams.get(code)
        if team is None:
            continue
        yield assumption_of_team(team)


def assumption_of_team(team: ITTeam) -> Assumption:
    return Assumption(
        ref="",
        key=team_key(team.code),
        what=_("Hours %(team)s has free for projects") % {"team": team.name},
        kind=SourceClass.IT,
        quantity=_("%(hours)s hours a fiscal year")
        % {"hours": f"{team.project_hours_per_fiscal_year:,}"},
        source=team.note,
    )


def _of_funding(facts: Facts) -> Iterator[Assumption]:
    for line in facts.funding:
        row = facts.funding_rows.get(line.key)
        if row is not None:
            yield _of_source(facts, line, row)


def _of_source(facts: Facts, line: budget.FundingLine, row: FundingLine) -> Assumption:
    counted = round_half_up(line.share_counted(Scenario.LIKELY) * 100)
    return Assumption(
        ref="",
        key=line.key,
        what=row.source,
        kind=SourceClass.DEPARTMENT,
        quantity=money(row.cents),
        price=_("%(certainty)s: counted at %(share)d%%")
        % {"certainty": row.get_certainty_display(), "share": counted},
        on=facts.entered_on(row.source),
        source=row.program.source if row.program else "",
    )


def _of_rules(facts: Facts) -> Iterator[Assumption]:
    judgement = facts.judgement
    if judgement is None or not judgement.is_costed:
        return
    yield escalation()
    if judgement.budget_range is None:
        return
    of_stage = ESTIMATE_CLASSES[judgement.budget_range.stage]
    yield Assumption(
        ref="",
        key=CONTINGENCY_KEY,
        what=_("Contingency on one-time cost nobody quoted"),
        kind=SourceClass.RULE,
        quantity=f"{round_half_up(of_stage.contingency * 100)}%",
        source=_("design choice of the budget model, by the stage of the estimate"),
    )


def escalation() -> Assumption:
    shares = {name: ESCALATION[name] - 1 for name in Scenario}
    return Assumption(
        ref="",
        key=ESCALATION_KEY,
        what=_("Prices rise every year"),
        kind=SourceClass.RULE,
        quantity=_("likely %(likely)d%%, low %(low)d%%, high %(high)d%%")
        % {name.value: round_half_up(share * 100) for name, share in shares.items()},
        source=_("design choice of the budget model"),
    )


def team_key(code: str) -> str:
    return f"team:{code}"


def _span(value: budget.Estimate) -> str:
    if value.is_point:
        return _plain(value.likely)
    return _("%(likely)s (%(low)s to %(high)s)") % {
        "likely": _plain(value.likely),
        "low": _plain(value.low),
        "high": _plain(value.high),
    }


def _dollars(value: budget.Estimate) -> str:
    if value.is_point:
        return f"${_plain(value.likely)}"
    return _("$%(likely)s ($%(low)s to $%(high)s)") % {
        "likely": _plain(value.likely),
        "low": _plain(value.low),
        "high": _plain(value.high),
    }


def _plain(value: Decimal) -> str:
    written = f"{value.normalize():,f}"
    whole, _point, cents = written.partition(".")
    return f"{whole}.{cents:0<2}" if cents else whole
