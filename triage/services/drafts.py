"""A rubric in the making: begun from a published one, changed, thrown away."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit
from accounts.actors import Actor, acting_user
from accounts.errors import Conflict, Refused
from accounts.permissions import check_permission
from accounts.roles import Permission
from intake.services import check_questionnaire
from triage.models import Rubric, RubricDraft
from triage.scoring import parsing
from triage.scoring.rules import RubricError
from triage.services.rubrics import as_stored

audit.register(
    {
        "triage.draft_started": gettext_lazy(
            "%(by)s started the draft from rubric %(based_on)s"
        ),
        "triage.draft_changed": gettext_lazy("%(by)s changed the draft: %(says)s"),
        "triage.draft_discarded": gettext_lazy("%(by)s discarded the draft"),
    }
)


class StaleDraft(Conflict):
    """Somebody else changed the draft first."""

    def __init__(self, draft: RubricDraft) -> None:
        super().__init__(
            _("Somebody else changed the draft “%(title)s” while you were at it.")
            % {"title": draft.title}
        )


class DraftClosed(Conflict):
    """The draft was published or discarded and changes no more."""

    def __init__(self, draft: RubricDraft) -> None:
        says = _("The draft “%(title)s” was discarded.")
        if draft.published_as_id:
            says = _("The draft “%(title)s” is published. Start another one from it.")
        super().__init__(says % {"title": draft.title})


@transaction.atomic
def start_draft(
    *, based_on: Rubric, title: str, by: Actor, now: datetime
) -> RubricDraft:
    """Copy a published rubric with its questionnaire, to change both at leisure.

    :raises Refused: the title says nothing.
    """
    check_permission(by, Permission.RUBRIC_EDIT)
    if not title.strip():
        raise Refused({"title": _("Say in a few words what the draft is for.")})
    starter = acting_user(by)
    draft = RubricDraft.objects.create(
        title=title.strip(),
        based_on=based_on,
        rubric=based_on.data,
        questionnaire=based_on.questionnaire.data,
        created_at=now,
        created_by=starter,
        updated_at=now,
        updated_by=starter,
    )
    audit.record(
        "triage.draft_started",
        subject=draft,
        by=by,
        now=now,
        based_on=based_on.version,
    )
    return draft


@transaction.atomic
def change_draft(
    *,
    draft: RubricDraft,
    rubric: Mapping[str, Any] | None = None,
    questionnaire: Mapping[str, Any] | None = None,
    seen_version: int,
    says: str,
    by: Actor,
    now: datetime,
) -> RubricDraft:
    """Replace one text of the draft or both, checked together.

    :param rubric: the whole new text; None keeps what the draft says.
    :param says: what changed, as the history reads on after "changed the draft:".
    :raises Refused: the two could not be scored by, or nothing is different.
    :raises StaleDraft: somebody else changed it first.
    :raises DraftClosed: it is published or discarded.
    """
    check_permission(by, Permission.RUBRIC_EDIT)
    changed = {
        "rubric": as_stored(draft.rubric if rubric is None else rubric),
        "questionnaire": as_stored(
            draft.questionnaire if questionnaire is None else questionnaire
        ),
    }
    check_pair(**changed)
    # Compared only while it is the draft that was seen; a stale one is told as such.
    is_same = changed == {"rubric": draft.rubric, "questionnaire": draft.questionnaire}
    if is_same and draft.version == seen_version:
        raise Refused({"": _("Nothing is different from before.")})
    write_draft(draft, seen_version, **changed, updated_at=now, updated_by=by.user)
    audit.record("triage.draft_changed", subject=draft, by=by, now=now, says=says)
    return draft


@transaction.atomic
def discard_draft(
    *, draft: RubricDraft, seen_version: int, by: Actor, now: datetime
) -> RubricDraft:
    """Put the draft away for good; it stays readable.

    :raises StaleDraft: somebody else changed it first.
    :raises DraftClosed: it is published or discarded already.
    """
    check_permission(by, Permission.RUBRIC_EDIT)
    write_draft(
        draft, seen_version, discarded_at=now, discarded_by=by.user, updated_at=now
    )
    audit.record("triage.draft_discarded", subject=draft, by=by, now=now)
    return draft


def check_pair(*, rubric: Mapping[str, Any], questionnaire: Mapping[str, Any]) -> None:
    """:raises Refused: requests could not be judged by these; the message names why."""
    try:
        parsing.parse_rubric(rubric, parsing.parse_questionnaire(questionnaire))
    except RubricError as error:
        raise Refused({"": str(error)}) from error
    check_questionnaire(questionnaire)


def write_draft(draft: RubricDraft, seen_version: int, **fields: Any) -> None:
    """Write to an open draft that is still as it was seen.

    :raises StaleDraft, DraftClosed: it is not.
    """
    # The version in WHERE keeps two people from writing over each other, on both
    # databases.
    written = (
        RubricDraft.objects.open()
        .filter(pk=draft.pk, version=seen_version)
        .update(**fields, version=F("version") + 1)
    )
    draft.refresh_from_db()
    if not written:
        raise StaleDraft(draft) if draft.is_open else DraftClosed(draft)
