"""Counting how the city answered before, for what the next question takes as likely."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db.models import F, Q

from intake.lifecycle import Step
from intake.models import Category, ProjectRequest
from triage.models import AnswerCounts, Rubric
from triage.scoring.bulk import count_options
from triage.scoring.parsing import parse_questionnaire

_FRESH_FOR = timedelta(days=1)


def count_answers(now: datetime) -> None:
    """Count one category again, the one counted longest ago, if that is a day or more.

    One a tick keeps the tick short; all have their turn within minutes.
    """
    category = (
        Category.objects.filter(
            Q(answer_counts=None) | Q(answer_counts__counted_at__lte=now - _FRESH_FOR)
        )
        .order_by(F("answer_counts__counted_at").asc(nulls_first=True), "pk")
        .first()
    )
    if category is None:
        return
    codes = _codes(category)
    AnswerCounts.objects.update_or_create(
        category=category,
        defaults={
            "counts": _counts(codes),
            "requests": sum(map(len, codes.values())),
            "counted_at": now,
        },
    )


def _codes(category: Category) -> Mapping[str, list[str]]:
    """The judged answers of everything handed in and not taken back, by rubric."""
    handed_in = (
        ProjectRequest.objects.real()
        .filter(category=category, submitted_at__isnull=False)
        .exclude(step=Step.WITHDRAWN)
        .exclude(rubric_version="")
    )
    codes = defaultdict(list)
    for version, code in handed_in.values_list("rubric_version", "answer_codes"):
        codes[version].append(code)
    return codes


def _counts(codes: Mapping[str, list[str]]) -> dict[str, dict[str, int]]:
    """By question, how often each option was said under any version of the form."""
    total: dict[str, Counter[str]] = defaultdict(Counter)
    for rubric in _rubrics(codes):
        asked = parse_questionnaire(rubric.questionnaire.data)
        for question, options in count_options(codes[rubric.version], asked).items():
            total[question].update(options)
    return {question: dict(options) for question, options in total.items()}


def _rubrics(versions: Iterable[str]) -> Iterable[Rubric]:
    return Rubric.objects.filter(version__in=versions).select_related("questionnaire")
