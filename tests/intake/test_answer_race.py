"""One question answered through its link and in the application at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier, local
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, User
from intake.models import Answer, Ask
from intake.services import answers, asked
from intake.services.editing import hold_open
from notifications.models import OutboxMessage
from tests.factories.accounts import ContactFactory
from tests.intake.asking import ask, mailed_path
from tests.servers import missing

TABS = 6

pytestmark = [pytest.mark.servers, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _postgresql() -> None:
    if connection.vendor != "postgresql":
        missing("PostgreSQL in DATABASE_URL")


@pytest.fixture(autouse=True)
def _no_broker(monkeypatch) -> None:
    monkeypatch.setattr("notifications.outbox.nudge", lambda: None)


@pytest.fixture
def sent(submitted, triager) -> Ask:
    now = timezone.now()
    due_on = (now + timedelta(days=9)).date()
    to = ContactFactory(name="P. Flores")
    return ask(submitted, to, triager, now, due_on=due_on)


@pytest.fixture
def together(monkeypatch) -> None:
    """Nobody takes hold of the request before everybody has found the question open."""
    barrier, here = Barrier(TABS + 1, timeout=60), local()

    def wait_and_hold(project_request, *, now) -> None:
        if not hasattr(here, "waited"):
            here.waited = True
            barrier.wait()
        hold_open(project_request, now=now)

    monkeypatch.setattr(asked, "hold_open", wait_and_hold)
    monkeypatch.setattr(answers, "hold_open", wait_and_hold)


def post(path: str, data: dict[str, str], user: User | None = None) -> Any:
    try:
        client = Client(raise_request_exception=False)
        if user is not None:
            client.force_login(user)
        return client.post(path, data)
    finally:
        connections.close_all()


def test_of_many_tabs_and_the_application_one_answers(sent, requester, together):
    path = mailed_path(sent, timezone.now())
    number = sent.project_request.number
    in_the_app = reverse("intake:answer", args=[number, sent.question])

    with ThreadPoolExecutor(TABS + 1) as pool:
        tabs = [pool.submit(post, path, {"answer": "to10"}) for _ in range(TABS)]
        app = pool.submit(
            post, in_the_app, {"NET1": "to100", "seen_NET1": "0:"}, requester
        )
        statuses = sorted(tab.result().status_code for tab in [*tabs, app])

    assert statuses == [302] + [409] * TABS
    assert Answer.objects.get().version == 1
    assert AuditEntry.objects.filter(action="intake.ask_answered").count() == 1
    assert OutboxMessage.objects.filter(event="question_answered").count() == 1
