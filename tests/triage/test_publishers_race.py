"""Managers who publish in the same moment: one rubric comes of it."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, User
from notifications.models import LongWork
from tests.servers import missing
from tests.triage.services.test_drafts import change
from triage.models import Rubric, RubricDraft
from triage.services import publishing, start_draft
from triage.services.drafts import write_draft

PUBLISHERS = 8

pytestmark = [pytest.mark.servers, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _postgresql() -> None:
    if connection.vendor != "postgresql":
        missing("PostgreSQL in DATABASE_URL")


@pytest.fixture(autouse=True)
def _no_broker(monkeypatch) -> None:
    monkeypatch.setattr("notifications.progress.nudge", lambda *_task: None)


def together(acts: list[Callable[[], int]]) -> Counter[int]:
    """Do all of them at once; how often each status came back."""

    def do(act: Callable[[], int]) -> int:
        try:
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return Counter(pool.map(do, acts))


def publisher(manager: User, draft: RubricDraft, version: str) -> Callable[[], int]:
    def publish() -> int:
        client = Client()
        client.force_login(manager)
        response = client.post(
            reverse("triage:publish", args=[draft.pk]),
            {
                "seen_version": draft.version,
                "version": version,
                "reason": "The council asked for it.",
            },
        )
        return response.status_code

    return publish


def test_one_draft_published_by_all_at_once_makes_one_rubric(
    rubric_draft, by_manager, manager, monkeypatch
):
    draft = change(rubric_draft, by_manager)
    barrier = Barrier(PUBLISHERS, timeout=60)

    def write_together(*args, **fields) -> None:
        barrier.wait()
        write_draft(*args, **fields)

    monkeypatch.setattr("triage.services.publishing.write_draft", write_together)

    answers = together([publisher(manager, draft, "2027.1")] * PUBLISHERS)

    assert answers == {302: 1, 409: PUBLISHERS - 1}
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

    answers = together(
        [
            publisher(manager, draft, version)
            for draft, version in zip(drafts, ("2027.1", "2027.2"), strict=True)
        ]
    )

    assert answers == {302: 1, 409: 1}
    assert Rubric.objects.filter(is_live=True).count() == 1
    assert Rubric.objects.count() == 2
