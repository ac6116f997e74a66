"""How likely each answer is, from the city's own past requests of the same category."""

from collections.abc import Mapping

from triage.models import AnswerCounts

# Below this many known answers to a question every choice counts as equally likely.
ENOUGH_ANSWERS = 20


def priors_for(category_id: int | None) -> Mapping[str, Mapping[str, int]]:
    """By question, how often each option was the answer; only where that was often enough.

    One query; none without a category.
    """
    if category_id is None:
        return {}
    row = AnswerCounts.objects.filter(category_id=category_id).first()
    if row is None:
        return {}
    return {
        question: options
        for question, options in row.counts.items()
        if sum(options.values()) >= ENOUGH_ANSWERS
    }
