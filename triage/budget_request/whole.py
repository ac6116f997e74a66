"""Write the budget request of IT as a whole, from its part of every request."""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import city
from triage.budget_request import says
from triage.budget_request.assumptions import (
    Assumptions,
    assumption_of_line,
    assumption_of_team,
    escalation,
    numbered,
)
from triage.budget_request.document import (
    Assumption,
    Document,
    Entry,
    Part,
    Signature,
    Table,
)
from triage.budget_request.people import Who
from triage.budget_request.shares import Share, WholeFacts, read_whole
from triage.budget_request.whole_tables import (
    fiscal_table,
    hours_table,
    request_hours_table,
    requests_table,
    sources_table,
    team_name,
    teams_short,
)
from triage.budget_request.words import entry, known, part
from triage.figures import money


def read_it_document(fiscal_year: int, *, now: datetime) -> Document:
    """IT's budget request for a fiscal year as it is now, in a fixed number of queries."""
    return write_it_document(read_whole(fiscal_year, now=now))


def write_it_document(facts: WholeFacts) -> Document:
    given = numbered(_assumptions(facts))
    days = [share.judged_on for share in facts.shares]
    return Document(
        number="",
        title=_("IT’s part of the city’s projects"),
        department=_("Information Technology"),
        city=city.current().name,
        fiscal_year=facts.fiscal_year,
        made_on=facts.today,
        judged_on=max(days, default=None),
        summary=_summary(facts),
        parts=tuple(_parts(facts, given)),
        assumptions=given.items,
        signatures=(
            Signature(_("Chief Information Officer"), facts.cio),
            Signature(_("Budget officer")),
            Signature(_("City Manager")),
        ),
    )


def _assumptions(facts: WholeFacts) -> Iterator[Assumption]:
    for share in facts.shares:
        for line in share.its_lines:
            row = facts.rows.get(line.key)
            if row is not None:
                day = facts.entered_on(share, row.description)
                yield assumption_of_line(line, row, day, share.request.number)
    wanted = {
        line.team for share in facts.shares for line in share.its_lines if line.team
    }
    for code in sorted(wanted):
        if code in facts.teams:
            yield assumption_of_team(facts.teams[code])
    if facts.shares:
        yield escalation()


def _parts(facts: WholeFacts, given: Assumptions) -> Iterator[Part]:
    lead = facts.people.ask(Who.TRIAGE_LEAD)
    everything = given.refs(item.key for item in given.items)
    yield part(
        1,
        known("year", f"FY{facts.fiscal_year}"),
        known("department", _("Information Technology")),
        known("title", _("IT’s part of the city’s projects")),
        entry("summary", _summary(facts), lead, refs=everything),
        entry("ongoing", _ongoing(facts), lead, refs=everything),
        entry("priority", _priorities(facts), lead),
        known("requests", _counted(facts)),
        known("not_costed", _not_costed(facts)),
    )
    yield part(2, *_each(facts, lambda s: s.request.problem, Who.OWNER))
    yield part(3, *_each(facts, _stands_behind, Who.OWNER))
    yield part(4, *_each(facts, lambda s: s.request.impact_says, Who.IT_CONTACT))
    yield part(
        5,
        entry("asked_year", _asked(facts), lead, refs=everything),
        tables=(fiscal_table(facts, given), requests_table(facts, given))
        if facts.shares
        else (),
    )
    yield part(
        6,
        known("hours_gap", _hours(facts), refs=everything),
        *_of_case(facts, "if_not_funded"),
        tables=_present(hours_table(facts, given), request_hours_table(facts, given)),
    )
    yield part(
        7,
        entry("it_money", _paid(facts), facts.people.ask(Who.IT_FINANCE)),
        tables=_present(sources_table(facts)),
    )
    yield from _told_by_request(facts)


def _told_by_request(facts: WholeFacts) -> Iterator[Part]:
    """Parts in which each request speaks for itself."""
    finance = facts.people.ask(Who.IT_FINANCE)
    calendar = says.lines(*(f"{says.on(e.on)}: {e.name}" for e in facts.events))
    yield part(8, *_of_case(facts, "why_proposed"))
    yield part(
        9,
        entry("calendar", calendar, finance),
        *_each(facts, lambda s: says.on(s.request.wanted_on), Who.OWNER, "idea"),
    )
    yield part(10, *_of_case(facts, "retention"))
    yield part(
        11, *_each(facts, lambda s: _outcome(facts, s), Who.OWNER, "case:measure")
    )
    yield part(12, *_of_case(facts, "removal_owner"))
    yield part(
        13, *_each(facts, lambda s: _version(facts, s), Who.IT_CONTACT, "budget")
    )


def _each(
    facts: WholeFacts, value: Callable[[Share], str], who: Who, fill: str = ""
) -> Iterator[Entry]:
    """What one part says of every request."""
    for share in facts.shares:
        yield entry(
            "of_request",
            value(share),
            share.people.ask(who),
            f"{share.request.number}:{fill}" if fill else "",
            key=share.request.number,
            number=share.request.number,
            title=share.request.title,
        )


