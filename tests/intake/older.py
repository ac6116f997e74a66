"""A newer questionnaire that has given up what the first one asked."""

import copy
from typing import Any

from intake.models import Questionnaire
from intake.services import load_questionnaire


def publish_without(
    options: dict[str, str] | None = None,
    questions: tuple[str, ...] = (),
    *,
    now,
    version: str = "2026.2",
) -> Questionnaire:
    """Live without these options (question → value) and without these questions."""
    data: Any = copy.deepcopy(Questionnaire.objects.get(is_live=True).data)
    data["version"] = version
    for section in data["sections"]:
        section["questions"] = [
            question
            for question in section["questions"]
            if question["id"] not in questions
        ]
        for question in section["questions"]:
            gone = (options or {}).get(question["id"])
            question["options"] = [o for o in question["options"] if o["value"] != gone]
    newer = load_questionnaire(data=data, now=now)
    Questionnaire.objects.update(is_live=False)
    Questionnaire.objects.filter(pk=newer.pk).update(is_live=True)
    return newer
