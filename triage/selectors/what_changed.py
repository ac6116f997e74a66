"""What changed from one assessment of a request to the next, and what that did."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from triage.figures import (
    TIER_NAMES,
    Moved,
    Trio,
    printed_lines,
    printed_steps,
    printed_total,
    tenths,
)
from triage.scoring.answers import AnswerKind
from triage.scoring.difference import (
    AnswerChange,
    Difference,
    Ends,
    Step,
    carried_over,
    difference,
)
from triage.scoring.score import Score
from triage.selectors.explained import Explained
from triage.selectors.said import Said
from triage.selectors.score_lines import DEPTH


@dataclass(frozen=True)
class Change:
    """One thing that changed: the rubric, or one answer with who gave it.

    `effect` says in plain words what it did, `rules` which rules it switched.
    """

    what: str
    was: str
    now: str
    by: str
    on: date | None
    moved: Moved
    effect: str
    rules: tuple[str, ...]


@dataclass(frozen=True)
class MovedLine:
    label: str
    moved: Moved


@dataclass(frozen=True)
class WhatChanged:
    """What `triage/_what_changed.html` prints; the rows add up from `start` to `end`.

    `besides` are figures beside the score that changed: when IT was told, and money.
    """

    headline: str
    tier_says: str
    start: Moved
    changes: tuple[Change, ...]
    end: Moved
    lines: tuple[MovedLine, ...]
    total: Moved
    besides: tuple[str, ...]


def what_changed(
    was: Explained, now: Explained, said: Mapping[str, Said]
) -> WhatChanged:
    """From one assessment to a later one, each read with its own rubric.

    :param said: who had given which answer at the time of the later one.
    """
    found = difference(was.answers, was.rules, now.answers, now.rules)
    changes = _changes(found, was, now, said)
    return WhatChanged(
        headline=_headline(found, changes),
        tier_says=_tier_says(found),
        start=printed_total(_trio(found.before)),
        changes=changes,
        end=printed_total(_trio(found.after)),
        lines=_moved_lines(found),
        total=printed_steps([_trio(found.before), _trio(found.after)])[0],
        besides=tuple(_besides(was, now)),
    )


def _headline(found: Difference, changes: Sequence[Change]) -> str:
    """“58.1 → 63.4 because “How long is it kept?” became “over a year”.”"""
    words = {
        "was": tenths(found.before.planning),
        "now": tenths(found.after.planning),
        "because": _because(found, changes),
    }
    if not changes:
        return _("%(now)s, as before: neither the answers nor the rubric changed.") % (
            words
        )
    if words["was"] == words["now"]:
        return _("%(now)s, as before, though %(because)s.") % words
    return _("%(was)s → %(now)s because %(because)s.") % words


def _because(found: Difference, changes: Sequence[Change]) -> str:
    rubrics = [
        change
        for change, step in zip(changes, found.steps, strict=True)
        if step.answer is None
    ]
    answered = changes[len(rubrics) :]
    clauses = [
        _("the rubric changed from %(was)s to %(now)s")
        % {"was": rubric.was, "now": rubric.now}
        for rubric in rubrics
    ]
    if len(answered) == 1:
        clauses.append(
            _("“%(question)s” became “%(answer)s”")
            % {"question": answered[0].what, "answer": answered[0].now.rstrip(".")}
        )
    elif answered:
        clauses.append(_many(found, answered))
    return _(" and ").join(clauses)


def _many(found: Difference, answered: Sequence[Change]) -> str:
    steps = [step for step in found.steps if step.answer]
    strongest = max(range(len(steps)), key=lambda i: abs(steps[i].adds.planning))
    return ngettext(
        "%(count)d answer changed, most of all “%(question)s”: “%(answer)s”",
        "%(count)d answers changed, most of all “%(question)s”: “%(answer)s”",
        len(answered),
    ) % {
        "count": len(answered),
        "question": answered[strongest].what,
        "answer": answered[strongest].now.rstrip("."),
    }


def _tier_says(found: Difference) -> str:
    before, after = found.before.tier, found.after.tier
    if before is after:
        return ""
    return _("The tier was %(was)s and is %(now)s.") % {
        "was": TIER_NAMES[before],
        "now": TIER_NAMES[after],
    }


def _changes(
    found: Difference, was: Explained, now: Explained, said: Mapping[str, Said]
) -> tuple[Change, ...]:
    scores = [found.before, *(step.after for step in found.steps)]
    moves = printed_steps([_trio(score) for score in scores])
    return tuple(
        _answer_change(step, step.answer, moved, was, now, said)
        if step.answer
        else _rubric_change(step, moved, was, now)
        for step, moved in zip(found.steps, moves, strict=True)
    )


def _rubric_change(step: Step, moved: Moved, was: Explained, now: Explained) -> Change:
    carried = carried_over(was.answers, now.rules.questionnaire)
    gone = [
        was.question(question).text
        for question, answer in was.answers.items()
        if answer.kind is AnswerKind.KNOWN
        and question in carried
        and carried[question] != answer
    ]
    no_choice = [
        _("“%(question)s” counts as not known yet: that choice is no longer offered.")
        % {"question": text}
        for text in gone
    ]
    return Change(
        what=_("The rubric"),
        was=was.rules.version,
        now=now.rules.version,
        by="",
        on=None,
        moved=moved,
        effect=_effect(step.adds),
        rules=(*no_choice, *_switched(step, was, now)),
    )


def _answer_change(
    step: Step,
    change: AnswerChange,
    moved: Moved,
    was: Explained,
    now: Explained,
    said: Mapping[str, Said],
) -> Change:
    by = said.get(change.question)
    return Change(
        what=now.question(change.question).text,
        was=_said_before(change, was, now),
        now=now.says(change.question, change.after),
        by=by.by if by else "",
        on=by.on if by else None,
        moved=moved,
        effect=_effect(step.adds),
        rules=tuple(_switched(step, now, now)),
    )


def _said_before(change: AnswerChange, was: Explained, now: Explained) -> str:
    """The earlier answer in the words of its own questionnaire."""
    before = was.answers.get(change.question)
    if before is None or change.question not in was.questions:
        return now.says(change.question, change.before)
    return was.says(change.question, before)


def _switched(step: Step, was: Explained, now: Explained) -> Iterator[str]:
    """Rules that one change made fire, or fire no more."""
    for rule in step.after.fired:
        if rule not in step.before.fired:
            yield (
                _("The rule “%(rule)s” applies now.")
                % {"rule": now.rules.escalators_by_id[rule].name}
            )
    for rule in step.before.fired:
        if rule not in step.after.fired:
            yield (
                _("The rule “%(rule)s” no longer applies.")
                % {"rule": was.rules.escalators_by_id[rule].name}
            )


def _effect(adds: Ends) -> str:
    if adds.is_nothing:
        return _("It does not move the score.")
    if adds.low >= 0 >= adds.high:
        return _("It narrows what is still open.")
    if adds.low <= 0 <= adds.high:
        return _("It opens the range again.")
    return (
        _("It makes the load heavier.")
        if adds.planning > 0
        else _("It makes the load lighter.")
    )


def _moved_lines(found: Difference) -> tuple[MovedLine, ...]:
    printed = printed_lines(
        [_of(line.adds) for line in found.lines],
        before=_trio(found.before),
        after=_trio(found.after),
    )
    return tuple(
        MovedLine(line.dimension.name if line.dimension else str(DEPTH), moved)
        for line, moved in zip(found.lines, printed, strict=True)
    )


def _besides(was: Explained, now: Explained) -> Iterator[str]:
    pairs = (
        (
            _("How early IT was told: %(was)s, now %(now)s."),
            _lateness_says(was),
            _lateness_says(now),
        ),
        (_("Missing money: %(was)s, now %(now)s."), was.gap().says, now.gap().says),
    )
    for words, before, after in pairs:
        if before != after:
            yield words % {"was": before, "now": after}


def _lateness_says(explained: Explained) -> str:
    late = explained.lateness()
    band = ", ".join(filter(None, [late.label, late.could]))
    return _("%(band)s (%(index)s of 100)") % {"band": band, "index": late.index}


def _trio(score: Score) -> Trio:
    return _of(Ends.of(score))


def _of(ends: Ends) -> Trio:
    return ends.low, ends.planning, ends.high
