"""What is stored and what is given, side by side, and the rules between the two."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from accounts.errors import Conflict, Refused
from intake import questionnaire
from intake.models import Answer, AnswerKind, ProjectRequest
from intake.past_questionnaires import once_said
from intake.questionnaire import LiveQuestionnaire, Question

LONGEST_REASON = 300


@dataclass(frozen=True)
class GivenAnswer:
    """What somebody says about one question. `reason` is for *not applicable* alone."""

    kind: AnswerKind
    option: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Clash:
    """One question two people answered at once. `theirs` is stored, `yours` is not."""

    question: Question
    theirs: str
    theirs_by: str
    yours: str
    version: int


class AnswerConflict(Conflict):
    """Answers changed while somebody was looking at older ones; nothing is written."""

    def __init__(self, number: str, clashes: tuple[Clash, ...]) -> None:
        super().__init__(
            _("Somebody else answered for %(number)s while you were at it.")
            % {"number": number}
        )
        self.clashes = clashes


@dataclass(frozen=True)
class Sheet:
    """Stored and given answers of the same questions, by question id.

    `rows` may be written over; `stored` keeps what they said.
    """

    number: str
    questions: LiveQuestionnaire
    rows: Mapping[str, Answer]
    stored: Mapping[str, GivenAnswer]
    given: Mapping[str, GivenAnswer]
    once_said: Mapping[str, str]
    """Words of stored choices that are no longer offered."""

    @cached_property
    def changed(self) -> list[str]:
        return [q for q in self.given if self.stored[q] != self.given[q]]

    def question(self, question: str) -> Question:
        found = self.questions.find(question)
        if found is None:
            raise KeyError(question)
        return found

    def before(self, question: str) -> str:
        if question in self.once_said:
            return self.once_said[question]
        return _in_words(self.question(question), self.stored[question])

    def after(self, question: str) -> str:
        return _in_words(self.question(question), self.given[question])

    def check_seen(self, seen: Mapping[str, int]) -> None:
        """:raises AnswerConflict: an answer to change is not the version seen."""
        clashes = tuple(
            Clash(
                question=self.question(question),
                theirs=self.before(question),
                theirs_by=stored.answered_by.name,
                yours=self.after(question),
                version=stored.version,
            )
            for question in self.changed
            if (stored := self.rows.get(question))
            and stored.version != seen.get(question, 0)
        )
        if clashes:
            raise AnswerConflict(self.number, clashes)

    def check_left_to_it(self) -> None:
        """:raises Refused: IT said that one of these does not apply."""
        settled = [
            q for q in self.changed if self.stored[q].kind == AnswerKind.NOT_APPLICABLE
        ]
        if settled:
            why = _("IT set this as not applicable. Ask IT to open it again.")
            raise Refused(dict.fromkeys(settled, why))


def read_sheet(
    project_request: ProjectRequest, given: Mapping[str, GivenAnswer]
) -> Sheet:
    answers = project_request.answers.filter(question__in=list(given))
    rows = {row.question: row for row in answers.select_related("answered_by")}
    live = questionnaire.live()
    return Sheet(
        number=project_request.number,
        questions=live,
        rows=rows,
        stored={question: _as_given(rows.get(question)) for question in given},
        given=given,
        once_said=once_said(rows.values(), live.by_id),
    )


def check_given(given: Mapping[str, GivenAnswer]) -> None:
    """:raises Refused: by question id: no such question or option, or no reason."""
    questions = questionnaire.live()
    wrong = {
        question: why
        for question, answer in given.items()
        if (why := _wrong_with(questions.find(question), question, answer))
    }
    if wrong:
        raise Refused(wrong)


def _wrong_with(question: Question | None, asked: str, answer: GivenAnswer) -> str:
    if question is None:
        return _("There is no question %s.") % asked
    if answer.kind == AnswerKind.NOT_ASKED:
        return _("%s: choose an answer, or “don't know yet”.") % asked
    if answer.kind == AnswerKind.KNOWN and not question.has_option(answer.option):
        return _("%(question)s: “%(option)s” is none of its answers.") % {
            "question": asked,
            "option": answer.option,
        }
    if answer.kind == AnswerKind.NOT_APPLICABLE and not answer.reason.strip():
        return _("%s: say why it does not apply.") % asked
    if len(answer.reason) > LONGEST_REASON:
        return _("%(question)s: give the reason in %(most)d characters.") % {
            "question": asked,
            "most": LONGEST_REASON,
        }
    return _surplus(asked, answer)


def _surplus(asked: str, answer: GivenAnswer) -> str:
    if answer.option and answer.kind != AnswerKind.KNOWN:
        return _("%s: only a known answer names an option.") % asked
    if answer.reason and answer.kind != AnswerKind.NOT_APPLICABLE:
        return _("%s: only “not applicable” takes a reason.") % asked
    return ""


def _as_given(stored: Answer | None) -> GivenAnswer:
    if stored is None:
        return GivenAnswer(AnswerKind.NOT_ASKED)
    return GivenAnswer(AnswerKind(stored.kind), stored.option, stored.reason)


def _in_words(question: Question, answer: GivenAnswer) -> str:
    return question.says(answer.kind, answer.option, answer.reason)
