"""Why one score has its tier, in one sentence or two: the tier with its reason first."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from triage.figures import TIER_NAMES, round_half_up
from triage.selectors.explained import Explained


def tier_verdict(explained: Explained) -> str:
    """“High, because one rule raises it from Moderate: Payment card data. …”"""
    return " ".join(filter(None, [_because(explained), _still(explained)]))


def _because(explained: Explained) -> str:
    reason = explained.facts.reason
    if not reason.raised_by:
        return _("%(tier)s by its points: %(planning)s of 100.") % {
            "tier": TIER_NAMES[reason.tier],
            "planning": explained.impact().planning,
        }
    names = [explained.rules.escalators_by_id[id].name for id in reason.raised_by]
    return ngettext(
        "%(tier)s, because a rule raises it from %(base)s: %(rules)s.",
        "%(tier)s, because %(count)d rules raise it from %(base)s: %(rules)s.",
        len(names),
    ) % {
        "tier": TIER_NAMES[reason.tier],
        "base": TIER_NAMES[reason.base_tier],
        "count": len(names),
        "rules": "; ".join(names),
    }


def _still(explained: Explained) -> str:
    """What the answers still open could make of it."""
    score = explained.judgement.score
    if score.tier_low is not score.tier_high:
        return _still_between(explained)
    if not round_half_up((score.high - score.low) * 10):
        return _("Nothing is open.")
    return _("What is still open cannot change the tier.")


def _still_between(explained: Explained) -> str:
    score = explained.judgement.score
    words = {"low": TIER_NAMES[score.tier_low], "high": TIER_NAMES[score.tier_high]}
    if score.tier is score.tier_low:
        return _("What is still open could make it %(high)s.") % words
    if score.tier is score.tier_high:
        return _("What is still open could make it %(low)s.") % words
    return (
        _("What is still open could make it anything from %(low)s to %(high)s.") % words
    )


def in_plain_words(explained: Explained) -> str:
    """The same without a figure: “Your answers alone make it High. …”"""
    reason = explained.facts.reason
    words = {
        "tier": TIER_NAMES[reason.tier],
        "base": TIER_NAMES[reason.base_tier],
        "count": len(reason.raised_by),
    }
    if reason.raised_by:
        because = ngettext(
            "What was answered makes it %(base)s, and a rule raises it to %(tier)s.",
            "What was answered makes it %(base)s, and %(count)d rules raise it to "
            "%(tier)s.",
            len(reason.raised_by),
        )
    else:
        because = _("What was answered so far makes it %(tier)s.")
    return " ".join(filter(None, [because % words, _still(explained)]))
