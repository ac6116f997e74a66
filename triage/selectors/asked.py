"""Who was asked what, when, and what came of it; and who could be asked next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Contact, User
from intake.models import Answer, Ask, ProjectRequest
from intake.selectors import people_to_ask, texts_of
from triage.figures import day
from triage.selectors.explained import Explained, NextQuestion

# People by their key, under the side they stand on.
Groups = tuple[tuple[str, tuple[tuple[int, str], ...]], ...]


@dataclass(frozen=True)
class AskLine:
    """One question to one person. `came_of_it` is empty while an answer is wanted."""

    question_id: str
    question: str
    url: str
    to: str
    asked_by: str
    asked_on: date
    due_on: date
    reminded_on: date | None
    came_of_it: str
    is_open: bool


@dataclass(frozen=True)
class WhoToAsk:
    """`first` is who gets the question with one click: key and name, or None."""

    first: tuple[int, str] | None
    groups: Groups


def ask_lines(
    asks: Iterable[Ask],
    explained: Explained | None,
    today: date,
    answers: Iterable[Answer] = (),
) -> tuple[AskLine, ...]:
    """Open ones first, then the newest. A query where a question is no longer asked.

    :param asks: with `to`, `asked_by` and `answered_by`.
    :param answers: as they stand now; what was answered is quoted while it still stands.
    """
    asks = list(asks)
    texts = ask_texts(asks, explained)
    said: dict[tuple[str, datetime | None], Answer] = {
        (row.question, row.answered_at): row for row in answers
    }
    lines = [
        AskLine(
            question_id=ask.question,
            question=texts[ask.question],
            url=explained.answer_url(ask.question) if explained else "",
            to=ask.to.name,
            asked_by=ask.asked_by.name,
            asked_on=timezone.localdate(ask.asked_at),
            due_on=ask.due_on,
            reminded_on=timezone.localdate(ask.reminded_at)
            if ask.reminded_at
            else None,
            came_of_it=_came_of(
                ask, _quote(said.get((ask.question, ask.answered_at)), explained), today
            ),
            is_open=ask.is_open,
        )
        for ask in asks
    ]
    return tuple(sorted(lines, key=lambda line: not line.is_open))


def who_to_ask(
    project_request: ProjectRequest,
    reader: User,
    question: NextQuestion | None,
    asks: Iterable[Ask],
) -> WhoToAsk:
    """Everybody the form offers, by where they belong (one query).

    With one click IT's questions go to whoever the request is assigned to, all others to
    who asked for it; to nobody whom the question was sent to before.

    :param asks: all of the request.
    """
    people = people_to_ask(project_request).exclude(user=reader).order_by("name", "pk")
    found = list(people.select_related("department"))
    return WhoToAsk(
        first=_obvious(found, project_request, question, asks),
        groups=_by_side(found, project_request),
    )


def _obvious(
    people: Iterable[Contact],
    project_request: ProjectRequest,
    question: NextQuestion | None,
    asks: Iterable[Ask],
) -> tuple[int, str] | None:
    is_its = question is not None and question.answered_by == "IT"
    wanted = project_request.assignee_id if is_its else _asker(project_request)
    before = {ask.to_id for ask in asks if question and ask.question == question.id}
    for one in people:
        if wanted is not None and one.user_id == wanted and one.pk not in before:
            return one.pk, one.name
    return None


def _by_side(people: Iterable[Contact], project_request: ProjectRequest) -> Groups:
    """The groups there are."""
    groups: dict[str, list[tuple[int, str]]] = {
        _("The department"): [],
        _("Partners and owners of systems"): [],
        _("IT"): [],
    }
    department, others, in_it = groups.values()
    for one in people:
        is_asker = one.user_id == _asker(project_request)
        if one.department_id == project_request.department_id or is_asker:
            side = department
        elif one.department is not None and one.department.is_it:
            side = in_it
        else:
            side = others
        side.append((one.pk, one.name))
    return tuple((label, tuple(rows)) for label, rows in groups.items() if rows)


def _asker(project_request: ProjectRequest) -> int:
    return project_request.submitted_by_id or project_request.created_by_id


def ask_texts(asks: Iterable[Ask], explained: Explained | None) -> Mapping[str, str]:
    """By question; of one that is no longer asked as it read last (a query)."""
    known = explained.questions if explained else {}
    return texts_of([ask.question for ask in asks], known)


def _quote(answer: Answer | None, explained: Explained | None) -> str:
    known = explained.questions.get(answer.question) if explained and answer else None
    return known.says(answer.kind, answer.option) if known and answer else ""


def _came_of(ask: Ask, quote: str, today: date) -> str:
    if ask.answered_at:
        return _answered(ask, quote, today)
    if ask.returned_at:
        return _("sent back %(on)s: “%(note)s”") % {
            "on": _on(ask.returned_at, today),
            "note": ask.returned_note,
        }
    if ask.expired_at:
        return _("no answer by %(on)s") % {"on": day(ask.due_on, today=today)}
    if ask.withdrawn_at:
        return _("withdrawn %(on)s") % {"on": _on(ask.withdrawn_at, today)}
    return ""


def _answered(ask: Ask, quote: str, today: date) -> str:
    words = {"on": _on(ask.answered_at, today), "answer": quote, "by": ""}
    if ask.answered_by_id != ask.to_id and ask.answered_by is not None:
        words["by"] = ask.answered_by.name
        if quote:
            return _("answered by %(by)s %(on)s: “%(answer)s”") % words
        return _("answered by %(by)s %(on)s") % words
    if quote:
        return _("answered %(on)s: “%(answer)s”") % words
    return _("answered %(on)s") % words


def _on(moment: datetime | None, today: date) -> str:
    return day(timezone.localdate(moment), today=today) if moment else ""
