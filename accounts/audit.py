"""Write the record, and read it as sentences.

Every act has a sentence, registered by the services that perform it, so that history
pages never show a code. `record` refuses an action nobody wrote a sentence for.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.models import AuditEntry

_SENTENCES: dict[str, str | Promise] = {}


def register(sentences: Mapping[str, str | Promise]) -> None:
    """Tell how acts read: action → sentence with %(by)s, %(subject)s and fact names."""
    _SENTENCES.update(sentences)


def subject_type(subject: Model) -> str:
    return subject._meta.label_lower


def record(
    action: str,
    *,
    subject: Model,
    by: Actor,
    now: datetime,
    **facts: Any,
) -> AuditEntry:
    """Append one act, in the caller's transaction.

    :param facts: plain JSON values; the sentence may name them.
    :raises KeyError: no sentence is registered for the action.
    """
    _SENTENCES[action]
    return AuditEntry.objects.create(
        at=now,
        action=action,
        by_user=by.user,
        by_contact=by.contact,
        subject_type=subject_type(subject),
        subject_id=subject.pk,
        subject_label=str(subject)[:200],
        facts=facts,
    )


def sentence(entry: AuditEntry) -> str:
    """The act in words, such as "Y. Marsh accepted it: …"."""
    by = entry.by_contact.name if entry.by_contact else _("Groundwork")
    template = str(_SENTENCES.get(entry.action, "%(by)s: " + entry.action))
    return template % {"by": by, "subject": entry.subject_label, **entry.facts}


def history(subject: Model) -> list[AuditEntry]:
    """All acts on a thing, newest first, with who did them (one query)."""
    return list(
        AuditEntry.objects.filter(
            subject_type=subject_type(subject), subject_id=subject.pk
        ).select_related("by_contact")
    )
