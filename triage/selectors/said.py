"""Who gave the answers an assessment was made on, and when: as of then, not as of now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from accounts import audit
from accounts.models import AuditEntry, Contact
from intake.models import Answer
from triage.models import Assessment

_ANSWERING = ("intake.draft_answered", "intake.answer_changed", "intake.ask_answered")


@dataclass(frozen=True)
class Said:
    by: str
    on: date


def who_said(assessment: Assessment) -> Mapping[str, Said]:
    """By question; nobody for what was not answered yet (two queries).

    The answers themselves hold only who spoke last; who spoke before that is on record.
    """
    said = {
        row.question: Said(row.answered_by.name, timezone.localdate(row.answered_at))
        for row in Answer.objects.filter(
            project_request=assessment.project_request_id,
            answered_at__lte=assessment.made_at,
        ).select_related("answered_by")
    }
    for entry in _acts_until(assessment):
        said.update(dict.fromkeys(_questions_of(entry), _by(entry)))
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
