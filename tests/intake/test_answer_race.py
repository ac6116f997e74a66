"""One question answered through its link and in the application at the same moment."""

from collections import Counter
from datetime import timedelta
from functools import partial
from threading import Barrier, local

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry
from intake.models import Answer, Ask
from intake.services import answers, asked
from intake.services.editing import hold_open
from notifications.models import OutboxMessage
from tests.factories.accounts import ContactFactory
from tests.intake.asking import ask, mailed_path
from tests.racing import MARKS, at_once, press

TABS = 6

pytestmark = MARKS


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


def test_of_many_tabs_and_the_application_one_answers(sent, requester, together):
    path = mailed_path(sent, timezone.now())
    number = sent.project_request.number
    in_the_app = reverse("intake:answer", args=[number, sent.question])

    typed = {"NET1": "to100", "seen_NET1": "0:"}

    tabs = [partial(press, path, {"answer": "to10"})] * TABS
    responses = at_once([*tabs, partial(press, in_the_app, typed, requester)])

    assert Counter(r.status_code for r in responses) == {302: 1, 409: TABS}
    assert Answer.objects.get().version == 1
    assert AuditEntry.objects.filter(action="intake.ask_answered").count() == 1
    assert OutboxMessage.objects.filter(event="question_answered").count() == 1
