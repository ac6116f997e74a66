"""A newer questionnaire that has given up what the first one asked."""

import copy
from collections.abc import Collection, Mapping
from typing import Any

from intake.models import Questionnaire
from intake.services import load_questionnaire


def without(
    questionnaire: Mapping[str, Any],
    options: Mapping[str, str],
    questions: Collection[str],
) -> dict[str, Any]:
    """The data without these options (question → value) and these questions."""
    data: Any = copy.deepcopy(questionnaire)
    for section in data["sections"]:
        section["questions"] = [
            question
            for question in section["questions"]
            if question["id"] not in questions
        ]
        for question in section["questions"]:
            gone = options.get(question["id"])
            question["options"] = [o for o in question["options"] if o["value"] != gone]
    return data


def publish_without(
    options: Mapping[str, str] | None = None,
    questions: Collection[str] = (),
    *,
    now,
    version: str = "2026.2",
) -> Questionnaire:
    """Live without these options (question → value) and without these questions."""
    live = Questionnaire.objects.get(is_live=True).data
    data = without(live, options or {}, questions) | {"version": version}
    newer = load_questionnaire(data=data, now=now)
    Questionnaire.objects.update(is_live=False)
    Questionnaire.objects.filter(pk=newer.pk).update(is_live=True)
    return newer
