"""Points of every choice of one section."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from triage.rubric_forms.base import SectionForm, WholeField
from triage.scoring import edits


@dataclass(frozen=True)
class QuestionRows:
    """A question and, choice by choice, its words and the field of its points."""

    id: str
    text: str
    choices: tuple[tuple[str, forms.BoundField], ...]


class PointsForm(SectionForm):
    def build(self) -> None:
        self.questions = [self._rows(item) for item in self.section["questions"]]

    def _rows(self, question: Mapping[str, Any]) -> QuestionRows:
        points = edits.points_of(self.draft.rubric, question["id"])
        return QuestionRows(
            question["id"],
            question["text"],
            tuple(
                (
                    option["label"],
                    self.add(
                        f"{question['id']}-{option['value']}",
                        points_field(
                            self.draft.rubric,
                            _("Points of “%(choice)s”, %(question)s")
                            % {"choice": option["label"], "question": question["id"]},
                        ),
                        points[option["value"]],
                    ),
                )
                for option in question["options"]
            ),
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self.check_points()
        return cleaned

    def texts(self) -> Mapping[str, Mapping[str, Any]]:
        points = {
            question["id"]: {
                option["value"]: self.cleaned_data[
                    f"{question['id']}-{option['value']}"
                ]
                for option in question["options"]
            }
            for question in self.section["questions"]
        }
        return {"rubric": edits.set_points(self.draft.rubric, points)}

    def says(self) -> str:
        return _("points of %(section)s") % {"section": self.section["name"]}


def points_field(
    rubric: Mapping[str, Any], label: str, *, required: bool = True
) -> WholeField:
    """Whole points, from 0 to the heaviest that the scale of the rubric knows."""
    return WholeField(
        label=label, min_value=0, max_value=most_points(rubric), required=required
    )


def most_points(rubric: Mapping[str, Any]) -> int:
    """The end of the scale the rubric explains, or what some choice has already."""
    explained = (int(points) for points in rubric.get("point_anchor", {"4": ""}))
    given = (
        int(points)
        for dimension in rubric["dimensions"]
        for by_option in dimension["points"].values()
        for points in by_option.values()
    )
    return max([*explained, *given])
