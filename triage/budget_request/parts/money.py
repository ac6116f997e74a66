"""Parts 5 and 7: what it costs, what is missing, and where money comes from."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.models import FundingLine, GrantProgram
from triage.budget_request import says
from triage.budget_request.assumptions import (
    CONTINGENCY_KEY,
    ESCALATION_KEY,
    Assumptions,
)
from triage.budget_request.document import Entry, Part, Table
from triage.budget_request.facts import Facts
from triage.budget_request.people import Who
from triage.budget_request.tables import class_name, fiscal_table, lines_table
from triage.budget_request.words import entry, known, part
from triage.figures import money, round_half_up
from triage.figures.gap import GAP_NAMES
from triage.judgement import Judgement
from triage.scoring import budget
from triage.scoring.budget import Flag
from triage.scoring.budget.costing import ESTIMATE_CLASSES
from triage.scoring.budget.forecast import BudgetRange
from triage.scoring.rules import Stage

# Before this stage an estimate is a guess, and how guesses held up is worth telling.
_EARLY = (Stage.IDEA, Stage.NEED, Stage.BUDGET_DRAFT)

_STAGES: Mapping[Stage, str | Promise] = {
    Stage.IDEA: gettext_lazy("an idea"),
    Stage.NEED: gettext_lazy("the need is written down"),
    Stage.BUDGET_DRAFT: gettext_lazy("the budget request is being prepared"),
    Stage.BUDGET_SUBMITTED: gettext_lazy("the budget request was sent"),
    Stage.SPEC: gettext_lazy("requirements are being written"),
    Stage.SOLICITATION: gettext_lazy("quotes are being sought"),
    Stage.VENDOR_CHOSEN: gettext_lazy("a vendor was chosen"),
    Stage.CONTRACT: gettext_lazy("a contract is signed"),
    Stage.INSTALLED: gettext_lazy("it is installed"),
}

_FLAGS: Mapping[Flag, str | Promise] = {
    Flag.CLIFF: gettext_lazy("a grant ends and nobody is named to pay afterward"),
    Flag.MATCH: gettext_lazy("a grant’s match has no source"),
    Flag.ONE_TIME_PAYS_RECURRING: gettext_lazy("one-time money pays recurring cost"),
    Flag.NO_REPLACEMENT: gettext_lazy("what wears out has no money to replace it"),
    Flag.IT_NOT_IN_ASK: gettext_lazy("money was asked for without IT’s part"),
    Flag.REVENUE_BACKED: gettext_lazy("it rests on expected revenue or savings"),
}


def part_5(facts: Facts, given: Assumptions) -> Part:
    costed = facts.costed
    everything = given.refs(item.key for item in given.items)
    owner, it = facts.ask(Who.OWNER), facts.ask(Who.IT_CONTACT)
    likely = costed.budget if costed else None
    spread = costed.budget_range if costed else None
    of_range = _of_range(facts, spread, given)
    tables: list[Table] = []
    if costed and any(year.cost for year in costed.budget.years):
        tables.append(fiscal_table(facts, costed, given))
        tables.extend(filter(None, [lines_table(facts, costed, given)]))
    return part(
        5,
        entry(
            "asked_year",
            _asked_year(facts, likely),
            owner,
            "money",
            refs=everything,
        ),
        entry("cost", _cost(likely, spread), owner, "money", refs=everything),
        entry("gap", _gap(likely, spread), owner, "money", refs=everything),
        entry("it_part", _it_part(costed), it, "money", refs=everything),
        *of_range,
        tables=tuple(tables),
    )


def _asked_year(facts: Facts, likely: budget.BudgetGap | None) -> str:
    if likely is None:
        return ""
    year = next((y for y in likely.years if y.year == facts.fiscal_year), None)
    if year is None:
        return _("No cost: the five years reckoned are FY%(first)d to FY%(last)d") % {
            "first": likely.years[0].year,
            "last": likely.years[-1].year,
        }
    return _("FY%(year)d costs %(cost)s, %(funded)s is paid, %(gap)s is missing") % {
        "year": year.year,
        "cost": money(year.cost),
        "funded": money(year.funded),
        "gap": money(year.gap),
    }


def _cost(likely: budget.BudgetGap | None, spread: BudgetRange | None) -> str:
    if likely is None:
        return ""
    if spread is None:
        return money(likely.cost)
    return _("%(likely)s (low %(low)s, high %(high)s)") % {
        "likely": money(likely.cost),
        "low": money(spread.low.cost),
        "high": money(spread.high.cost),
    }


def _gap(likely: budget.BudgetGap | None, spread: BudgetRange | None) -> str:
    if likely is None:
        return ""
    words = {
        "gap": money(likely.gap),
        "share": says.percent(likely.gap_share),
        "tier": GAP_NAMES[likely.tier],
    }
    if spread is None:
        return _("%(gap)s, %(share)s of the cost: %(tier)s") % words
    ends = {
        "low": says.percent(spread.low.gap_share),
        "high": says.percent(spread.high.gap_share),
    }
    return _("%(gap)s, %(share)s of the cost (%(low)s to %(high)s): %(tier)s") % {
        **words,
        **ends,
    }


def _it_part(costed: Judgement | None) -> str:
    if costed is None:
        return ""
    mine = costed.it_budget
    if not mine.cost:
        return _("No dollars are IT’s to pay; its hours stand in part 6")
    return _("%(cost)s, of which %(gap)s is missing") % {
        "cost": money(mine.cost),
        "gap": money(mine.gap),
    }


def _of_range(
    facts: Facts, spread: BudgetRange | None, given: Assumptions
) -> Iterator[Entry]:
    it = facts.ask(Who.IT_CONTACT)
    lines = given.of_lines(facts.lines, ESCALATION_KEY, CONTINGENCY_KEY)
    costed = facts.costed
    cliff = costed.budget.cliff if costed else None
    yield entry("cost_80", _cost_80(spread), it, "money", refs=lines)
    yield entry(
        "cliff",
        _cliff(cliff) if costed else "",
        facts.ask(Who.FUNDER),
        "money",
        refs=given.of_lines(facts.lines, *(cliff.sources if cliff else ())),
    )
    yield entry("flags", _flags(spread), it, "money")
    yield entry("stage", _stage(spread), it, "idea")
    yield entry(
        "contingency",
        _contingency(spread),
        it,
        "money",
        refs=given.refs([CONTINGENCY_KEY]),
    )
    yield entry("next_number", _next_number(spread), it, "money", refs=lines)
    if spread is None or spread.stage in _EARLY:
        yield entry("elsewhere", _elsewhere(facts), facts.ask(Who.TRIAGE_LEAD))


def _cost_80(spread: BudgetRange | None) -> str:
    """No end lies where no cost can."""
    if spread is None:
        return ""
    return _("%(low)s to %(high)s") % {
        "low": money(max(spread.cost_80.low, spread.low.cost)),
        "high": money(min(spread.cost_80.high, spread.high.cost)),
    }


def _cliff(cliff: budget.Cliff | None) -> str:
    if cliff is None:
        return _("None: no grant pays recurring cost that ends in these years")
    return _("FY%(year)d: %(cents)s, %(share)s of that year’s recurring cost") % {
        "year": cliff.year,
        "cents": money(cliff.cents),
        "share": says.percent(cliff.ratio),
    }


def _flags(spread: BudgetRange | None) -> str:
    if spread is None:
        return ""
    return says.lines(*(str(_FLAGS[flag]) for flag in spread.flags)) or _("None")


def _stage(spread: BudgetRange | None) -> str:
    if spread is None:
        return ""
    of_stage = ESTIMATE_CLASSES[spread.stage]
    stage = str(_STAGES[spread.stage]).capitalize()
    if of_stage.aace_class is None:
        return stage
    return _("%(stage)s; estimate class %(aace)d of AACE, as remembered") % {
        "stage": stage,
        "aace": of_stage.aace_class,
    }


def _contingency(spread: BudgetRange | None) -> str:
    if spread is None:
        return ""
    share = ESTIMATE_CLASSES[spread.stage].contingency
    return _("%(share)s on one-time cost that nobody quoted") % {
        "share": says.percent(share)
    }


def _next_number(spread: BudgetRange | None) -> str:
    if spread is None:
        return ""
    number = spread.next_number
    if number is None:
        return _("None: no line is open")
    return _("%(line)s: it makes %(share)s of what is open") % {
        "line": number.description,
        "share": says.percent(number.share),
    }


def _elsewhere(facts: Facts) -> str:
    return says.lines(
        *(
            _(
                "%(name)s (%(count)d projects): half grew by %(half)s%% or more, one in "
                "five by %(fifth)s%% or more. Bias: %(bias)s."
            )
            % {
                "name": item.name,
                "count": item.count,
                "half": _whole(item.growth_percent.get("50")),
                "fifth": _whole(item.growth_percent.get("80")),
                "bias": item.bias.rstrip("."),
            }
            for item in facts.elsewhere
            if {"50", "80"} <= set(item.growth_percent)
        )
    )


def _whole(percent: float | str | None) -> str:
    return str(round_half_up(Fraction(str(percent))))


def part_7(facts: Facts, given: Assumptions) -> Part:
    funder = facts.ask(Who.FUNDER)
    rows = list(facts.funding_rows.items())
    entries: list[Entry] = []
    for key, row in rows:
        entries.extend(_of_source(facts, row, given.refs([key])))
    if not rows:
        entries.append(entry("funding_none", "", funder, "money"))
    entries.append(
        entry("it_money", _it_money(facts), facts.ask(Who.IT_FINANCE), "money")
    )
    return part(7, *entries)


def _of_source(
    facts: Facts, row: FundingLine, refs: tuple[str, ...]
) -> Iterator[Entry]:
    funder = facts.ask(Who.FUNDER)
    key, source = str(row.pk), row.source
    yield known("amount", _amount(row), fill="money", refs=refs, key=key, source=source)
    is_grant = row.source_type == FundingLine.SourceType.GRANT
    if is_grant or row.match_share is not None or row.matches_id:
        yield entry(
            "match", _match(row), funder, "money", refs=refs, key=key, source=source
        )
    yield entry("allowable", _allowable(row), funder, "money", key=key, source=source)
    if is_grant or row.successor_source or row.switch_off_plan:
        yield entry(
            "successor", _successor(row), funder, "money", key=key, source=source
        )


def _amount(row: FundingLine) -> str:
    words = {
        "amount": money(row.cents),
        "kind": row.get_source_type_display(),
        "certainty": row.get_certainty_display(),
        "payer": row.get_payer_display(),
        "start": says.on(row.start_on),
        "end": says.on(row.end_on),
    }
    if row.lump_sum:
        return (
            _(
                "%(amount)s, %(kind)s, %(certainty)s, for %(payer)s, at once on %(start)s"
            )
            % words
        )
    return (
        _(
            "%(amount)s, %(kind)s, %(certainty)s, for %(payer)s, from %(start)s to "
            "%(end)s"
        )
        % words
    )


def _match(row: FundingLine) -> str:
    if row.matches is not None:
        return _("Is the match of %(source)s") % {"source": row.matches.source}
    if row.match_share is None:
        return ""
    of = GrantProgram.MatchOf(row.match_of).label
    return _("%(share)s %(of)s") % {
        "share": says.percent(row.match_share),
        "of": of,
    }


def _allowable(row: FundingLine) -> str:
    names = (
        class_name(budget.Timing(timing), budget.CostType(kind))
        for timing, _colon, kind in (text.partition(":") for text in row.allows)
    )
    return "; ".join(names)


def _successor(row: FundingLine) -> str:
    ends = _("Ends %(on)s.") % {"on": says.on(row.end_on)}
    if row.successor_source and row.successor_owner:
        return _("%(ends)s Then %(source)s, answered for by %(owner)s") % {
            "ends": ends,
            "source": row.successor_source,
            "owner": row.successor_owner,
        }
    if row.switch_off_plan:
        return _("%(ends)s Then it is switched off: %(plan)s") % {
            "ends": ends,
            "plan": row.switch_off_plan,
        }
    return ""


def _it_money(facts: Facts) -> str:
    costed = facts.costed
    if costed is not None and not costed.it_budget.cost:
        return _("None needed: no dollars are IT’s to pay")
    mine = [
        row.source
        for row in facts.funding_rows.values()
        if row.payer == "it" and row.certainty != FundingLine.Certainty.PLANNED
    ]
    return "; ".join(mine)