def _of_case(facts: WholeFacts, field: str) -> Iterator[Entry]:
    return _each(
        facts,
        lambda share: str(getattr(facts.case(share), field)),
        Who.OWNER,
        f"case:{field}",
    )


def _present(*tables: Table | None) -> tuple[Table, ...]:
    return tuple(table for table in tables if table is not None)


def _summary(facts: WholeFacts) -> str:
    if not facts.shares:
        return ""
    return _(
        "IT’s part of %(count)d requests costs %(cost)s in FY%(year)d, of which %(gap)s "
        "has no money."
    ) % {
        "count": len(facts.shares),
        "cost": money(_total(facts, "cost")),
        "year": facts.fiscal_year,
        "gap": money(_total(facts, "gap")),
    }


def _total(facts: WholeFacts, name: str) -> int:
    years = (share.year(facts.fiscal_year) for share in facts.shares)
    return sum(getattr(year, name) for year in years if year)


def _ongoing(facts: WholeFacts) -> str:
    if not facts.shares:
        return ""
    return _("%(one_time)s one-time, %(recurring)s ongoing in FY%(year)d") % {
        "one_time": money(_total(facts, "one_time")),
        "recurring": money(_total(facts, "recurring")),
        "year": facts.fiscal_year,
    }


def _priorities(facts: WholeFacts) -> str:
    ranked = [
        (priority, share.request)
        for share in facts.shares
        if (priority := facts.case(share).priority)
    ]
    return says.lines(
        *(
            _("%(number)s: %(priority)d for %(department)s")
            % {
                "number": request.number,
                "priority": priority,
                "department": request.department.name,
            }
            for priority, request in sorted(
                ranked, key=lambda pair: (pair[0], pair[1].number)
            )
        )
    )


def _counted(facts: WholeFacts) -> str:
    count = len(facts.shares)
    return ngettext(
        "%(count)d request has cost or work for IT in FY%(year)d",
        "%(count)d requests have cost or work for IT in FY%(year)d",
        count,
    ) % {"count": count, "year": facts.fiscal_year}


def _not_costed(facts: WholeFacts) -> str:
    names = [f"{request.number} {request.title}" for request in facts.not_costed]
    return says.lines(*names) or _("None: every open or accepted request is costed")


def _stands_behind(share: Share) -> str:
    named = {who: share.people.name(who) for who in (Who.OWNER, Who.FUNDER)}
    if not named[Who.OWNER]:
        return ""
    if not named[Who.FUNDER]:
        return _("%(department)s: owner %(owner)s, no funder named") % {
            "department": share.request.department.name,
            "owner": named[Who.OWNER],
        }
    return _("%(department)s: owner %(owner)s, funder %(funder)s") % {
        "department": share.request.department.name,
        "owner": named[Who.OWNER],
        "funder": named[Who.FUNDER],
    }


def _asked(facts: WholeFacts) -> str:
    if not facts.shares:
        return ""
    return _("FY%(year)d costs %(cost)s, %(funded)s is paid, %(gap)s is missing") % {
        "year": facts.fiscal_year,
        "cost": money(_total(facts, "cost")),
        "funded": money(_total(facts, "funded")),
        "gap": money(_total(facts, "gap")),
    }


def _hours(facts: WholeFacts) -> str:
    return says.lines(
        *(
            _("%(team)s: %(hours)s hours in FY%(year)d, %(fte)s full-time people")
            % {
                "team": team_name(facts, team),
                "hours": f"{gap:,.0f}",
                "year": facts.fiscal_year,
                "fte": says.people(gap),
            }
            for team, gap in teams_short(facts)
        )
    ) or _("None: the teams have the hours")


def _paid(facts: WholeFacts) -> str:
    if not facts.shares:
        return ""
    return _("%(funded)s of %(cost)s in FY%(year)d") % {
        "funded": money(_total(facts, "funded")),
        "cost": money(_total(facts, "cost")),
        "year": facts.fiscal_year,
    }


def _outcome(facts: WholeFacts, share: Share) -> str:
    case = facts.case(share)
    if not case.measure:
        return ""
    return _("%(measure)s: %(baseline)s today, %(target)s wanted") % {
        "measure": case.measure,
        "baseline": case.baseline or _("not known"),
        "target": case.target or _("not known"),
    }


def _version(facts: WholeFacts, share: Share) -> str:
    """Which version of the request's own paper there is."""
    found = facts.versions.get(share.request.pk)
    if found is None:
        return ""
    words = {"version": found.version, "on": says.on_moment(found.made_at)}
    if found.signed_by is None:
        return _("Version %(version)d of %(on)s, a draft") % words
    return _("Version %(version)d of %(on)s, signed off by %(person)s") % {
        **words,
        "person": found.signed_by.name,
    }
