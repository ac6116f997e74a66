"""Messages about a draft of Parks, caused by a triager."""

from datetime import datetime

import pytest

from accounts import audit
from accounts.actors import Actor
from accounts.models import AuditEntry
from notifications import outbox
from notifications.models import OutboxMessage
from tests.factories.intake import ProjectRequestFactory
from tests.notifications.samples import sample_context

audit.register({"tests.happened": "%(by)s did something"})


@pytest.fixture
def project_request(requester):
    return ProjectRequestFactory(
        created_by=requester, number="HB-2026-001", title="Plate readers"
    )


@pytest.fixture
def cause(project_request, triager, now: datetime) -> AuditEntry:
    return audit.record(
        "tests.happened", subject=project_request, by=Actor.of(triager), now=now
    )


@pytest.fixture
def message(project_request, requester, cause, now: datetime) -> OutboxMessage:
    """A decision the requester is told of, due now."""
    written = outbox.enqueue(
        "request_decided",
        to=requester.contact,
        subject=project_request,
        context=sample_context("request_decided"),
        cause=cause,
        now=now,
    )
    assert written is not None
    return written
