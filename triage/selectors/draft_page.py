"""A draft as the hub of the work on it: what changed, what comes next, what it would do."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from accounts import audit
from intake.lifecycle import Step
from intake.models import ProjectRequest
from triage.figures.change_words import PartWords, changes_in_words
from triage.models import RubricDraft
from triage.scoring.changes import Edition, rubric_changes, side_by_side
from triage.selectors.current import live_rubric
from triage.selectors.next_steps import Entry
from triage.selectors.rubrics import DRAFT, draft_changes, draft_edition, rubric_edition
from triage.services.publishing import asks_anew
from triage.services.rescoring import RESCORED_STEPS


@dataclass(frozen=True)
class DraftPage:
    """`published_as` is a version, empty while there is none; `sections` id and name.

    `beside` is what the comparison knows it by; empty for a discarded one.
    """

    pk: int
    title: str
    version: int
    based_on: str
    is_open: bool
    published_as: str
    beside: str
    changed_by: str
    changed_on: date
    change_count: int
    changes: tuple[PartWords, ...]
    sections: tuple[tuple[str, str], ...]
    history: tuple[Entry, ...]


@dataclass(frozen=True)
class Publishing:
    """What publishing a draft would set going.

    `undone` is the version that judges now, if the draft was made from another: what
    that one changed would be lost.
    """

    replaces: str
    undone: str
    undecided: int
    awaiting: int
    asks_anew: bool


@dataclass(frozen=True)
class Side:
    """One of two compared; `short` is its name where there is little room."""

    name: str
    short: str
    edition: Edition


def draft_page(draft: RubricDraft) -> DraftPage:
    """:param draft: with its origin and that one's questionnaire (one more query)."""
    changes = draft_changes(draft)
    published_as = draft.published_as.version if draft.published_as else ""
    before, after = rubric_edition(draft.based_on), draft_edition(draft)
    return DraftPage(
        pk=draft.pk,
        title=draft.title,
        version=draft.version,
        based_on=draft.based_on.version,
        is_open=draft.is_open,
        published_as=published_as,
        beside=f"{DRAFT}{draft.pk}" if draft.is_open else published_as,
        changed_by=draft.updated_by.name,
        changed_on=timezone.localdate(draft.updated_at),
        change_count=len(changes),
        changes=changes_in_words(changes, before, after),
        sections=tuple(
            (section["id"], section["name"])
            for section in draft.questionnaire["sections"]
        ),
        history=tuple(
            Entry(audit.sentence(entry), on=timezone.localdate(entry.at))
            for entry in audit.history(draft)
        ),
    )


def publishing(draft: RubricDraft) -> Publishing:
    """What publishing would do now (three queries)."""
    replaces = live_rubric()
    undecided = ProjectRequest.objects.filter(step__in=RESCORED_STEPS)
    awaiting = ProjectRequest.objects.filter(step=Step.AWAITING_CONFIRMATION)
    return Publishing(
        replaces=replaces,
        undone=replaces if replaces != draft.based_on.version else "",
        undecided=undecided.count(),
        awaiting=awaiting.count(),
        asks_anew=asks_anew(draft),
    )


def comparison(before: Side, after: Side, *, whole: bool) -> tuple[PartWords, ...]:
    """Two sides in words: what differs, or everything both say."""
    compare = side_by_side if whole else rubric_changes
    changes = compare(before.edition, after.edition)
    return changes_in_words(changes, before.edition, after.edition)
