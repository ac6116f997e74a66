"""Programs of the cast, at the moment the tests stand still."""

import pytest

from accounts.models import User
from intake.models import ProjectRequest
from tests.api import Program, program_of
from tests.factories.intake import ProjectRequestFactory


@pytest.fixture(autouse=True)
def _frozen(now, time_machine):
    time_machine.move_to(now, tick=False)


@pytest.fixture
def program(requester: User, now) -> Program:
    return program_of(requester, now)


@pytest.fixture
def foreign(outsider: User) -> ProjectRequest:
    """Of a department the requester cannot see."""
    return ProjectRequestFactory(
        created_by=outsider, number="HB-2026-9001", title="Canary of another department"
    )
