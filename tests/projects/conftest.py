from datetime import date

import pytest

from accounts.actors import Actor
from projects.lifecycle import Phase
from projects.models import Project
from projects.services import record_project


@pytest.fixture
def project(parks, manager, now) -> Project:
    """Of the requester's department, delivering since 1 October."""
    return record_project(
        ref="PRJ-021",
        name="Park counters",
        owner_department=parks,
        phase=Phase.DELIVERING,
        started_on=date(2026, 10, 1),
        by=Actor.of(manager),
        now=now,
    )
