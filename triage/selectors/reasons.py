"""Why a score is what it is: rules for IT, and plain sentences for the department."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from triage.figures import TIER_NAMES, RuleLine, tenths
from triage.scoring.explain import DimensionFact, RuleFact
from triage.scoring.rules import Tier
from triage.selectors.explained import Explained

_REASONS_SHOWN = 3
_ANSWERS_SHOWN = 2
EARLY = "Early"


@dataclass(frozen=True)
class Reason:
    """One thing that moves the score, and what the department said that makes it so."""

    title: str
    why: str = ""


@dataclass(frozen=True)
class Reasons:
    """What moves a score, as the department reads it.

    `more_possible` counts the rules that could still apply beyond those shown.
    """

    pushes_up: tuple[Reason, ...]
    could_push: tuple[Reason, ...]
    more_possible: int
    keeps_down: tuple[Reason, ...]


def rule_lines(explained: Explained) -> tuple[RuleLine, ...]:
    """Every fired rule, then every possible one, with what it forces."""
    facts = explained.facts
    return (
        *(_rule_line(fact, explained, fired=True) for fact in facts.fired),
        *(_rule_line(fact, explained, fired=False) for fact in facts.possible),
    )


def reasons(explained: Explained) -> Reasons:
    facts = explained.facts
    possible = facts.possible
    return Reasons(
        pushes_up=(
            *(_fired(fact, explained) for fact in facts.fired),
            *(_heavy(fact, explained) for fact in facts.pushes_up[:_REASONS_SHOWN]),
        ),
        could_push=tuple(
            _possible(fact, explained) for fact in possible[:_REASONS_SHOWN]
        ),
        more_possible=max(0, len(possible) - _REASONS_SHOWN),
        keeps_down=(
            *_early(explained),
            *(_light(fact, explained) for fact in facts.keeps_down[:_REASONS_SHOWN]),
        ),
    )


def counted_reasons(explained: Explained) -> Reasons:
    """What moves the score most with the points of every answer; rules left aside."""
    facts = explained.facts
    return Reasons(
        pushes_up=tuple(
            _counted(fact, explained, _("adds %(points)s")) for fact in facts.pushes_up
        ),
        could_push=(),
        more_possible=0,
        keeps_down=tuple(
            _counted(fact, explained, _("spares %(points)s"))
            for fact in facts.keeps_down
        ),
    )


def _counted(fact: DimensionFact, explained: Explained, counts: str) -> Reason:
    """The answers that move a line most, each with its points.

    The line's own figure stands in the table, rounded to add up with the others.
    """
    answers = [
        _("%(said)s (%(counts)s)")
        % {
            "said": _said(answer.question, answer.option, explained).rstrip("."),
            "counts": counts % {"points": tenths(answer.points)},
        }
        for answer in fact.answers[:_ANSWERS_SHOWN]
    ]
    return Reason(fact.dimension.name, "; ".join(answers))


def _rule_line(fact: RuleFact, explained: Explained, *, fired: bool) -> RuleLine:
    because = _because(fact, explained) if fired else _not_known(fact, explained)
    floor = _floor_says(fact.floor, fired=fired)
    return RuleLine(
        label=fact.escalator.name,
        fired=fired,
        why=f"{because} {floor}".strip(),
        forces="; ".join(fact.escalator.reviews),
    )


def _because(fact: RuleFact, explained: Explained) -> str:
    return " ".join(
        _said(question, option, explained) for question, option in fact.answers
    )


def _said(question: str, option: str, explained: Explained) -> str:
    return _("“%(question)s” Answered: %(answer)s.") % {
        "question": explained.question(question).text,
        "answer": explained.answer_label(question, option).rstrip("."),
    }


def _not_known(fact: RuleFact, explained: Explained) -> str:
    texts = [f"“{explained.question(item).text}”" for item in fact.open_questions]
    return _("Not known yet: %(questions)s") % {"questions": " ".join(texts)}


def _floor_says(floor: Tier, *, fired: bool) -> str:
    if floor is Tier.LOW:
        return _("The tier does not change.")
    words = {"tier": TIER_NAMES[floor]}
    if fired:
        return _("Holds the tier at %(tier)s or above.") % words
    return _("Would hold the tier at %(tier)s or above.") % words


def _fired(fact: RuleFact, explained: Explained) -> Reason:
    reason = explained.facts.reason
    says = []
    if fact.escalator.id in reason.raised_by:
        says.append(
            _("Raises %(base)s to %(tier)s.")
            % {"base": TIER_NAMES[reason.base_tier], "tier": TIER_NAMES[reason.tier]}
        )
    says.append(_brings(fact))
    return Reason(fact.escalator.name, " ".join(says))


def _possible(fact: RuleFact, explained: Explained) -> Reason:
    return Reason(
        fact.escalator.name,
        f"{_not_known(fact, explained)} {_floor_says(fact.floor, fired=False)}",
    )


def _brings(fact: RuleFact) -> str:
    return ngettext(
        "Brings a review: %(reviews)s.",
        "Brings reviews: %(reviews)s.",
        len(fact.escalator.reviews),
    ) % {"reviews": "; ".join(fact.escalator.reviews)}


def _heavy(fact: DimensionFact, explained: Explained) -> Reason:
    return Reason(fact.dimension.name, _answers_say(fact, explained))


def _light(fact: DimensionFact, explained: Explained) -> Reason:
    return Reason(fact.dimension.name, _answers_say(fact, explained))


def _answers_say(fact: DimensionFact, explained: Explained) -> str:
    """The answer that moves the dimension most, as it was given."""
    if not fact.answers:
        return ""
    strongest = fact.answers[0]
    return _said(strongest.question, strongest.option, explained)


def _early(explained: Explained) -> tuple[Reason, ...]:
    late = explained.judgement.lateness
    if late.band_high != EARLY:
        return ()
    return (
        Reason(
            _("You came early"),
            _("When IT was asked, the project had come to: %(stage)s.")
            % {"stage": explained.stage_name()},
        ),
    )
