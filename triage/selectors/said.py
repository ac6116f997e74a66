"""Who gave the answers an assessment was made on, and when: as of then, not as of now."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from accounts import audit
from accounts.models import AuditEntry, Contact
from intake.models import Answer
from intake.questionnaire import Question
from intake.selectors import mark_gone
from triage.models import Assessment

_ANSWERING = ("intake.draft_answered", "intake.answer_changed", "intake.ask_answered")


@dataclass(frozen=True)
class Said:
    """`once_said` are the words of a choice that counts as not known: it is gone."""

    by: str
    on: date
    once_said: str = ""


def who_said(
    assessment: Assessment, asked: Mapping[str, Question]
) -> Mapping[str, Said]:
    """By question; nobody for what was not answered yet.

    The answers themselves hold only who spoke last; who spoke before that is on record.
    Two queries, and a third where a choice is no longer offered.

    :param asked: the questions of its questionnaire.
    """
    rows = list(
        Answer.objects.filter(
            project_request=assessment.project_request_id,
            answered_at__lte=assessment.made_at,
        ).select_related("answered_by")
    )
    mark_gone(rows, asked)
    said = {
        row.question: Said(row.answered_by.name, timezone.localdate(row.answered_at))
        for row in rows
    }
    for entry in _acts_until(assessment):
        said.update(dict.fromkeys(_questions_of(entry), _by(entry)))
    for row in rows:
        if row.once_said:
            said[row.question] = replace(said[row.question], once_said=row.once_said)
    return said


def _acts_until(assessment: Assessment) -> list[AuditEntry]:
    """The acts of answering up to the one that caused the assessment, oldest first."""
    entries = AuditEntry.objects.filter(
        subject_type=audit.subject_type(assessment.project_request),
        subject_id=assessment.project_request_id,
        action__in=_ANSWERING,
        pk__lte=assessment.cause_id,
    )
    return list(entries.select_related("by_contact").order_by("pk"))


def _questions_of(entry: AuditEntry) -> list[str]:
    facts = entry.facts
    return facts["questions"] if "questions" in facts else [facts["question"]]


def _by(entry: AuditEntry) -> Said:
    contact: Contact | None = entry.by_contact
    return Said(contact.name if contact else "", timezone.localdate(entry.at))
