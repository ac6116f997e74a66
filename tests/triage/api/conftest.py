"""A program of the requester, at the moment the tests stand still."""

import pytest

from accounts.models import User
from tests.api import Program, program_of


@pytest.fixture(autouse=True)
def _frozen(now, time_machine):
    time_machine.move_to(now, tick=False)


@pytest.fixture
def program(requester: User, now) -> Program:
    return program_of(requester, now)
