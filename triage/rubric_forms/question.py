"""One question with its choices and their points."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from triage.figures.change_words import EFFORT_NAMES
from triage.figures.who import WHO_ANSWERS, who_answers
from triage.models import RubricDraft
from triage.rubric_forms.base import ParagraphField, PlaceField, SectionForm
from triage.rubric_forms.points import points_field
from triage.rubric_forms.removing import asked_by
from triage.scoring import edits
from triage.scoring.coding import PLACES

# Empty rows for new choices: saving gives as many again.
NEW_ROWS, NEW_ROWS_OF_NEW_QUESTION = 2, 5


@dataclass(frozen=True)
class ChoiceRow:
    """One choice; a new one has no value yet and cannot be removed.

    `given` says in how many open requests it is the answer.
    """

    value: str
    place: forms.BoundField
    words: forms.BoundField
    points: forms.BoundField
    remove: forms.BoundField | None
    given: int


class QuestionForm(SectionForm):
    text = ParagraphField(
        label=gettext_lazy("Question"),
        max_length=300,
        error_messages={"required": gettext_lazy("Write the question.")},
    )
    help = ParagraphField(
        label=gettext_lazy("Help"),
        max_length=500,
        required=False,
    )
    why = ParagraphField(
        label=gettext_lazy("Why it is asked"),
        max_length=500,
        error_messages={"required": gettext_lazy("Say why it is asked.")},
    )
    answered_by = forms.ChoiceField(label=gettext_lazy("Who usually knows"))
    effort = forms.TypedChoiceField(
        label=gettext_lazy("How hard it is to answer"),
        choices=tuple(EFFORT_NAMES.items()),
        coerce=int,
    )
    core = forms.BooleanField(
        label=gettext_lazy("One of the first questions of the form"), required=False
    )
    unknown_label = forms.CharField(
        label=gettext_lazy("Words for “don’t know yet”"),
        max_length=60,
        error_messages={
            "required": gettext_lazy("Every question can be answered so: say how.")
        },
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        draft: RubricDraft,
        section: Mapping[str, Any],
        question: Mapping[str, Any] | None = None,
        published: Mapping[str, Mapping[str, str]],
        given: Mapping[str, int] | None = None,
    ) -> None:
        """:param question: of the section; None makes a new one.
        :param published: question → value → words, of all questionnaires there ever
            were: neither ids nor values are given a second meaning.
        :param given: value → open requests whose answer it is.
        """
        self.question = question
        self.id = question["id"] if question else ""
        self.published = published
        self.given = given or {}
        super().__init__(data, draft=draft, section=section)

    @property
    def answered(self) -> int:
        """Open requests that answer the question with one of its choices."""
        return sum(row.given for row in self.rows)

    def build(self) -> None:
        question = self.question or {}
        who = question.get("answered_by", next(iter(WHO_ANSWERS)))
        self.fields["answered_by"].choices = [  # type: ignore[attr-defined]
            (code, capfirst(who_answers(code)))
            for code in dict.fromkeys([*WHO_ANSWERS, who])
        ]
        self.initial.update(
            text=question.get("text", ""),
            help=question.get("help", ""),
            why=question.get("why", ""),
            answered_by=who,
            effort=question.get("effort_to_answer", 1),
            core=question.get("core", False),
            unknown_label=question.get("unknown_label", _("Don't know yet")),
        )
        self.rows = list(self._rows())

    def _rows(self) -> Iterator[ChoiceRow]:
        points = edits.points_of(self.draft.rubric, self.id)
        options = self.question["options"] if self.question else []
        for place, option in enumerate(options, start=1):
            yield self._row(
                option["value"], option["label"], points[option["value"]], place
            )
        more = NEW_ROWS if options else NEW_ROWS_OF_NEW_QUESTION
        for number in range(1, more + 1):
            yield self._new_row(number)

    def _row(self, value: str, label: str, points: int, place: int) -> ChoiceRow:
        words = {"choice": label}
        return ChoiceRow(
            value=value,
            words=self.add(
                f"words-{value}",
                forms.CharField(
                    label=_("Words of “%(choice)s”") % words,
                    max_length=200,
                    error_messages={"required": _("Write its words, or take it out.")},
                ),
                label,
            ),
            points=self.add(
                f"points-{value}",
                points_field(self.draft.rubric, _("Points of “%(choice)s”") % words),
                points,
            ),
            place=self.add(
                f"place-{value}",
                PlaceField(label=_("Place of “%(choice)s”") % words, required=False),
                place,
            ),
            remove=self.add(
                f"remove-{value}",
                forms.BooleanField(
                    label=_("Take out “%(choice)s”") % words, required=False
                ),
                False,
            ),
            given=self.given.get(value, 0),
        )

    def _new_row(self, at: int) -> ChoiceRow:
        # No value of a choice can look so: values have no capital letters of ours.
        key, words = f"NEW{at}", {"number": at}
        return ChoiceRow(
            value="",
            words=self.add(
                f"words-{key}",
                forms.CharField(
                    label=_("Words of new choice %(number)s") % words,
                    max_length=200,
                    required=False,
                ),
                "",
            ),
            points=self.add(
                f"points-{key}",
                points_field(
                    self.draft.rubric,
                    _("Points of new choice %(number)s") % words,
                    required=False,
                ),
            ),
            place=self.add(
                f"place-{key}",
                PlaceField(
                    label=_("Place of new choice %(number)s") % words, required=False
                ),
            ),
            remove=None,
            given=0,
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        kept = self._kept()
        for row in self.rows:
            if row.remove is None:
                self._check_new(row)
            elif row not in kept:
                self._check_removed(row, row.remove)
        self._check_words(kept)
        if len(kept) < 2:
            self.add_error(None, _("A question needs at least two choices."))
        if len(kept) > len(PLACES):
            says = _("A question can have at most %(most)s choices.")
            self.add_error(None, says % {"most": len(PLACES)})
        self.check_points()
        return cleaned

    def _check_new(self, row: ChoiceRow) -> None:
        words = self.cleaned_data.get(row.words.name)
        points = self.cleaned_data.get(row.points.name)
        if words and points is None and not row.points.errors:
            self.add_error(row.points.name, _("Give the new choice its points."))
        if points is not None and not words and not row.words.errors:
            self.add_error(row.words.name, _("Give the new choice its words."))

    def _check_removed(self, row: ChoiceRow, remove: forms.BoundField) -> None:
        # What the words and points of a removed choice are no longer matters.
        for field in (row.words, row.points, row.place):
            self.errors.pop(field.name, None)
        rules = edits.rules_asking(self.draft.rubric, self.id, row.value)
        if rules:
            self.add_error(remove.name, asked_by(rules))

    def _check_words(self, kept: list[ChoiceRow]) -> None:
        seen: set[str] = set()
        for row in kept:
            words = self.cleaned_data.get(row.words.name, "").casefold()
            if words and words in seen:
                self.add_error(row.words.name, _("Another choice has the same words."))
            seen.add(words)

    def _kept(self) -> list[ChoiceRow]:
        """The rows that will be choices, in the order of the form."""
        value = self.cleaned_data.get
        return [
            row
            for row in self.rows
            if (
                value(row.words.name)
                if row.remove is None
                else not value(row.remove.name)
            )
        ]

    def texts(self) -> Mapping[str, Mapping[str, Any]]:
        values = self.cleaned_data
        question_id = self.id or self._new_id()
        options: list[dict[str, str]] = []
        points: dict[str, int] = {}
        kept = self._kept()
        places = [values.get(row.place.name) for row in kept]
        for row in edits.in_places(kept, places):
            words = values[row.words.name]
            value = row.value or self._new_value(question_id, words, points)
            options.append({"value": value, "label": words})
            points[value] = values[row.points.name]
        question = {
            "id": question_id,
            "text": values["text"],
            "help": values["help"],
            "core": values["core"],
            "effort_to_answer": values["effort"],
            "answered_by": values["answered_by"],
            "unknown_label": values["unknown_label"],
            "why": values["why"],
            "options": options,
        }
        rubric, questionnaire = edits.put_question(
            self.draft.rubric,
            self.draft.questionnaire,
            section=self.section["id"],
            question=question,
            points=points,
        )
        return {"rubric": rubric, "questionnaire": questionnaire}

    def _new_id(self) -> str:
        asked = {
            question["id"]
            for section in self.draft.questionnaire["sections"]
            for question in section["questions"]
        }
        return edits.new_question_id(self.section["id"], asked | set(self.published))

    def _new_value(self, question_id: str, words: str, taken: Collection[str]) -> str:
        """The value these very words once had here, else one that never meant anything."""
        before = self.published.get(question_id, {})
        now = {row.value for row in self.rows if row.value} | set(taken)
        for value, label in before.items():
            if label.casefold() == words.casefold() and value not in now:
                return value
        return edits.new_value(words, {*before, *now})

    def says(self) -> str:
        if self.question:
            return _("question “%(text)s”") % {"text": self.cleaned_data["text"]}
        return _("new question “%(text)s”") % {"text": self.cleaned_data["text"]}
