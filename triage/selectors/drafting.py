"""What the editors of a draft need to know beside the draft."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from django.db.models import Count

from intake.lifecycle import OPEN_STEPS
from intake.models import Answer, AnswerKind, Questionnaire
from triage.models import Rubric


def words_ever_published() -> Mapping[str, Mapping[str, str]]:
    """Question → value → words of every questionnaire there was, newest words last."""
    words: dict[str, dict[str, str]] = defaultdict(dict)
    texts = Questionnaire.objects.order_by("published_at", "pk").values_list(
        "data", flat=True
    )
    for data in texts:
        for section in data["sections"]:
            for question in section["questions"]:
                labels = {
                    option["value"]: option["label"] for option in question["options"]
                }
                words[question["id"]].update(labels)
    return words


def rule_ids_ever_published() -> set[str]:
    texts = Rubric.objects.order_by("pk").values_list("data", flat=True)
    return {rule["id"] for data in texts for rule in data["escalators"]}


def answers_of_open_requests(
    questions: Collection[str],
) -> Mapping[str, Mapping[str, int]]:
    """Question → value → how many requests still to be decided gave it as their answer."""
    counted = (
        Answer.objects.filter(
            question__in=questions,
            kind=AnswerKind.KNOWN,
            project_request__step__in=OPEN_STEPS,
        )
        .order_by()
        .values_list("question", "option")
        .annotate(requests=Count("pk"))
    )
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for question, option, requests in counted:
        found[question][option] = requests
    return found
