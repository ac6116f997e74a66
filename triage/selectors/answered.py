"""What was answered, by whom and when, by section of the questionnaire."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from intake.models import Answer, AnswerKind
from intake.selectors import OldAnswer, no_longer_asked
from triage.scoring.rules import Section
from triage.selectors.explained import Explained

_SETTLED = (AnswerKind.KNOWN, AnswerKind.NOT_APPLICABLE)


@dataclass(frozen=True)
class Answered:
    """One question with its answer; `by` and `on` are empty while it was not asked.

    `once_said` are the words of a choice that is no longer offered, which counts as not
    known yet; `url` is empty for a question that is no longer asked.
    """

    question: str
    url: str
    label: str
    kind: str
    reason: str
    by: str
    on: date | None
    once_said: str = ""


@dataclass(frozen=True)
class AnswerSection:
    name: str
    settled: int
    answers: tuple[Answered, ...]

    @property
    def total(self) -> int:
        return len(self.answers)


def settled_questions(answers: Sequence[Answer]) -> frozenset[str]:
    """Questions that are answered, or not applicable."""
    return frozenset(a.question for a in answers if a.kind in _SETTLED)


def answer_sections(
    answers: Sequence[Answer], explained: Explained
) -> tuple[AnswerSection, ...]:
    """Every question of every section in the order of the form, then what is gone.

    :param answers: with who answered, as the assessment's questionnaire takes them.
    """
    given = {answer.question: answer for answer in answers}
    settled = settled_questions(answers)
    sections = [
        AnswerSection(
            name=section.name,
            settled=sum(q.id in settled for q in section.questions),
            answers=_of_section(section, given, explained),
        )
        for section in explained.rules.questionnaire.sections
    ]
    gone = no_longer_asked(answers, explained.questions)
    if gone:
        sections.append(
            AnswerSection(_("No longer asked"), len(gone), tuple(map(_old, gone)))
        )
    return tuple(sections)


def _old(old: OldAnswer) -> Answered:
    return Answered(
        question=old.question,
        url="",
        label=old.says,
        kind=AnswerKind.KNOWN,
        reason="",
        by=old.row.answered_by.name,
        on=timezone.localdate(old.row.answered_at),
    )


def _of_section(
    section: Section, given: Mapping[str, Answer], explained: Explained
) -> tuple[Answered, ...]:
    return tuple(
        _answered(question.id, given.get(question.id), explained)
        for question in section.questions
    )


def _answered(
    question_id: str, answer: Answer | None, explained: Explained
) -> Answered:
    kind = AnswerKind(answer.kind) if answer else AnswerKind.NOT_ASKED
    known = answer is not None and kind is AnswerKind.KNOWN
    return Answered(
        question=explained.question(question_id).text,
        url=explained.answer_url(question_id),
        label=explained.answer_label(question_id, answer.option)
        if answer and known
        else str(kind.label),
        kind=kind,
        reason=answer.reason if answer else "",
        by=answer.answered_by.name if answer else "",
        on=timezone.localdate(answer.answered_at) if answer else None,
        once_said=answer.once_said if answer else "",
    )
