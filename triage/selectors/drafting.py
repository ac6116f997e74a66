"""What the editors of a draft need to know beside the draft."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _

from intake.lifecycle import OPEN_STEPS
from intake.models import Answer, AnswerKind, Questionnaire
from triage.figures import TIER_NAMES
from triage.models import Rubric, RubricDraft
from triage.scoring.rules import Tier


@dataclass(frozen=True)
class RuleLine:
    """A rule of a draft in a list; `small_floor` is empty without an exception."""

    id: str
    name: str
    floor: str
    small_floor: str
    reviews: tuple[str, ...]


def rule_lines(draft: RubricDraft) -> list[RuleLine]:
    return [
        RuleLine(
            id=rule["id"],
            name=rule["name"],
            floor=_floor_says(rule["floor"]),
            small_floor=_floor_says(rule["small_floor"])
            if rule.get("small_floor")
            else "",
            reviews=tuple(rule["reviews"]),
        )
        for rule in draft.rubric["escalators"]
    ]


def _floor_says(floor: str) -> str:
    # Both lift nothing.
    return _("none") if floor in ("none", Tier.LOW) else str(TIER_NAMES[floor])


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
