"""What a rubric says, in sentences a city manager reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from triage.figures.impact import TIER_NAMES
from triage.figures.numbers import Exact, exact_decimal
from triage.scoring.rules import Condition, Escalator, Questionnaire, Tier


@dataclass(frozen=True)
class RuleWords:
    """One escalator: when it applies, and what it forces. `small` may be empty."""

    id: str
    name: str
    tier: Tier
    says: SafeString
    small: SafeString | str
    reviews: str
    basis: str


def share(value: Exact) -> str:
    """Such as "30%" or "12.5%"."""
    return f"{exact_decimal(Fraction(value) * 100)}%"


def rule_words(escalator: Escalator, asked: Questionnaire, basis: str) -> RuleWords:
    return RuleWords(
        id=escalator.id,
        name=escalator.name,
        tier=escalator.floor,
        says=rule_says(escalator, asked),
        small=_small(escalator, asked),
        reviews="; ".join(escalator.reviews),
        basis=basis,
    )


def rule_says(escalator: Escalator, asked: Questionnaire) -> SafeString:
    """Such as "At least High when “…” is **yes** or **switched off**."."""
    when = _when(escalator, asked)
    if escalator.floor is Tier.LOW:
        return format_html(
            _("Forces its reviews, without raising the tier, when {}."), when
        )
    floor = TIER_NAMES[escalator.floor]
    return format_html(_("At least <b>{}</b> when {}."), floor, when)


def _when(escalator: Escalator, asked: Questionnaire) -> SafeString:
    any_of = conditions_say(escalator.any_of, asked, _(", or "))
    all_of = conditions_say(escalator.all_of, asked, _(" and "))
    if any_of and all_of:
        return format_html(_("{}, and besides {}"), any_of, all_of)
    return any_of or all_of


def _small(escalator: Escalator, asked: Questionnaire) -> SafeString | str:
    if escalator.small_floor is None:
        return ""
    return format_html(
        _("<b>{}</b> is enough where it is known to be small: {}."),
        TIER_NAMES[escalator.small_floor],
        conditions_say(escalator.small_when, asked, _(" and ")),
    )


def conditions_say(
    conditions: Iterable[Condition], asked: Questionnaire, joined_by: str
) -> SafeString:
    """Such as "“How many devices?” is **1 to 10**", several joined."""
    said = ((_condition_says(condition, asked),) for condition in conditions)
    return format_html_join(joined_by, "{}", said)


def _condition_says(condition: Condition, asked: Questionnaire) -> SafeString:
    question = asked.questions[condition.question]
    labels = (o.label for o in question.options if o.value in condition.values)
    answers = format_html_join(_(" or "), "<b>{}</b>", ((label,) for label in labels))
    return format_html(_("“{}” is {}"), question.text, answers)
