"""Part 4: what it means for IT, and how early IT was asked."""

from django.utils.translation import gettext as _

from triage.budget_request import says
from triage.budget_request.document import Part
from triage.budget_request.facts import Facts
from triage.budget_request.people import Who
from triage.budget_request.words import entry, known, part
from triage.figures import TIER_NAMES
from triage.scoring.explain import RuleFact
from triage.selectors.explained import Explained


def part_4(facts: Facts) -> Part:
    explained = facts.explained
    lead = facts.ask(Who.TRIAGE_LEAD)
    return part(
        4,
        entry("impact", _impact(explained), lead),
        entry("tier", _tier(facts, explained), lead),
        entry("reviews", _reviews(explained), lead),
        entry("possible", _possible(explained), lead),
        entry("unknowns", _unknowns(explained), lead),
        entry("involvement", _involvement(explained), lead),
        known("invited", says.on(facts.first.invited_on)),
        entry("stage_then", explained.stage_name() if explained else "", lead),
    )


def _impact(explained: Explained | None) -> str:
    return explained.impact().range_says if explained else ""


def _tier(facts: Facts, explained: Explained | None) -> str:
    if explained is None:
        return ""
    score = explained.judgement.score
    tier = str(TIER_NAMES[score.tier])
    if score.tier_high is not score.tier:
        tier = _("%(tier)s, could be %(high)s") % {
            "tier": tier,
            "high": TIER_NAMES[score.tier_high],
        }
    override = facts.override
    if override is None:
        return tier
    return _("%(set)s, set by %(person)s: %(reason)s Computed: %(tier)s") % {
        "set": TIER_NAMES[override.tier],
        "person": override.set_by.name,
        "reason": override.reason,
        "tier": tier,
    }


def _reviews(explained: Explained | None) -> str:
    if explained is None:
        return ""
    return says.lines(*map(_rule_says, explained.facts.fired)) or _("None")


def _possible(explained: Explained | None) -> str:
    if explained is None:
        return ""
    return says.lines(*map(_rule_says, explained.facts.possible)) or _("None")


def _rule_says(fact: RuleFact) -> str:
    reviews = "; ".join(fact.escalator.reviews)
    return _("%(rule)s: %(reviews)s") % {
        "rule": fact.escalator.name,
        "reviews": reviews,
    }


def _unknowns(explained: Explained | None) -> str:
    if explained is None:
        return ""
    questions = (
        _("%(question)s (ask %(who)s)") % {"question": one.text, "who": one.who}
        for one in explained.next_questions()
    )
    return says.lines(*questions) or _("Nothing that would move the score")


def _involvement(explained: Explained | None) -> str:
    if explained is None:
        return ""
    says_it = explained.lateness().involvement_says
    return says_it[:1].upper() + says_it[1:]
