"""A draft becomes the rubric everybody is judged by."""

import re
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit, city
from accounts.actors import Actor
from accounts.errors import Conflict, Refused
from accounts.permissions import check_permission
from accounts.roles import Permission
from intake.models import Questionnaire
from intake.services import load_questionnaire
from triage.models import Rubric, RubricDraft
from triage.services.drafts import check_pair, write_draft
from triage.services.rescoring import start_rescoring
from triage.services.rubrics import judge_by

audit.register(
    {
        "triage.draft_published": gettext_lazy(
            "%(by)s published the draft as rubric %(version)s"
        ),
    }
)

_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]*", re.ASCII)


class RubricOvertaken(Conflict):
    """Another rubric judges than the one the publisher saw replaced."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Another rubric was published meanwhile. Compare the draft with it before "
                "you publish."
            )
        )


def propose_version(now: datetime) -> str:
    """The year and the next number in it, such as "2027.1"."""
    year = city.day_of(now).year
    taken = _versions(f"{year}.")
    number = 1
    while f"{year}.{number}" in taken:
        number += 1
    return f"{year}.{number}"


@transaction.atomic
def publish_draft(
    *,
    draft: RubricDraft,
    version: str,
    reason: str,
    seen_version: int,
    seen_live: str,
    by: Actor,
    now: datetime,
) -> Rubric:
    """Freeze the draft under a version of its own and judge by it from now on.

    Its questionnaire goes with it, under the same version, if it says anything new.
    A worker judges undecided requests by it; decided ones stay as they were.

    :param seen_version: the draft's, as it was read before publishing.
    :param seen_live: the rubric that judged then; empty if there was none.
    :raises Refused: version or reason will not do, or nothing would change.
    :raises StaleDraft: somebody changed the draft since.
    :raises DraftClosed: it is published or discarded already.
    :raises RubricOvertaken: another rubric went live since.
    """
    check_permission(by, Permission.RUBRIC_EDIT)
    # First, so that a second click waits here and finds the draft closed.
    write_draft(draft, seen_version, updated_at=now, updated_by=by.user)
    live = _live()
    if seen_live != (live.version if live else ""):
        raise RubricOvertaken
    version = version.strip()
    _check(draft, version, reason.strip(), live)
    _retire(live)
    rubric = _freeze(draft, version, reason.strip(), by, now)
    judge_by(rubric)
    RubricDraft.objects.filter(pk=draft.pk).update(published_as=rubric)
    draft.refresh_from_db()
    audit.record(
        "triage.draft_published", subject=draft, by=by, now=now, version=version
    )
    cause = audit.record(
        "triage.rubric_published",
        subject=rubric,
        by=by,
        now=now,
        questionnaire=rubric.questionnaire.version,
    )
    start_rescoring(rubric=rubric, by=by, cause=cause, now=now)
    return rubric


def asks_anew(draft: RubricDraft) -> bool:
    """Whether the draft's questionnaire differs from what it was made from."""
    differs: bool = draft.questionnaire != draft.based_on.questionnaire.data
    return differs


def _check(draft: RubricDraft, version: str, reason: str, live: Rubric | None) -> None:
    wrong = {}
    if not _VERSION.fullmatch(version) or len(version) > 20:
        wrong["version"] = _(
            "Use letters, figures, dots and dashes, at most 20, such as 2027.1."
        )
    elif version in _versions(version):
        wrong["version"] = _("There is a version %(version)s already.") % {
            "version": version
        }
    if not reason or len(reason) > 300:
        wrong["reason"] = _("Say why in a sentence or two, at most 300 characters.")
    if wrong:
        raise Refused(wrong)
    if live and live == draft.based_on and not _differs(draft):
        raise Refused(
            {
                "": _(
                    "Nothing differs from rubric %(version)s, which is in use already."
                )
                % {"version": live.version}
            }
        )


def _differs(draft: RubricDraft) -> bool:
    return asks_anew(draft) or draft.rubric != draft.based_on.data


def _versions(beginning: str) -> set[str]:
    """Versions in use by rubrics and questionnaires, which share their names."""
    return {
        version
        for rows in (Rubric.objects.all(), Questionnaire.objects.all())
        for version in rows.filter(version__startswith=beginning).values_list(
            "version", flat=True
        )
    }


def _live() -> Rubric | None:
    return Rubric.objects.filter(is_live=True).first()


def _retire(live: Rubric | None) -> None:
    # The flag in WHERE: of two drafts published in one moment, one waits here for the
    # other and is told.
    if live and not Rubric.objects.filter(pk=live.pk, is_live=True).update(
        is_live=False
    ):
        raise RubricOvertaken


def _freeze(
    draft: RubricDraft, version: str, reason: str, by: Actor, now: datetime
) -> Rubric:
    questionnaire = draft.based_on.questionnaire
    if asks_anew(draft):
        questionnaire = load_questionnaire(
            data={**draft.questionnaire, "version": version}, now=now
        )
    data: dict[str, Any] = {
        **draft.rubric,
        "version": version,
        "questionnaire_version": questionnaire.version,
    }
    check_pair(rubric=data, questionnaire=questionnaire.data)
    return Rubric.objects.create(
        version=version,
        data=data,
        questionnaire=questionnaire,
        published_at=now,
        published_by=by.user,
        based_on=draft.based_on,
        reason=reason,
    )
