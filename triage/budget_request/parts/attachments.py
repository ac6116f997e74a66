"""Part 13: what the figures rest on, the answers on record, and who signs."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import city
from triage.budget_request.assumptions import Assumptions
from triage.budget_request.document import LogLine, Part, Signature, SourceClass
from triage.budget_request.facts import Facts
from triage.budget_request.parts.opening import affected_departments
from triage.budget_request.people import Who
from triage.budget_request.words import entry, part


def part_13(facts: Facts, given: Assumptions) -> Part:
    log = tuple(_log(facts))
    return part(
        13,
        entry("assumptions", _counted(given), facts.ask(Who.OWNER), "money"),
        entry("answers", _answers(log), facts.ask(Who.OWNER), "answers"),
        log=log,
    )


def _counted(given: Assumptions) -> str:
    """How many there are and how many of them somebody published or quoted."""
    if not given.items:
        return ""
    sure = (SourceClass.QUOTE, SourceClass.SOURCED)
    sourced = sum(item.kind in sure for item in given.items)
    return ngettext(
        "%(count)d number, listed below; %(sourced)d quoted or fully sourced",
        "%(count)d numbers, listed below; %(sourced)d quoted or fully sourced",
        len(given.items),
    ) % {"count": len(given.items), "sourced": sourced}


def _answers(log: tuple[LogLine, ...]) -> str:
    if not log:
        return ""
    return ngettext(
        "%(count)d answer, listed below with its day",
        "%(count)d answers, listed below with their days",
        len(log),
    ) % {"count": len(log)}


def _log(facts: Facts) -> Iterator[LogLine]:
    explained = facts.explained
    if explained is None:
        return
    for answer in facts.answers:
        question = explained.questions.get(answer.question)
        if question is None:
            continue
        yield LogLine(
            code=answer.question,
            question=question.text,
            answer=question.says(answer.kind, answer.option, answer.reason),
            by=answer.answered_by.name,
            on=city.day_of(answer.answered_at),
        )


def signatures(facts: Facts) -> tuple[Signature, ...]:
    """Who signs on paper, with names where one person is known for it."""
    department = facts.request.department.name
    return (
        Signature(_("Head of %(department)s") % {"department": department}),
        Signature(_("Chief Information Officer"), facts.cio),
        Signature(_("Budget officer")),
        *(
            Signature(
                _("Concurrence: director of %(department)s") % {"department": name}
            )
            for name in affected_departments(facts)
        ),
    )
