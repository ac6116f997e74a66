"""Managers who publish in the same moment: one rubric comes of it."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from threading import Barrier
from typing import Any

from django.urls import reverse

from accounts.models import AuditEntry, User
from notifications.models import LongWork
from tests.racing import MARKS, at_once, press
from tests.triage.services.test_drafts import change
from triage.models import Rubric, RubricDraft
from triage.services import publishing, start_draft
from triage.services.drafts import write_draft

PUBLISHERS = 8

pytestmark = MARKS


def statuses(responses: list[Any]) -> Counter[int]:
    """How often each came back."""
    return Counter(response.status_code for response in responses)


def publisher(manager: User, draft: RubricDraft, version: str) -> Callable[[], Any]:
    typed = {
        "seen_version": draft.version,
        "seen_live": "2026.1",
        "version": version,
        "reason": "The council asked for it.",
    }
    return partial(press, reverse("triage:publish", args=[draft.pk]), typed, manager)


def test_one_draft_published_by_all_at_once_makes_one_rubric(
    rubric_draft, by_manager, manager, monkeypatch
):
    draft = change(rubric_draft, by_manager)
    barrier = Barrier(PUBLISHERS, timeout=60)

    def write_together(*args, **fields) -> None:
        barrier.wait()
        write_draft(*args, **fields)

    monkeypatch.setattr("triage.services.publishing.write_draft", write_together)

    responses = at_once([publisher(manager, draft, "2027.1")] * PUBLISHERS)

    assert statuses(responses) == {302: 1, 409: PUBLISHERS - 1}
    assert Rubric.objects.get(is_live=True).version == "2027.1"
    assert Rubric.objects.count() == 2
    assert LongWork.objects.count() == 1
    assert AuditEntry.objects.filter(action="triage.draft_published").count() == 1


def test_two_drafts_published_at_once_make_one_live_rubric(
    rubric, by_manager, manager, now, monkeypatch
):
    drafts = [
        change(
            start_draft(based_on=rubric, title=title, by=by_manager, now=now),
            by_manager,
        )
        for title in ("Weights", "Tiers")
    ]
    barrier = Barrier(len(drafts), timeout=60)
    live = publishing._live

    def live_together() -> Rubric | None:
        found = live()
        barrier.wait()
        return found

    monkeypatch.setattr(publishing, "_live", live_together)

    responses = at_once(
        [
            publisher(manager, draft, version)
            for draft, version in zip(drafts, ("2027.1", "2027.2"), strict=True)
        ]
    )

    assert statuses(responses) == {302: 1, 409: 1}
    assert Rubric.objects.filter(is_live=True).count() == 1
    assert Rubric.objects.count() == 2
