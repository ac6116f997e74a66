"""All rubrics there are, and those in the making."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from intake.lifecycle import OPEN_STEPS
from intake.models import ProjectRequest
from triage.models import Rubric, RubricDraft
from triage.scoring.changes import Change, Edition, rubric_changes

# Before the id of a draft in addresses; no version holds a colon.
DRAFT = "draft:"


@dataclass(frozen=True)
class VersionRow:
    """One published rubric; requests it judged last, open and closed."""

    version: str
    is_live: bool
    published_at: datetime
    published_by: str
    reason: str
    questionnaire: str
    open_count: int
    closed_count: int


@dataclass(frozen=True)
class DraftRow:
    pk: int
    title: str
    based_on: str
    changed_at: datetime
    changed_by: str
    change_count: int


@dataclass(frozen=True)
class Rubrics:
    """Versions newest first, drafts last changed first."""

    versions: tuple[VersionRow, ...]
    drafts: tuple[DraftRow, ...]

    @property
    def live(self) -> VersionRow | None:
        return next((row for row in self.versions if row.is_live), None)


def rubrics() -> Rubrics:
    """Everything the list of rubrics shows (three queries)."""
    counts = judged_by()
    versions = Rubric.objects.select_related("questionnaire", "published_by").defer(
        "data", "questionnaire__data"
    )
    return Rubrics(
        versions=tuple(_version(row, counts) for row in versions),
        drafts=tuple(map(_draft, open_drafts())),
    )


def judged_by() -> dict[str, tuple[int, int]]:
    """By version, how many sent requests it judged last: open, and closed since."""
    is_open = Q(step__in=OPEN_STEPS)
    rows = (
        ProjectRequest.objects.real()
        .filter(submitted_at__isnull=False)
        .order_by()
        .values("rubric_version")
        .annotate(open=Count("pk", filter=is_open), closed=Count("pk", filter=~is_open))
    )
    return {row["rubric_version"]: (row["open"], row["closed"]) for row in rows}


def open_drafts() -> list[RubricDraft]:
    return list(
        RubricDraft.objects.open().select_related(
            "based_on__questionnaire", "updated_by"
        )
    )


def draft_edition(draft: RubricDraft) -> Edition:
    return Edition(draft.rubric, draft.questionnaire)


def rubric_edition(rubric: Rubric) -> Edition:
    return Edition(rubric.data, rubric.questionnaire.data)


def draft_changes(draft: RubricDraft) -> tuple[Change, ...]:
    """What the draft says otherwise than the rubric it was made from."""
    return rubric_changes(rubric_edition(draft.based_on), draft_edition(draft))


def _version(row: Rubric, counts: dict[str, tuple[int, int]]) -> VersionRow:
    open_count, closed_count = counts.get(row.version, (0, 0))
    return VersionRow(
        version=row.version,
        is_live=row.is_live,
        published_at=row.published_at,
        published_by=row.published_by.name if row.published_by else "",
        reason=row.reason,
        questionnaire=row.questionnaire.version,
        open_count=open_count,
        closed_count=closed_count,
    )


def _draft(draft: RubricDraft) -> DraftRow:
    return DraftRow(
        pk=draft.pk,
        title=draft.title,
        based_on=draft.based_on.version,
        changed_at=draft.updated_at,
        changed_by=draft.updated_by.name,
        change_count=len(draft_changes(draft)),
    )
