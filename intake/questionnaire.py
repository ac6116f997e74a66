"""The live questionnaire as pages need it, and what one answer says about others.

The questionnaire is versioned data in a row that triage sets live together with the
rubric. Scoring reads the same data its own way; nothing here knows about points.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from accounts.errors import Conflict
from intake.models import AnswerKind, Questionnaire, QuickTick


class NoQuestionnaire(Conflict):
    """Nothing has been published yet, so there is nothing to ask."""

    def __init__(self) -> None:
        super().__init__(
            _("No questionnaire is published yet. Ask an administrator to load one.")
        )


@dataclass(frozen=True)
class Option:
    value: str
    label: str


@dataclass(frozen=True)
class Question:
    """One question; `answered_by` says who usually knows, `effort` 1 to 3."""

    id: str
    section: str
    text: str
    help: str
    why: str
    answered_by: str
    effort: int
    is_core: bool
    unknown_label: str
    options: tuple[Option, ...]

    def has_option(self, value: str) -> bool:
        return any(option.value == value for option in self.options)

    def says(self, kind: str, option: str = "", reason: str = "") -> str:
        """An answer in words."""
        if kind == AnswerKind.KNOWN:
            labels = {choice.value: choice.label for choice in self.options}
            return labels.get(option, option)
        if kind == AnswerKind.NOT_APPLICABLE:
            return _("not applicable: %(reason)s") % {"reason": reason}
        return self.unknown_label if kind == AnswerKind.UNKNOWN else _("not asked")


@dataclass(frozen=True)
class Section:
    id: str
    name: str
    plain: str
    questions: tuple[Question, ...]

    def in_order(self, ticks: Collection[str]) -> tuple[Question, ...]:
        """Core questions first, and among equals those the quick ticks point to."""
        pointed_at = first_questions(ticks)
        return tuple(
            sorted(
                self.questions,
                key=lambda question: (
                    not question.is_core,
                    question.id not in pointed_at,
                ),
            )
        )


@dataclass(frozen=True)
class LiveQuestionnaire:
    version: str
    sections: tuple[Section, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(q for section in self.sections for q in section.questions)

    @property
    def by_id(self) -> dict[str, Question]:
        return {question.id: question for question in self.questions}

    def find(self, question: str) -> Question | None:
        return next((q for q in self.questions if q.id == question), None)

    def find_section(self, section: str) -> Section | None:
        return next((s for s in self.sections if s.id == section), None)


def live() -> LiveQuestionnaire:
    """The questionnaire forms ask from (one small query).

    :raises NoQuestionnaire: none is published.
    """
    row = (
        Questionnaire.objects.filter(is_live=True)
        .values_list("version", "published_at")
        .first()
    )
    if row is None:
        raise NoQuestionnaire
    return published(*row)


# A published version never changes, so it is read once in a process.
@lru_cache(maxsize=8)
def published(version: str, published_at: datetime) -> LiveQuestionnaire:
    """Any version, live or not; the moment tells apart those of a trial begun anew."""
    data = Questionnaire.objects.values_list("data", flat=True).get(version=version)
    return parse(data)


def parse(data: Mapping[str, Any]) -> LiveQuestionnaire:
    """:raises KeyError: the data is not of the schema questionnaire/1."""
    return LiveQuestionnaire(
        version=data["version"],
        sections=tuple(
            Section(
                id=section["id"],
                name=section["name"],
                plain=section["plain"],
                questions=tuple(
                    _question(item, section["id"]) for item in section["questions"]
                ),
            )
            for section in data["sections"]
        ),
    )


def _question(item: Mapping[str, Any], section: str) -> Question:
    return Question(
        id=item["id"],
        section=section,
        text=item["text"],
        help=item["help"],
        why=item["why"],
        answered_by=item["answered_by"],
        effort=item["effort_to_answer"],
        is_core=item["core"],
        unknown_label=item["unknown_label"],
        options=tuple(
            Option(option["value"], option["label"]) for option in item["options"]
        ),
    )


@dataclass(frozen=True)
class Implication:
    """When all of `when` is answered, `then` follows, and is proposed for one click."""

    when: Mapping[str, str]
    then: Mapping[str, str]


# Only what cannot be otherwise: no devices means nothing to mount, but the software may
# still need updates, unless there is none either (product.md, "Assessment stage").
IMPLICATIONS = (
    Implication(
        {"NET1": "none"},
        {"NET2": "no_devices", "NET3": "none", "OPS3": "na", "LEG3": "none"},
    ),
    Implication({"NET1": "none", "NET5": "nowhere"}, {"SEC5": "na"}),
    Implication({"PUB1": "no"}, {"PUB2": "not_public"}),
    Implication({"INT1": "none"}, {"INT2": "none", "INT5": "none"}),
    Implication({"DAT1": "none"}, {"DAT2": "none"}),
    Implication({"VEN1": "not_chosen"}, {"VEN4": "none_1y"}),
)

# The quick ticks pre-fill nothing; they choose which questions come first.
FIRST_QUESTIONS: Mapping[str, frozenset[str]] = {
    QuickTick.NETWORK: frozenset({"INT5", "NET2", "NET5", "SEC3"}),
    QuickTick.DEVICES: frozenset({"NET1", "NET2", "NET3", "OPS3", "LEG3", "SEC2"}),
    QuickTick.RECORDING: frozenset({"NET4", "DAT1", "DAT3", "DAT4", "PUB3"}),
    QuickTick.PERSONAL_DATA: frozenset({"DAT1", "DAT2", "DAT4", "DAT5"}),
    QuickTick.AI: frozenset({"DAT6", "PUB3", "PUB4"}),
    QuickTick.SHARED_OUTSIDE: frozenset({"DAT5", "VEN5", "SEC3"}),
    QuickTick.RESIDENTS: frozenset({"PUB1", "PUB2", "OPS4"}),
}


def first_questions(ticks: Collection[str]) -> frozenset[str]:
    """Ids of the questions that these quick ticks bring to the front."""
    return frozenset().union(*(FIRST_QUESTIONS.get(tick, ()) for tick in ticks))


def implied_by(known: Mapping[str, str]) -> dict[str, str]:
    """What follows from known answers (question → option) for questions not answered.

    Follows chains; an answer that is there already is never contradicted.
    """
    settled = dict(known)
    while True:
        new = {
            question: option
            for rule in IMPLICATIONS
            if all(settled.get(q) == value for q, value in rule.when.items())
            for question, option in rule.then.items()
            if question not in settled
        }
        if not new:
            return {q: value for q, value in settled.items() if q not in known}
        settled |= new
