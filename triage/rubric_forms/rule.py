"""One rule: what sets it off, the lowest tier it holds, the reviews it forces."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from triage.figures import TIER_NAMES
from triage.models import RubricDraft
from triage.rubric_forms.base import DraftForm, LinesField, ParagraphField
from triage.scoring import edits
from triage.scoring.edits import ALL_OF, ANY_OF, SMALL_WHEN
from triage.scoring.rules import Tier

GROUPS = (ANY_OF, ALL_OF, SMALL_WHEN)
_FLOORS = [
    (
        tier,
        gettext_lazy("None: it only forces its reviews") if tier == Tier.LOW else name,
    )
    for tier, name in TIER_NAMES.items()
]


@dataclass(frozen=True)
class ConditionRow:
    """A question and the answers of it that hold."""

    question: str
    answers: forms.BoundField


@dataclass(frozen=True)
class ConditionGroup:
    """One list of conditions, and the field that adds a question to it."""

    id: str
    rows: tuple[ConditionRow, ...]
    add: forms.BoundField


class RuleForm(DraftForm):
    """A rule (escalator) of the draft, or a new one.

    The questions of a list are sent with it: a hidden `any_of` for each, in order, and
    `any_of-DAT2` with the answers of DAT2 that were ticked.
    """

    name = forms.CharField(
        label=gettext_lazy("What it stands for"),
        max_length=120,
        error_messages={"required": gettext_lazy("Say in a few words what it is for.")},
        help_text=gettext_lazy("Shown as the reason when it lifts a tier."),
    )
    floor = forms.ChoiceField(label=gettext_lazy("Lowest tier"), choices=_FLOORS)
    small_floor = forms.ChoiceField(
        label=gettext_lazy("Lowest tier of a small project"),
        choices=[("", gettext_lazy("The same: no exception")), *_FLOORS],
        required=False,
    )
    reviews = LinesField(
        label=gettext_lazy("Reviews it forces, one a line"),
        error_messages={"required": gettext_lazy("Name at least one review.")},
    )
    basis = ParagraphField(
        label=gettext_lazy("What it is based on"),
        max_length=400,
        error_messages={"required": gettext_lazy("Say what it is based on.")},
        help_text=gettext_lazy("A law, a standard, a case: whoever asks why reads it."),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        draft: RubricDraft,
        rule: Mapping[str, Any] | None = None,
        taken: Collection[str] = (),
    ) -> None:
        """:param rule: of the draft; None makes a new one, with an id not `taken`."""
        self.rule = rule
        self.taken = taken
        super().__init__(_with_added(data), draft=draft)
        # A question that was just added has no answers yet: nothing is judged so far.
        self.is_growing = data is not None and _is_growing(data)

    def build(self) -> None:
        rule = self.rule or {"floor": Tier.MODERATE}
        self.initial.update(
            name=rule.get("name", ""),
            floor=_floor(rule["floor"]),
            small_floor=_floor(rule.get("small_floor")),
            reviews="\n".join(rule.get("reviews", [])),
            basis=rule.get("basis", ""),
        )
        self.groups = {
            group: self._group(group, _by_question(group, rule.get(group, [])))
            for group in GROUPS
        }

    def _group(self, group: str, stored: Mapping[str, list[str]]) -> ConditionGroup:
        asked = {q["id"]: q for q in self._questions}
        questions = list(stored)
        if self.is_bound:
            sent = self.data.getlist(group)  # type: ignore[attr-defined]
            questions = [
                question for question in dict.fromkeys(sent) if question in asked
            ]
        rows = [
            ConditionRow(
                question,
                self.add(
                    f"{group}-{question}",
                    _answers_field(asked[question]),
                    stored.get(question, []),
                ),
            )
            for question in questions
        ]
        added = self.add(f"{group}-add", self._add_field())
        return ConditionGroup(group, tuple(rows), added)

    def _add_field(self) -> forms.ChoiceField:
        by_section = [
            (section["name"], [(q["id"], q["text"]) for q in section["questions"]])
            for section in self.draft.questionnaire["sections"]
        ]
        return forms.ChoiceField(
            label=_("Another question"),
            choices=[("", _("Choose a question")), *by_section],
            required=False,
        )

    @property
    def _questions(self) -> list[dict[str, Any]]:
        sections = self.draft.questionnaire["sections"]
        return [question for section in sections for question in section["questions"]]

    def full_clean(self) -> None:
        if getattr(self, "is_growing", False):
            self._errors = forms.utils.ErrorDict()
            self.cleaned_data: dict[str, Any] = {}
        else:
            super().full_clean()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self._conditions(ANY_OF) and not self._conditions(ALL_OF):
            self.add_error(
                f"{ANY_OF}-add",
                _(
                    "Add a question and tick at least one answer that sets the rule off."
                ),
            )
        self._check_small(cleaned.get("floor"), cleaned.get("small_floor"))
        if cleaned.get("name") in self._other_names():
            self.add_error("name", _("Another rule is called so already."))
        return cleaned

    def _check_small(self, floor: str | None, small_floor: str | None) -> None:
        conditions = self._conditions(SMALL_WHEN)
        if small_floor and not conditions:
            self.add_error(
                f"{SMALL_WHEN}-add",
                _("Say which answers make a project small, or choose no exception."),
            )
        if conditions and not small_floor:
            self.add_error(
                "small_floor",
                _("Choose the tier, or untick the answers that make a project small."),
            )
        if floor and small_floor and Tier(small_floor).rank > Tier(floor).rank:
            self.add_error(
                "small_floor",
                _("A small project cannot be held higher than a large one."),
            )

    def _other_names(self) -> set[str]:
        return {
            rule["name"]
            for rule in self.draft.rubric["escalators"]
            if self.rule is None or rule["id"] != self.rule["id"]
        }

    def _conditions(self, group: str) -> list[dict[str, Any]]:
        """The ticked ones; a question without a tick is taken out of the rule."""
        return [
            {"question": row.question, "values": ticked}
            for row in self.groups[group].rows
            if (ticked := self.cleaned_data.get(row.answers.name))
        ]

    def texts(self) -> Mapping[str, Mapping[str, Any]]:
        values = self.cleaned_data
        old = self.rule or {}
        taken = {rule["id"] for rule in self.draft.rubric["escalators"]} | set(
            self.taken
        )
        rule = {
            "id": old.get("id") or edits.new_rule_id(values["name"], taken),
            "name": values["name"],
            **{group: self._conditions(group) for group in GROUPS},
            "floor": _as_before(old.get("floor"), values["floor"]),
            "small_floor": _as_before(old.get("small_floor"), values["small_floor"]),
            "reviews": values["reviews"].splitlines(),
            "basis": values["basis"],
        }
        return {"rubric": edits.put_rule(self.draft.rubric, rule)}

    def says(self) -> str:
        says = _("rule “%(name)s”") if self.rule else _("new rule “%(name)s”")
        return says % {"name": self.cleaned_data["name"]}


def _answers_field(question: Mapping[str, Any]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=question["text"],
        choices=[(option["value"], option["label"]) for option in question["options"]],
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
        required=False,
    )


def _by_question(group: str, conditions: list[dict[str, Any]]) -> dict[str, list[str]]:
    """Conditions on the same question as the one that says the same."""
    joined: dict[str, list[str]] = {}
    for item in conditions:
        values = joined.setdefault(item["question"], list(item["values"]))
        if group == ANY_OF:
            values += [value for value in item["values"] if value not in values]
        else:
            values[:] = [value for value in values if value in item["values"]]
    return joined


def _with_added(data: QueryDict | None) -> QueryDict | None:
    """The chosen questions joined to their lists, their answers still to be ticked."""
    if data is None:
        return None
    grown = data.copy()
    for group in GROUPS:
        if question := grown.get(f"{group}-add"):
            grown.appendlist(group, question)
            grown[f"{group}-add"] = ""
    return grown


def _is_growing(data: QueryDict) -> bool:
    return "add" in data or any(data.get(f"{group}-add") for group in GROUPS)


def _floor(stored: str | None) -> str:
    """The choice that stands for a stored floor: "none" and "low" both lift nothing."""
    return Tier.LOW if stored == "none" else stored or ""


def _as_before(stored: str | None, chosen: str) -> str | None:
    """What to store for a choice, in the words the rule had if they mean the same."""
    return stored if _floor(stored) == chosen else chosen or None
