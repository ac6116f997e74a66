"""The tornado chart: how far each open answer could pull the planning figure."""

from collections import defaultdict
from collections.abc import Mapping

from triage.figures import TIER_NAMES, PullValue, TornadoFigure, tornado_figure
from triage.scoring.tornado import Pull, pulls
from triage.selectors.explained import Explained


def open_pulls(explained: Explained) -> TornadoFigure | None:
    """None once nothing is open."""
    score, decides = explained.judgement.score, _rules_decided(explained)
    values = [
        _value(pull, explained, decides)
        for pull in pulls(explained.answers, explained.rules)
    ]
    if not values:
        return None
    return tornado_figure(
        values,
        planning=score.planning,
        tier=score.tier,
        edges=[
            (band.minimum, str(TIER_NAMES[band.tier]))
            for band in explained.rules.tiers[1:]
        ],
    )


def _value(
    pull: Pull, explained: Explained, decides: Mapping[str, list[str]]
) -> PullValue:
    return PullValue(
        label=explained.question(pull.question).text,
        low=pull.low,
        high=pull.high,
        lightest=explained.answer_label(pull.question, pull.lightest),
        heaviest=explained.answer_label(pull.question, pull.heaviest),
        decides=tuple(decides[pull.question]),
    )


def _rules_decided(explained: Explained) -> Mapping[str, list[str]]:
    """By open question, the rules its answer may make fire."""
    decides: defaultdict[str, list[str]] = defaultdict(list)
    for fact in explained.facts.possible:
        for question in fact.open_questions:
            decides[question].append(fact.escalator.name)
    return decides
