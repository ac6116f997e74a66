"""How far the answers are, and what they propose."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from intake import questionnaire
from intake.models import Answer, AnswerKind, ProjectRequest
from intake.questionnaire import LiveQuestionnaire, Question, Section, implied_by
from intake.selectors.stored import stored_answers
from intake.services.asks import open_asks


@dataclass(frozen=True)
class Proposal:
    """An answer that follows from others, to be taken with one click."""

    question: Question
    option: str

    @property
    def answer(self) -> str:
        return self.question.says(AnswerKind.KNOWN, self.option)


@dataclass(frozen=True)
class SectionProgress:
    """How far a section is. `settled` are answered or not applicable."""

    section: Section
    settled: int
    unknown: int
    core_left: int
    is_pointed_at: bool

    @property
    def total(self) -> int:
        return len(self.section.questions)

    @property
    def left(self) -> int:
        return self.total - self.settled - self.unknown


@dataclass(frozen=True)
class AssessmentProgress:
    sections: tuple[SectionProgress, ...]
    proposals: tuple[Proposal, ...]

    @property
    def settled(self) -> int:
        return sum(part.settled for part in self.sections)

    @property
    def total(self) -> int:
        return sum(part.total for part in self.sections)


def assessment_progress(project_request: ProjectRequest) -> AssessmentProgress:
    """Sections with those the quick ticks point to first."""
    live = questionnaire.live()
    answers = stored_answers(project_request)
    pointed_at = questionnaire.first_questions(project_request.quick_ticks)
    parts = [_progress(section, answers, pointed_at) for section in live.sections]
    return AssessmentProgress(
        sections=tuple(sorted(parts, key=lambda part: not part.is_pointed_at)),
        proposals=proposals(live, answers),
    )


def proposals(
    live: LiveQuestionnaire, answers: Mapping[str, Answer]
) -> tuple[Proposal, ...]:
    """What follows from the known answers for questions nobody has answered."""
    known = {q: row.option for q, row in answers.items() if row.option}
    return tuple(
        Proposal(question, option)
        for asked, option in implied_by(known).items()
        if asked not in answers
        and (question := live.find(asked))
        and question.has_option(option)
    )


def _progress(
    section: Section, answers: Mapping[str, Answer], pointed_at: Iterable[str]
) -> SectionProgress:
    rows = [answers.get(question.id) for question in section.questions]
    unknown = sum(row is not None and row.kind == AnswerKind.UNKNOWN for row in rows)
    return SectionProgress(
        section=section,
        settled=sum(row is not None for row in rows) - unknown,
        unknown=unknown,
        core_left=sum(
            question.is_core and row is None
            for question, row in zip(section.questions, rows, strict=True)
        ),
        is_pointed_at=any(q.id in pointed_at for q in section.questions),
    )


@dataclass(frozen=True)
class OpenAsk:
    """A question somebody was sent, as its page quotes it."""

    to: str
    asked_by: str
    note: str
    due_on: date


def open_ask(project_request: ProjectRequest, question: str) -> OpenAsk | None:
    row = open_asks(project_request).filter(question=question).first()
    if row is None:
        return None
    return OpenAsk(row.to.name, row.asked_by.name, row.note, row.due_on)
