"""What was asked before: the words of what the live questionnaire has no more."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from intake.models import Answer, Questionnaire
from intake.questionnaire import Question, published


@dataclass(frozen=True)
class PastQuestionnaires:
    """Every published version, newest first, with its moment."""

    versions: tuple[tuple[str, datetime], ...]

    @classmethod
    def read(cls) -> Self:
        """One query; the texts are read when they are needed, once in a process."""
        newest_first = Questionnaire.objects.order_by("-published_at", "-pk")
        return cls(tuple(newest_first.values_list("version", "published_at")))

    def find(self, question: str) -> Question | None:
        """A question as it read last; None where no version ever asked it."""
        read = (published(*version).find(question) for version in self.versions)
        return next(filter(None, read), None)

    def question_of(self, answer: Answer) -> Question | None:
        """The question as its answerer read it, offering what they chose."""
        for version, published_at in self._likeliest_first(answer.answered_at):
            found = published(version, published_at).find(answer.question)
            if found and (not answer.option or found.has_option(answer.option)):
                return found
        return None

    def words_of(self, answer: Answer) -> str:
        """An answer as it read then; its code where no version ever offered it."""
        question = self.question_of(answer)
        if question is None:
            return answer.option or answer.get_kind_display()
        return question.says(answer.kind, answer.option, answer.reason)

    def _likeliest_first(self, moment: datetime) -> Iterator[tuple[str, datetime]]:
        """What was out by then, newest first; then what came later, oldest first."""
        yield from (item for item in self.versions if item[1] <= moment)
        yield from (item for item in reversed(self.versions) if item[1] > moment)


def texts_of(questions: Iterable[str], asked: Mapping[str, Question]) -> dict[str, str]:
    """How each question reads, or read when it was last asked.

    One query if there are any that `asked` no longer holds.
    """
    wanted = set(questions)
    is_gone = wanted - asked.keys()
    past = PastQuestionnaires.read() if is_gone else PastQuestionnaires(())
    found = {
        question: asked.get(question) or past.find(question) for question in wanted
    }
    return {question: one.text if one else question for question, one in found.items()}


def once_said(
    answers: Iterable[Answer], asked: Mapping[str, Question]
) -> dict[str, str]:
    """By question, the words of choices that `asked` offers no more.

    A question that is gone altogether is left out. One query if there are any.
    """
    gone = [
        answer
        for answer in answers
        if answer.option
        and (question := asked.get(answer.question))
        and not question.has_option(answer.option)
    ]
    past = PastQuestionnaires.read() if gone else PastQuestionnaires(())
    return {answer.question: past.words_of(answer) for answer in gone}
